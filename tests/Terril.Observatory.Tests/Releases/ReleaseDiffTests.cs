using Terril.Observatory.Releases;

namespace Terril.Observatory.Tests.Releases;

/// <summary>What changed, and why.</summary>
public class ReleaseDiffTests
{
    private const string Csv = "code,year,value\n59183,2021,1\n59350,2021,2\n";

    [Fact]
    public void Nothing_changes_between_a_release_and_itself()
    {
        using var site = new TinySite().Waste(Csv).Published();

        Assert.Empty(ReleaseDiff.Between(site.Release, site.Release));
    }

    [Fact]
    public void A_producer_that_revises_is_a_revision()
    {
        Assert.Equal(
            ["waste commune:59183 2021 1→5 Revision"],
            Communes(s => s.Waste(Csv), s => s.Waste(Csv.Replace("59183,2021,1", "59183,2021,5", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_recipe_that_changes_is_our_method()
    {
        Assert.Equal(
            ["waste commune:59183 2021 1→1000 Method", "waste commune:59350 2021 2→2000 Method"],
            Communes(s => s.Waste(Csv), s => s.Waste(Csv, value: "unit: kt")));
    }

    [Fact]
    public void A_vintage_that_changes_is_the_territories()
    {
        const string merged = "code,year,value\n59006,2018,10\n59070,2018,5\n59183,2018,1\n";
        Assert.Equal(
            ["waste commune:59006 2018 10→15 Territories", "waste commune:59070 2018 5→NaN Territories"],
            Communes(s => Vintage(s, 2023).Waste(merged, vintage: 2023), s => Vintage(s, 2026).Waste(merged, vintage: 2023)));

        static TinySite Vintage(TinySite site, int year) => site.Write("site.yaml", $"name: Essai\nscope: {{ level: region, codes: [\"32\"] }}\ngeography: {{ vintage: {year} }}\n");
    }

    [Fact]
    public void A_year_that_comes_is_new_and_one_that_goes_is_withdrawn()
    {
        Assert.Equal(
            ["waste commune:59183 2021 1→NaN Withdrawn", "waste commune:59183 2022 NaN→1 New"],
            Communes(s => s.Waste(Csv), s => s.Waste(Csv.Replace("59183,2021", "59183,2022", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_status_that_changes_is_a_change()
    {
        Assert.Equal(
            ["waste commune:59183 2021 1→1 Method", "waste commune:59350 2021 2→2 Method"],
            Communes(s => s.Waste(Csv), s => s.Waste(Csv, value: "status: provisional")));
    }

    private static string[] Communes(Func<TinySite, TinySite> before, Func<TinySite, TinySite> after)
    {
        using var site = new TinySite();
        before(site).Published();
        var one = site.Release;
        after(site).Published(null);
        return [.. ReleaseDiff.Between(one, site.Release).Where(c => c.Key.Indicator == "waste" && c.Key.Territory.Level == "commune")
            .Select(c => FormattableString.Invariant($"{c.Key.Indicator} {c.Key.Territory} {c.Key.Period} {c.Before}→{c.After} {c.Cause}"))];
    }
}
