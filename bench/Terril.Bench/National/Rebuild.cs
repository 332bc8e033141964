using System.Text.Json;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;

namespace Terril.Bench.National;

/// <summary>Building again: when nothing changed, and when a producer revised one file of ten.</summary>
internal static class Rebuild
{
    private const string Site = "national-ten";
    private const string Store = "national-ten-store";
    private const double AtMost = 1;

    /// <summary>A tenth of the work, and as much again for what a build does whatever changed.</summary>
    private const double Share = 0.2;

    public static IEnumerable<Line> Measure(Country country)
    {
        _ = country.Built;
        var nothing = Runs.Of(Country.Times, () => Again(country.Site, Country.Store, isNew: false));
        yield return new Line("the same build when nothing changed", Line.Time(nothing), Bar: Line.Said("< 1 s", nothing.Median.Work.TotalSeconds < AtMost));

        var site = new NationalSite(Country.PathOf(Site), country.Consumption).OfTen();
        var whole = Country.Build(site, Store);
        var one = Runs.Of(Country.Times, () => Revised(country, site));
        var fixedPart = Runs.Of(Country.Times, () => Again(site, Store, isNew: false));
        var (share, above) = (one.Median.Work / whole.Work, (one.Median.Work - fixedPart.Median.Work) / (whole.Work - fixedPart.Median.Work));
        yield return new Line("the same rows as ten sources, when one of them changed", Line.Time(one), "building all ten", Line.Time(whole.Work),
            $"{Line.Digits(share)} of it", Line.Said("only its share (≤ 0.2)", share <= Share));
        yield return new Line("the same, above what a build takes when none of the ten changed", Line.Time(one.Median.Work - fixedPart.Median.Work), $"building all ten, above {Line.Time(fixedPart)}",
            Line.Time(whole.Work - fixedPart.Median.Work), $"{Line.Digits(above)} of it");
        Country.Forget(Site);
        Country.Forget(Store);
    }

    private static Ran Revised(Country country, NationalSite site)
    {
        var cell = new FigureKey(NationalSite.TenthOf(0), "", country.Consumption.Communes[0].Id, Period.Of(Consumption.FirstYear));
        double before;
        using (var release = Country.ReleaseIn(Store)) before = release.Find(cell)!.Value.Value;
        var kWh = (long)Math.Round(before * 1000) - country.Consumption.At(0, Consumption.FirstYear, 0) + 1;
        site.Revise(0, kWh);
        var ran = Again(site, Store, isNew: true);
        using var after = Country.ReleaseIn(Store);
        if (!Agreement.Holds(before + 0.001, after.Find(cell)!.Value.Value)) throw new InvalidOperationException($"{cell}: the revision is not in the release.");
        return ran;
    }

    private static Ran Again(NationalSite site, string store, bool isNew)
    {
        var ran = Country.Build(site, store, empty: false);
        using var said = JsonDocument.Parse(string.Join('\n', ran.Lines));
        return said.RootElement.GetProperty("isNew").GetBoolean() == isNew ? ran : throw new InvalidOperationException($"{store}: {said.RootElement}");
    }
}
