using Terril.Observatory.Releases;

namespace Terril.Observatory.Tests.Releases;

/// <summary>Where a territory stands against a target, and when that is not concluded.</summary>
public class GapTests
{
    private const string Measures = "code,year,value\n32,2010,100\n32,2020,95\n";

    [Theory]
    [InlineData("path: linear", 80, 15)]
    [InlineData("path: geometric", 77.45966692414834, 17.54033307585166)]
    [InlineData("path: { steps: [{ year: 2015, value: 90 }, { year: 2025, value: 70 }] }", 80, 15)]
    public void The_gap_is_the_measure_less_what_the_path_asks_for(string path, double expected, double difference)
    {
        using var site = Site($"base: {{ year: 2010, value: 100 }}, goal: {{ year: 2030, value: 60 }}, {path}");

        var gap = GapIn(site);

        Assert.Null(gap.Refused);
        Assert.Equal(expected, gap.Expected, 9);
        Assert.Equal(difference, gap.Difference, 9);
    }

    [Fact]
    public void The_path_goes_from_base_to_goal_a_value_a_year()
    {
        using var site = Site("base: { year: 2010, value: 100 }, goal: { year: 2014, change: -40 % }");

        Assert.Equal([100, 90, 80, 70, 60], GapIn(site).Path().Select(step => step.Value));
    }

    [Fact]
    public void A_base_that_is_not_said_is_read_in_the_release()
    {
        using var site = Site("base: { year: 2010 }, goal: { year: 2030, change: -40 % }");

        Assert.Equal((100, 60), (GapIn(site).Base, GapIn(site).Goal));
    }

    [Fact]
    public void Base_and_goal_are_converted_to_the_unit_of_the_indicator()
    {
        using var site = Site("base: { year: 2010, value: 0.1, unit: kt }, goal: { year: 2030, value: 0.06 }");

        Assert.Equal((100, 60, 15), (GapIn(site).Base, GapIn(site).Goal, GapIn(site).Difference));
    }

    [Fact]
    public void After_the_goal_the_path_stays_at_the_goal()
    {
        using var site = Site("base: { year: 2010, value: 100 }, goal: { year: 2015, value: 60 }");

        Assert.Equal(35, GapIn(site).Difference);
    }

    [Theory]
    [InlineData("base: { year: 2005 }, goal: { year: 2030, change: -40 % }", "2005")]
    [InlineData("base: { year: 2010, value: 100, unit: MWh }, goal: { year: 2030, change: -40 % }", "in MWh, the indicator in t")]
    [InlineData("base: { year: 2025, value: 100 }, goal: { year: 2030, value: 60 }", "precedes")]
    [InlineData("base: { year: 2010, value: 0 }, goal: { year: 2030, value: 60 }, path: geometric", "positive")]
    [InlineData("base: { year: 2010, value: 100 }, goal: { year: 2030, value: 60 }, perimeter: without rubble", "without rubble")]
    public void A_gap_that_cannot_be_defended_is_refused_with_its_reason(string target, string reason)
    {
        using var site = Site(target);

        var gap = GapIn(site);

        Assert.Contains(reason, gap.Refused!.Value.En, StringComparison.Ordinal);
        Assert.Equal(double.NaN, gap.Difference);
    }

    [Fact]
    public void A_lower_bound_gives_no_gap()
    {
        using var site = Site("base: { year: 2010, value: 100 }, goal: { year: 2030, value: 60 }", read: "status: partial");

        Assert.Contains("lower bound", GapIn(site).Refused!.Value.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_of_another_edition_gives_no_gap()
    {
        using var site = Site("base: { year: 2010 }, goal: { year: 2030, change: -40 % }")
            .Write("data/waste.csv", "code,year,value\n32,2010,100\n").Write("data/later.csv", "code,year,value\n32,2020,95\n")
            .Source("waste", """
                files: [{ path: data/waste.csv, published: 2012-01-01 }, { path: data/later.csv, published: 2022-01-01 }]
                read: { territory: { column: code, level: region }, period: { column: year }, values: [{ column: value, indicator: waste }] }
                """).Published();

        Assert.Contains("two editions", GapIn(site).Refused!.Value.En, StringComparison.Ordinal);
    }

    private static Gap GapIn(TinySite site) => Gap.Of(site.Release, Assert.Single(site.Release.Targets("waste", new("region", "32"))));

    private static TinySite Site(string target, string read = "") => new TinySite()
        .Waste(Measures, level: "region", read: read)
        .Write("targets/t.yaml", $"- {{ id: t, indicator: waste, territory: \"region:32\", {target}, source: {{ title: Plan }} }}\n")
        .Published();
}
