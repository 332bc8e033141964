namespace Terril.Observatory.Tests.Building;

/// <summary>From the vintage of a file to that of the release.</summary>
public class HarmoniseTests
{
    [Theory]
    [InlineData(2019)]
    [InlineData(2023)]
    [InlineData(2024)]
    public void A_merger_is_a_sum(int vintage)
    {
        using var site = new TinySite().Waste("code,year,value\n59006,2018,10\n59070,2018,5\n", vintage: vintage).Published();

        Assert.Equal("15 reference", site["waste commune:59006 2018"]);
    }

    [Fact]
    public void A_merger_of_which_one_says_nothing_is_a_lower_bound()
    {
        using var site = new TinySite().Waste("code,year,value\n59006,2018,10\n", vintage: 2019).Published();

        Assert.Equal("10 partial 0.5", site["waste commune:59006 2018"]);
    }

    [Fact]
    public void The_same_code_means_another_ground_in_another_vintage()
    {
        using var before = new TinySite().Waste("code,year,value\n60054,2022,1000\n", vintage: 2023).Published();
        using var after = new TinySite().Waste("code,year,value\n60054,2022,1000\n60694,2022,500\n", vintage: 2024).Published();

        var (small, large) = (Value(before, "60054"), Value(before, "60694"));
        Assert.Equal(1000, small + large);
        Assert.Equal(381.22, small, 2);
        Assert.Equal("estimated", before.Release.Find(TinySite.Key("waste commune:60694 2022"))!.Value.Status.ToString().ToLowerInvariant());
        Assert.Equal("1000 reference", after["waste commune:60054 2022"]);
        Assert.Equal("500 reference", after["waste commune:60694 2022"]);
        Assert.Contains(before.Explain("waste commune:60054 2022").Notes, n => n.En.Contains("38.12", StringComparison.Ordinal));

        static double Value(TinySite site, string code) => site.Release.Find(TinySite.Key($"waste commune:{code} 2022"))!.Value.Value;
    }

    [Fact]
    public void The_new_code_of_2024_is_unknown_in_2023_and_the_finding_says_when_it_exists()
    {
        using var site = new TinySite().Waste("code,year,value\n60054,2022,1000\n60694,2022,10\n", vintage: 2023).Published();

        var finding = Assert.Single(site.Findings("unknown-code"));
        Assert.StartsWith("data/waste.csv:3: “60694” is no code of commune in 2023; it exists in 2026: 1 values, 10 t", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void The_metropolis_of_Lille_changed_its_number()
    {
        using var site = new TinySite().Waste("code,year,value\n245900410,2018,600\n", level: "epci", vintage: 2019).Published();

        var metropolis = site["waste epci:200093201 2018"];
        Assert.StartsWith("600 ", metropolis, StringComparison.Ordinal);
        Assert.Equal("nothing", site["waste epci:245900410 2018"]);
        Assert.NotEmpty(site.Explain("waste epci:200093201 2018").Notes);
    }

    [Theory]
    [InlineData(2019), InlineData(2021), InlineData(2022), InlineData(2023), InlineData(2024), InlineData(2025), InlineData(2026)]
    public void Every_vintage_is_read_and_every_one_can_be_published(int vintage)
    {
        using var read = new TinySite().Waste("code,year,value\n59183,2018,7\n", vintage: vintage).Published();
        using var published = new TinySite(vintage: vintage).Waste("code,year,value\n59183,2018,7\n", vintage: 2026).Published();

        Assert.Equal("7 reference", read["waste commune:59183 2018"]);
        Assert.Equal("7 reference", published["waste commune:59183 2018"]);
    }

    [Fact]
    public void Arrondissements_fold_into_their_commune()
    {
        using var site = new TinySite("{ level: country, codes: all }")
            .Waste("code,year,value\n" + string.Concat(Enumerable.Range(1, 20).Select(n => $"751{n:00},2021,{n}\n")))
            .Published();

        Assert.Equal("210 reference", site["waste commune:75056 2021"]);
        Assert.Equal(20, site.Explain("waste commune:75056 2021").Rows.Count);
    }

    [Fact]
    public void Arrondissements_are_refused_when_the_recipe_says_so()
    {
        using var site = new TinySite().Waste("code,year,value\n75101,2021,1\n");
        site.Write("sources/waste.yaml", File.ReadAllText(site.PathOf("sources/waste.yaml")).Replace("level: commune", "level: commune, arrondissements: error", StringComparison.Ordinal));

        Assert.StartsWith("data/waste.csv:2:1: “75101” is an arrondissement; keep its commune (75056)", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_commune_and_its_arrondissements_are_not_counted_twice()
    {
        using var site = new TinySite().Waste("code,year,value\n75056,2021,3\n75101,2021,1\n75102,2021,2\n");

        Assert.Contains("the file gives a commune (line 2) and its arrondissements", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_does_not_add_up_is_not_carried_through_a_merger_and_it_is_said()
    {
        using var site = new TinySite()
            .Waste("code,year,value\n59006,2018,10.5\n59183,2018,3\n", vintage: 2019, indicator: "unit: t, aggregate: none")
            .Published();

        Assert.Equal("nothing", site["waste commune:59006 2018"]);
        Assert.Equal("3 reference", site["waste commune:59183 2018"]);
        Assert.Contains("10.5", Assert.Single(site.Findings("not-carried")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mean_through_a_merger_is_weighted_by_people()
    {
        using var site = new TinySite()
            .Indicator("rate", "unit: \"%\", kind: index, aggregate: mean, weight: population")
            .Write("data/r.csv", "code,year,value\n59006,2018,10\n59070,2018,20\n")
            .Source("r", """
                files: [{ path: data/r.csv }]
                read: { territory: { column: code, level: commune, vintage: 2023 }, period: { column: year }, values: [{ column: value, indicator: rate }] }
                """)
            .Published();

        var lists = TinyLists.Shared.At(2023);
        double People(string code) => lists.Find(new("commune", code))!.Population!.Value;
        var expected = ((10 * People("59006")) + (20 * People("59070"))) / (People("59006") + People("59070"));
        Assert.Equal(expected, site.Release.Find(TinySite.Key("rate commune:59006 2018"))!.Value.Value, 9);
    }
}
