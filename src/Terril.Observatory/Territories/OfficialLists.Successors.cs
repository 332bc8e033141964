namespace Terril.Observatory.Territories;

public sealed partial class OfficialLists
{
    /// <summary>
    /// What became of a code that <paramref name="to"/> does not have: a former commune, or an EPCI that changed SIREN.
    /// Looks in every vintage at hand and in the former codes of the lists, latest first; empty when nobody knows it.
    /// </summary>
    /// <returns>
    /// The largest heir first: all the EPCIs that share the inhabitants of a gone one; the commune of a delegated, associated or
    /// district code. The territory itself when <paramref name="to"/> has the code.
    /// </returns>
    /// <exception cref="FaultyInputException">The vintage is not at hand.</exception>
    public IReadOnlyList<Territory> Successors(TerritoryId former, int to)
    {
        if (At(to).Find(former) is { } itself) return [itself];
        if (former.Level is not (Level.Commune or Level.Epci)) return [];
        return Vintages.Reverse().Prepend(to)
            .Select(vintage => former.Level == Level.Commune ? CommuneHeirs(former, vintage, to) : EpciHeirs(former, vintage, to))
            .FirstOrDefault(heirs => heirs.Count > 0) ?? [];
    }

    /// <summary>
    /// Every other name that leads to a commune of a vintage: its <see cref="Geography.Aliases"/>, and the names and codes of the earlier
    /// lists (Filain, now in Pargny-et-Filain; Lambres, now Lambres-lez-Aire), by code.
    /// </summary>
    /// <exception cref="FaultyInputException">The vintage is not at hand.</exception>
    public IReadOnlyList<Alias> FormerNames(int vintage) =>
        [.. Vintages.Where(v => v <= vintage).Reverse().SelectMany(v => NamesOf(v, vintage)).Distinct().OrderBy(a => a.Code, StringComparer.Ordinal)];

    private List<Territory> CommuneHeirs(TerritoryId former, int vintage, int to)
    {
        var geography = At(vintage);
        var commune = geography.IndexOf(Level.Commune, former.Code);
        if (commune < 0) commune = geography.CommuneOfFormer(former.Code);
        if (commune < 0) return [];
        var heirs = At(to).At(Level.Commune);
        return [.. Between(vintage, to).Parts(Level.Commune, commune).ToArray().OrderByDescending(p => p.Share).Select(p => heirs[p.Target])];
    }

    private List<Territory> EpciHeirs(TerritoryId former, int vintage, int to)
    {
        if (At(vintage).Find(former) is not { } gone) return [];
        var passage = Between(vintage, to);
        var epcis = At(to).Parents(Level.Commune, Level.Epci);
        var people = new SortedDictionary<int, double>();
        foreach (var commune in At(vintage).Members(gone, Level.Commune))
        {
            foreach (var part in passage.Parts(Level.Commune, commune.Index))
            {
                if (epcis[part.Target] is >= 0 and var heir) people[heir] = people.GetValueOrDefault(heir) + (part.Share * (commune.Population ?? 0));
            }
        }

        return [.. people.OrderByDescending(p => p.Value).Select(p => At(to).At(Level.Epci)[p.Key])];
    }

    private IEnumerable<Alias> NamesOf(int vintage, int to)
    {
        var (then, now, passage) = (At(vintage), At(to), Between(vintage, to));
        var names = then.At(Level.Commune).Select(c => new Alias(c.Name, c.Code, c.Index)).Concat(then.Aliases);
        foreach (var name in names)
        {
            var parts = passage.Parts(Level.Commune, name.Commune).ToArray();
            var heirs = parts.OrderByDescending(p => p.Share).Select(p => now.At(Level.Commune)[p.Target]).ToList();
            if (heirs.Count == 0 || heirs.Exists(heir => heir.Name == name.Name)) continue;
            var heir = heirs.Find(heir => heir.Code == name.Code && heirs.Count > 1) ?? heirs[0];
            yield return name with { Commune = heir.Index };
        }
    }
}
