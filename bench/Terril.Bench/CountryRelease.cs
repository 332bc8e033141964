using Terril.Bench.National;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;

namespace Terril.Bench;

/// <summary>The release of the national file: every territory of the official lists, 13 years, two indicators by two carriers and five sectors with all their totals.</summary>
internal static class CountryRelease
{
    public const int FirstYear = Consumption.FirstYear;
    public const int Years = Consumption.Years;

    private static readonly Lazy<ReleaseStore> s_store = new(Build);

    public static IReadOnlyList<string> Indicators { get; } = [NationalSite.Indicator, NationalSite.RatioOf(NationalSite.Indicator), "population"];

    /// <summary>The total, the marginals and the full cross.</summary>
    public static IReadOnlyList<string> Keys => Breakdowns.Keys(Release.Indicator(NationalSite.Indicator)!.Breakdown);

    public static ReleaseStore Store => s_store.Value;

    public static Release Release => Store.Current!;

    // What the national measures have built serves again.
    private static ReleaseStore Build()
    {
        var store = new ReleaseStore(Country.PathOf(Country.Store), Ground.Lists);
        var outcome = new Publish(store).Run(Country.Around(new Consumption(Ground.Lists)).Folder, TimeProvider.System.GetUtcNow());
        return outcome.Stopped ? throw new InvalidOperationException(string.Join('\n', outcome.Findings)) : store;
    }
}
