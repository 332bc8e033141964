namespace Terril.Observatory.Territories;

/// <summary>Which EPCIs of one vintage share ground with which of another, once the communes are carried. −1 stands for no EPCI.</summary>
internal sealed class EpciGrounds
{
    private const int None = -1;
    private readonly Geography _from;
    private readonly Geography _to;
    private readonly SortedSet<int>[] _targets;
    private readonly SortedSet<int>[] _sources;

    public EpciGrounds(Geography from, Geography to, Shares communes)
    {
        (_from, _to) = (from, to);
        _targets = Sets(from);
        _sources = Sets(to);
        var before = from.Parents(Level.Commune, Level.Epci);
        var after = to.Parents(Level.Commune, Level.Epci);
        for (var i = 0; i < communes.Count; i++)
        {
            foreach (var part in communes[i])
            {
                var (source, target) = (before[i], after[part.Target]);
                if (source != None) _targets[source].Add(target);
                if (target != None) _sources[target].Add(source);
            }
        }
    }

    /// <summary>Adds what an EPCI becomes to <paramref name="row"/>, by weight, and says how.</summary>
    public Movement Carry(int epci, List<Part> row)
    {
        var targets = _targets[epci];
        var namesake = _to.IndexOf(Level.Epci, _from.At(Level.Epci)[epci].Code);
        if (targets is { Count: 1, Min: not None and var target } && IsUnionOfWholeOnes(target))
        {
            row.Add(new(target, 1));
            return _sources[target].Count > 1 ? Movement.Merged : target == namesake ? Movement.Same : Movement.Renamed;
        }

        if (targets.All(t => t != None && _sources[t].SetEquals([epci])) && targets.Count > 1)
        {
            row.AddRange(targets.Select(t => new Part(t, _to.At(Level.Epci)[t].Population ?? 0)));
            return Movement.Split;
        }

        if (namesake == None || !targets.Contains(namesake)) return Movement.Gone;
        row.Add(new(namesake, 1));
        return Movement.Reshaped;
    }

    private bool IsUnionOfWholeOnes(int target) => _sources[target].All(s => s != None && _targets[s].Count == 1);

    private static SortedSet<int>[] Sets(Geography geography) => [.. geography.At(Level.Epci).Select(_ => new SortedSet<int>())];
}
