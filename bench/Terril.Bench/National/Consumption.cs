using Terril.Observatory.Territories;

namespace Terril.Bench.National;

/// <summary>The figures of the national file: what each commune consumes, a year, by carrier and sector, in kWh.</summary>
/// <remarks>Whole numbers made of the official lists alone: the same on every machine, and exact when added up.</remarks>
internal sealed class Consumption
{
    /// <summary>The list in force, native to the file and to the release: 34,969 communes, overseas collectivities included.</summary>
    public const int Vintage = 2026;

    public const int FirstYear = 2011;
    public const int Years = 13;

    /// <summary>About one cell of a thousand is secret, as in the producers' files.</summary>
    public const long Secret = -1;

    public static readonly (string Text, string Code)[] Carriers = [("Electricité", "electricity"), ("Gaz", "gas")];

    public static readonly (string Text, string Code)[] Sectors =
        [("Résidentiel", "residential"), ("Tertiaire", "tertiary"), ("Industrie", "industry"), ("Agriculture", "agriculture"), ("Autre", "other")];

    // kWh an inhabitant, by carrier then sector: the order of size of the country's.
    private static readonly int[] s_each = [2_400, 2_000, 1_700, 130, 90, 1_900, 1_100, 1_800, 40, 60];

    private readonly Geography _geography;

    public Consumption(OfficialLists lists)
    {
        _geography = lists.At(Vintage);
        Communes = _geography.At(Level.Commune);
    }

    public static int Series => s_each.Length;

    public IReadOnlyList<Territory> Communes { get; }

    /// <summary>The code of a text of the file; a code, or nothing, is left as it is.</summary>
    public static string CodeOf(string text) => Carriers.Concat(Sectors).FirstOrDefault(c => c.Text == text, (Text: text, Code: text)).Code;

    /// <summary>Code of the territory of a level that a commune belongs to; empty where there is none.</summary>
    public string Above(int commune, string level)
    {
        var parents = _geography.Parents(Level.Commune, level);
        return parents[commune] < 0 ? "" : _geography.At(level)[parents[commune]].Code;
    }

    public static string CarrierOf(int series) => Carriers[series / Sectors.Length].Code;

    public static string SectorOf(int series) => Sectors[series % Sectors.Length].Code;

    /// <summary>kWh of a cell, or <see cref="Secret"/>.</summary>
    public long At(int commune, int year, int series)
    {
        var chance = Mix(((ulong)commune * 1_000_003) + ((ulong)year * 1_009) + (ulong)series);
        if (chance % 997 == 0) return Secret;
        var inhabitants = Communes[commune].Population ?? 150;
        return ((long)inhabitants * s_each[series] * (long)(700 + (chance >> 32) % 600) / 1_000) + (long)(chance >> 20 & 0xFFF);
    }

    /// <summary>What the file must sum to, in MWh: year, then series.</summary>
    public double[] Sums() =>
        [.. Enumerable.Range(FirstYear, Years).SelectMany(year => Enumerable.Range(0, Series).Select(series => Sum(year, series, Enumerable.Range(0, Communes.Count))))];

    /// <summary>What a territory must come to in a year, in MWh, all series.</summary>
    public double Of(TerritoryId territory, int year)
    {
        var members = Enumerable.Range(0, Communes.Count).Where(commune => Above(commune, territory.Level) == territory.Code).ToList();
        return Enumerable.Range(0, Series).Sum(series => Sum(year, series, members));
    }

    private double Sum(int year, int series, IEnumerable<int> communes) => communes.Sum(commune => Math.Max(0, At(commune, year, series))) / 1_000.0;

    // SplitMix64, public domain.
    private static ulong Mix(ulong seed)
    {
        var z = seed * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
