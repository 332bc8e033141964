namespace Terril.Observatory.Territories;

/// <summary>What becomes of the territories of one level.</summary>
internal sealed class LevelPassage
{
    private readonly IReadOnlyList<Territory> _sources;
    private readonly double[] _people;
    private readonly int[] _contributors;

    private LevelPassage(IReadOnlyList<Territory> sources, int targets, Shares shares)
    {
        (_sources, Shares) = (sources, shares);
        (_people, _contributors) = (new double[targets], new int[targets]);
        for (var i = 0; i < shares.Count; i++)
        {
            foreach (var part in shares[i])
            {
                _people[part.Target] += part.Share * People(i);
                _contributors[part.Target]++;
            }
        }
    }

    public Shares Shares { get; }

    public required IReadOnlyList<Movement> Movements { get; init; }

    public double Weight(int index)
    {
        if (Movements[index] != Movement.Merged) return 1;
        var target = Shares[index][0].Target;
        return _people[target] > 0 ? People(index) / _people[target] : 1d / _contributors[target];
    }

    public static LevelPassage Communes(IReadOnlyList<Territory> from, IReadOnlyList<Territory> to, Shares shares)
    {
        var movements = new Movement[from.Count];
        var passage = new LevelPassage(from, to.Count, shares) { Movements = movements };
        for (var i = 0; i < from.Count; i++)
        {
            movements[i] = shares[i] switch
            {
                [] => Movement.Gone,
                [var only] when passage._contributors[only.Target] > 1 => Movement.Merged,
                [var only] => to[only.Target].Code == from[i].Code ? Movement.Same : Movement.Renamed,
                _ => Movement.Split,
            };
        }

        return passage;
    }

    /// <summary>Departments and regions: their codes have had one meaning since 2019.</summary>
    public static LevelPassage ByCode(Geography from, Geography to, string level)
    {
        var sources = from.At(level);
        var targets = sources.Select(s => to.IndexOf(level, s.Code)).ToArray();
        var shares = Shares.Of(sources.Count, (i, row) => row.AddRange(targets[i] < 0 ? [] : [new Part(targets[i], 1)]));
        return new(sources, to.At(level).Count, shares) { Movements = Array.ConvertAll(targets, t => t < 0 ? Movement.Gone : Movement.Same) };
    }

    public static LevelPassage Epcis(Geography from, Geography to, Shares communes)
    {
        var grounds = new EpciGrounds(from, to, communes);
        var sources = from.At(Level.Epci);
        var movements = new Movement[sources.Count];
        var shares = Shares.Of(sources.Count, (i, row) => movements[i] = grounds.Carry(i, row));
        return new(sources, to.At(Level.Epci).Count, shares) { Movements = movements };
    }

    private int People(int index) => _sources[index].Population ?? 0;
}
