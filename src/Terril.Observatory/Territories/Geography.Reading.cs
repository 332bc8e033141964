namespace Terril.Observatory.Territories;

public sealed partial class Geography
{
    private const string CountryCode = "FR";
    private readonly VintageTable _table;
    private readonly Lazy<Dictionary<string, (FormerKind Kind, int Commune)>> _formers;

    private Geography(VintageTable table, Dictionary<string, LevelIndex> levels, Dictionary<(string, string), int[]> parents, IReadOnlyList<string> order)
    {
        (_table, _levels, _parents, Levels) = (table, levels, parents, order);
        _formers = new(FormersByCode);
    }

    /// <summary>
    /// Names that lead to a commune without being its own: its delegated and associated communes (Lomme, in Lille), by code.
    /// The one that bears the commune's own code and name is left out.
    /// </summary>
    public IReadOnlyList<Alias> Aliases => field ??=
        [.. Formers(FormerKind.Part).Where(a => At(Level.Commune)[a.Commune] is var own && (own.Code != a.Code || own.Name != a.Name))];

    /// <summary>The commune (75056, 69123 or 13055) of a municipal district of Paris, Lyon or Marseille; none for any other code.</summary>
    public string? ParentOfArrondissement(string code) =>
        _formers.Value.TryGetValue(code, out var former) && former.Kind == FormerKind.District ? At(Level.Commune)[former.Commune].Code : null;

    /// <summary>The municipal districts of some communes, by code.</summary>
    internal IEnumerable<string> DistrictsOf(IReadOnlySet<string> communes) =>
        _formers.Value.Where(f => f.Value.Kind == FormerKind.District && communes.Contains(At(Level.Commune)[f.Value.Commune].Code)).Select(f => f.Key);

    /// <summary>Index of the commune that a delegated, associated, district or former code leads to, or −1.</summary>
    internal int CommuneOfFormer(string code) => _formers.Value.TryGetValue(code, out var former) ? former.Commune : -1;

    internal static Geography Of(VintageTable table)
    {
        var department = table[Column.CommuneDepartment];
        var region = Through(department, table[Column.DepartmentRegion]);
        var country = Through(region, table[Column.RegionCountry]);
        var population = table[Column.Population];
        var parents = new Dictionary<(string, string), int[]>
        {
            [(Level.Commune, Level.Epci)] = table[Column.CommuneEpci],
            [(Level.Commune, Level.Department)] = department,
            [(Level.Commune, Level.Region)] = region,
            [(Level.Commune, Level.Country)] = country,
            [(Level.Department, Level.Region)] = table[Column.DepartmentRegion],
            [(Level.Department, Level.Country)] = Through(table[Column.DepartmentRegion], table[Column.RegionCountry]),
            [(Level.Region, Level.Country)] = table[Column.RegionCountry],
        };
        var levels = new Dictionary<string, LevelIndex>(StringComparer.Ordinal)
        {
            [Level.Commune] = new(Communes(table)),
            [Level.Epci] = new(Territories(table, Level.Epci, Column.EpciCode, Column.EpciName, Column.EpciKind, table[Column.CommuneEpci])),
            [Level.Department] = new(Territories(table, Level.Department, Column.DepartmentCode, Column.DepartmentName, null, department)),
            [Level.Region] = new(Territories(table, Level.Region, Column.RegionCode, Column.RegionName, null, region)),
            [Level.Country] = new([new(Level.Country, CountryCode, "France", 0) { Population = Sums(population, country, 1)[0] }]),
        };
        return new(table, levels, parents, Level.Official);
    }

    private static Territory[] Communes(VintageTable table)
    {
        var (codes, names, populations) = (table[Column.CommuneCode], table[Column.CommuneName], table[Column.Population]);
        var (starts, postcodes) = (table[Column.PostcodeStart], table[Column.Postcode]);
        var communes = new Territory[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var own = new string[starts[i + 1] - starts[i]];
            for (var p = 0; p < own.Length; p++) own[p] = table.Strings[postcodes[starts[i] + p]];
            communes[i] = new(Level.Commune, table.Strings[codes[i]], table.Strings[names[i]], i)
            {
                Population = populations[i] < 0 ? null : populations[i],
                Postcodes = own,
            };
        }

        return communes;
    }

    private static Territory[] Territories(VintageTable table, string level, Column code, Column name, Column? kind, int[] communes)
    {
        var populations = Sums(table[Column.Population], communes, table[code].Length);
        return
        [
            .. table[code].Select((number, i) => new Territory(level, table.Strings[number], table.Strings[table[name][i]], i)
            {
                Kind = kind is { } column ? table.Strings[table[column][i]] : "",
                Population = populations[i],
            }),
        ];
    }

    private static int?[] Sums(int[] populations, int[] parents, int count)
    {
        var sums = new int?[count];
        for (var i = 0; i < parents.Length; i++)
        {
            if (parents[i] >= 0 && populations[i] >= 0) sums[parents[i]] = (sums[parents[i]] ?? 0) + populations[i];
        }

        return sums;
    }

    private static int[] Through(int[] first, int[] second) => Array.ConvertAll(first, i => i < 0 ? -1 : second[i]);

    private Dictionary<string, (FormerKind Kind, int Commune)> FormersByCode()
    {
        var formers = new Dictionary<string, (FormerKind, int)>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<FormerKind>())
        {
            foreach (var former in Formers(kind)) formers.TryAdd(former.Code, (kind, former.Commune));
        }

        return formers;
    }

    private IEnumerable<Alias> Formers(FormerKind kind) =>
        _table[Column.FormerKind].Index().Where(row => row.Item == (int)kind).Select(row => new Alias(
            _table.Strings[_table[Column.FormerName][row.Index]],
            _table.Strings[_table[Column.FormerCode][row.Index]],
            _table[Column.FormerCommune][row.Index]));
}

/// <summary>Another name of a commune: a delegated, associated or former one.</summary>
/// <param name="Name">As in the official lists.</param>
/// <param name="Code">Its own code, which may be the commune's.</param>
/// <param name="Commune">Index of the commune it leads to.</param>
public sealed record Alias(string Name, string Code, int Commune);
