namespace Terril.Observatory.Tests.Building;

/// <summary>Ratios: numerator and denominator go up apart, then are divided.</summary>
public class DeriveTests
{
    private const string PerInhabitant = "unit: kg/hab, kind: ratio, aggregate: ratio, ratio: { numerator: waste, denominator: people, factor: 1000 }";

    [Fact]
    public void A_ratio_is_divided_at_each_level_and_never_averaged()
    {
        using var site = Site("02,2021,10,10\n59,2021,10,90\n60,2021,0,0.0001\n62,2021,0,0.0001\n80,2021,0,0.0001\n").Published();

        Assert.Equal("1000 reference", site["waste.per department:02 2021"]);
        Assert.Equal(1000 * 20 / 100.0003, site.Release.Find(TinySite.Key("waste.per region:32 2021"))!.Value.Value, 9);
    }

    [Fact]
    public void A_denominator_of_another_year_makes_an_estimate_that_names_the_year()
    {
        using var site = Population("within: 2").Published();

        Assert.Equal("1 estimated", site["waste.per commune:59183 2021"]);
        var notes = Assert.Single(site.Explain("waste.per commune:59183 2021").Notes);
        Assert.Contains("2020", notes.Fr, StringComparison.Ordinal);
        Assert.Contains("estimated", notes.En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_year_serves_and_the_earlier_of_two()
    {
        // 2021 is as near to 2020 as to 2022.
        using var site = Population("within: 2").Published();

        Assert.Equal(81_000, site.Explain("waste.per commune:59183 2021").Inputs[1].Figure.Value);
    }

    [Fact]
    public void Without_a_denominator_within_reach_there_is_no_ratio()
    {
        using var site = Population("within: 0").Published();

        Assert.Equal("nothing", site["waste.per commune:59183 2021"]);
    }

    [Theory]
    [InlineData("0", "unavailable")]
    [InlineData("NA", "nothing")]
    [InlineData("s", "nothing")]
    public void Nothing_is_divided_by_nothing(string people, string expected)
    {
        using var site = Site($"59,2021,10,{people}\n").Published();

        Assert.Equal(expected, site["waste.per department:59 2021"]);
    }

    [Theory]
    [InlineData("s", "secret")]
    [InlineData("NA", "unavailable")]
    [InlineData("0", "0 reference")]
    public void The_numerator_says_what_the_ratio_is_worth(string tons, string expected)
    {
        using var site = Site($"59,2021,{tons},10\n").Published();

        Assert.Equal(expected, site["waste.per department:59 2021"]);
    }

    [Fact]
    public void Over_a_partial_denominator_no_ratio_is_given()
    {
        using var site = Site("02,2021,10,10\n59,2021,10,NA\n60,2021,10,10\n62,2021,10,10\n80,2021,10,10\n").Published();

        Assert.Equal("50 reference", site["waste region:32 2021"]);
        Assert.Equal("40 partial 0.8", site["people region:32 2021"]);
        Assert.Equal("unavailable", site["waste.per region:32 2021"]);
    }

    [Fact]
    public void A_partial_numerator_makes_a_lower_bound()
    {
        using var site = Site("02,2021,10,10\n59,2021,NA,10\n60,2021,10,10\n62,2021,10,10\n80,2021,10,10\n").Published();

        Assert.Equal("800 partial 0.8", site["waste.per region:32 2021"]);
    }

    [Fact]
    public void A_ratio_that_is_published_is_kept_and_the_rest_is_computed()
    {
        using var site = Site("59,2021,10,10\n62,2021,10,10\n")
            .Write("data/ratio.csv", "code,year,r\n59,2021,999\n")
            .Source("ratio", """
                files: [{ path: data/ratio.csv }]
                read: { territory: { column: code, level: department }, period: { column: year }, values: [{ column: r, indicator: waste.per }] }
                """)
            .Published();

        Assert.Equal("999 reference", site["waste.per department:59 2021"]);
        Assert.Equal("1000 reference", site["waste.per department:62 2021"]);
    }

    [Fact]
    public void A_ratio_takes_the_breakdown_of_its_numerator()
    {
        using var site = new TinySite()
            .Indicator("waste", "unit: t, breakdown: { type: [green, other] }").Indicator("people", "unit: hab, kind: stock").Indicator("waste.per", PerInhabitant)
            .Write("data/a.csv", "code,year,g,o,p\n59,2021,10,30,10\n")
            .Source("a", """
                files: [{ path: data/a.csv }]
                read:
                  territory: { column: code, level: department }
                  period: { column: year }
                  values:
                    - { column: g, indicator: waste, breakdown: { type: { value: green } } }
                    - { column: o, indicator: waste, breakdown: { type: { value: other } } }
                    - { column: p, indicator: people }
                """)
            .Published();

        Assert.Equal("1000 reference", site["waste.per department:59 2021 type=green"]);
        Assert.Equal("4000 reference", site["waste.per department:59 2021"]);
    }

    private static TinySite Site(string rows) => new TinySite()
        .Indicator("waste").Indicator("people", "unit: hab, kind: stock").Indicator("waste.per", PerInhabitant)
        .Write("data/a.csv", "code,year,tons,people\n" + rows)
        .Source("a", """
            files: [{ path: data/a.csv }]
            read:
              territory: { column: code, level: department }
              period: { column: year }
              missing: [NA]
              secret: [s]
              values: [{ column: tons, indicator: waste }, { column: people, indicator: people }]
            """);

    private static TinySite Population(string within) => new TinySite()
        .Waste("code,year,value\n59183,2021,81\n")
        .Indicator("waste.per", $$"""unit: kg/hab, kind: ratio, aggregate: ratio, ratio: { numerator: waste, denominator: population, factor: 1000, {{within}} }""");
}
