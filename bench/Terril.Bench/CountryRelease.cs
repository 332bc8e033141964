using Terril.Observatory;
using Terril.Observatory.Building;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench;

/// <summary>
/// A release of the whole country, dense: every territory of the official lists, 13 years, two indicators by two carriers and five sectors
/// with all their totals, drawn by lot with a fixed seed. Written as any release is; no file of a producer behind it.
/// </summary>
internal static class CountryRelease
{
    public const int FirstYear = 2011;
    public const int Years = 13;
    private const int Vintage = 2026;

    private static readonly Lazy<ReleaseStore> s_store = new(Build);
    private static readonly IReadOnlyList<Dimension> s_breakdown = [new("carrier", ["power", "gas"]), new("sector", ["homes", "services", "industry", "farms", "transport"])];

    public static IReadOnlyList<string> Indicators { get; } = ["energy.delivered", "energy.sites"];

    /// <summary>The total, the marginals and the full cross.</summary>
    public static IReadOnlyList<string> Keys { get; } = Breakdowns.Keys(s_breakdown);

    public static ReleaseStore Store => s_store.Value;

    public static Release Release => Store.Current!;

    private static ReleaseStore Build()
    {
        var store = new ReleaseStore(Ground.PathOf("country"), Ground.Lists);
        var site = new Observatory.Recipes.Site
        {
            Name = Text.Same("Country"), Vintage = Vintage, ScopeLevel = Level.Country, ScopeCodes = [], Sources = [],
            Indicators = [.. Indicators.Select(id => new Indicator { Id = id, Name = Text.Same(id), Short = Text.Same(id), Unit = "MWh", Breakdown = s_breakdown })],
        };
        var geography = Ground.Lists.At(Vintage);
        var edition = new Edition("drawn", "drawn.csv", new string('0', 64), 0, 0, Text.Same("none"), null);
        var shown = Scope.Of(site, geography);
        var territories = ShownTerritories.Of(geography, shown);
        var draft = new Draft(site, geography, territories, [Unit(new CubeWriter(Drawn(geography), [edition], shown, territories), edition)], [edition], [], []);
        var written = new Written(draft, new Dictionary<string, string>(), null, Ground.Lists);
        written.Into(Directory.CreateDirectory(store.PathOf(written.Id)).FullName);
        store.Append(new HistoryLine(written.Id, DateTimeOffset.UnixEpoch, null));
        return store;
    }

    private static BuiltUnit Unit(CubeWriter writer, Edition edition)
    {
        var folder = Ground.PathOf("country-unit");
        Directory.CreateDirectory(Path.Combine(folder, "cubes"));
        var cubes = Indicators.ToDictionary(id => id, id => writer.Write(Path.Combine(folder, Cube.NameOf(id)), id)!.Value);
        return new BuiltUnit([edition], [], [], cubes) { Folder = folder };
    }

    private static Values Drawn(Geography geography)
    {
        var (values, random) = (new Values(), new Random(1));
        foreach (var series in Indicators.SelectMany(id => Keys.Select(key => new SeriesKey(id, key))))
            foreach (var level in geography.Levels)
                for (var year = FirstYear; year < FirstYear + Years; year++)
                {
                    var cells = values.Get(series, level, Period.Of(year), geography.At(level).Count);
                    for (var t = 0; t < cells.Count; t++) cells.Set(t, random.Next(1_000_000) / 8.0, Status.Reference, 1, 1);
                }
        return values;
    }
}
