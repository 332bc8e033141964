using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Building;

/// <summary>How values go up the territories: sum, mean, none; what is published and what adds up.</summary>
public class ConsolidateTests
{
    // CC Flandre Lys: four communes of department 59, four of department 62.
    private static readonly string[] FlandreLys = ["59212", "59268", "59293", "59400", "62338", "62491", "62502", "62736"];
    private static readonly string[] Departments = ["02", "59", "60", "62", "80"];

    [Fact]
    public void An_EPCI_that_straddles_two_departments_sums_its_communes()
    {
        using var site = new TinySite().Waste(Csv(FlandreLys, i => i + 1)).Published();

        Assert.Equal("36 reference", site["waste epci:245900758 2021"]);
        Assert.StartsWith("10 partial ", site["waste department:59 2021"], StringComparison.Ordinal);
        Assert.StartsWith("26 partial ", site["waste department:62 2021"], StringComparison.Ordinal);
    }

    [Fact]
    public void Upper_levels_sum_communes_and_never_EPCIs()
    {
        using var site = new TinySite().Waste("code,year,value\n245900758,2021,5\n", level: "epci").Published();

        Assert.Equal("5 reference", site["waste epci:245900758 2021"]);
        foreach (var upper in new[] { "department:59", "region:32", "country:FR" }) Assert.Equal("nothing", site[$"waste {upper} 2021"]);
    }

    [Fact]
    public void An_EPCI_on_the_edge_of_the_region_is_whole_with_national_data_and_a_lower_bound_with_regional_data()
    {
        var members = Members(Level.Epci, "247600588", 2026);
        using var national = new TinySite().Waste(Csv(members, _ => 1)).Published();
        using var regional = new TinySite().Waste(Csv([.. members.Where(c => c.StartsWith("80", StringComparison.Ordinal))], _ => 1)).Published();

        Assert.Equal("28 reference", national["waste epci:247600588 2021"]);
        Assert.Equal("13 partial 0.4643", regional["waste epci:247600588 2021"]);
        Assert.Equal("nothing", national["waste commune:76255 2021"]);
    }

    [Fact]
    public void A_region_without_communes_sums_its_departments()
    {
        using var site = new TinySite().Waste(Csv(Departments, i => 10 * (i + 1)), level: "department").Published();

        Assert.Equal("150 reference", site["waste region:32 2021"]);
    }

    [Fact]
    public void The_country_is_computed_only_when_whole()
    {
        var all = TinyLists.Shared.At(2026).Members(TinyLists.Shared.At(2026).Find(new(Level.Country, "FR"))!, Level.Department).Select(d => d.Code).ToArray();
        using var whole = new TinySite().Waste(Csv(all, _ => 1), level: "department").Published();
        using var short1 = new TinySite().Waste(Csv(all[1..], _ => 1), level: "department").Published();

        Assert.Equal("101 reference", whole["waste country:FR 2021"]);
        Assert.Equal("nothing", short1["waste country:FR 2021"]);
    }

    [Fact]
    public void A_site_of_the_whole_country_shows_a_partial_country()
    {
        using var site = new TinySite("{ level: country, codes: all }").Waste(Csv(["59", "62"], _ => 1), level: "department").Published();

        Assert.StartsWith("2 partial 0.0198", site["waste country:FR 2021"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_published_value_beats_the_sum_and_the_difference_is_reported()
    {
        using var site = new TinySite()
            .Waste(Csv(Departments, _ => 10), level: "department")
            .Write("data/region.csv", "code,year,value\n32,2021,60\n")
            .Source("region", """
                files: [{ path: data/region.csv }]
                read: { territory: { column: code, level: region }, period: { column: year }, values: [{ column: value, indicator: waste }] }
                """)
            .Published();

        Assert.Equal("60 reference", site["waste region:32 2021"]);
        Assert.Equal(50, site.Explain("waste region:32 2021").Compared);
        Assert.Contains("60 published, kept; the sum of the members makes 50", Assert.Single(site.Findings("published-against-sum")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sum_that_agrees_with_what_is_published_is_not_reported()
    {
        using var site = new TinySite()
            .Waste(Csv(Departments, _ => 0.1), level: "department")
            .Write("data/region.csv", "code,year,value\n32,2021,0.5\n")
            .Source("region", """
                files: [{ path: data/region.csv }]
                read: { territory: { column: code, level: region }, period: { column: year }, values: [{ column: value, indicator: waste }] }
                """)
            .Published();

        Assert.Empty(site.Findings("published-against-sum"));
    }

    [Theory]
    [InlineData("", "40 partial 0.8")] // no row
    [InlineData("80,2021,NA\n", "40 partial 0.8")]
    [InlineData("80,2021,s\n", "40 partial 0.8")]
    [InlineData("80,2021,0\n", "40 reference")]
    public void Secret_missing_and_silence_make_a_lower_bound_and_zero_does_not(string row, string region)
    {
        using var site = new TinySite()
            .Waste(Csv(["02", "59", "60", "62"], _ => 10) + row, level: "department", value: "missing: [\"\", NA], secret: [s]")
            .Published();

        Assert.Equal(region, site["waste region:32 2021"]);
    }

    [Fact]
    public void Secret_missing_zero_and_silence_stay_apart_at_their_own_level()
    {
        using var site = new TinySite()
            .Waste("code,year,value\n02,2021,NA\n59,2021,s\n60,2021,0\n", level: "department", value: "missing: [NA], secret: [s]")
            .Published();

        Assert.Equal(["unavailable", "secret", "0 reference", "nothing"], new[] { "02", "59", "60", "62" }.Select(code => site[$"waste department:{code} 2021"]));
    }

    [Theory]
    [InlineData("s", "secret")]
    [InlineData("NA", "unavailable")]
    public void A_sum_of_nothing_known_is_no_zero(string cell, string expected)
    {
        using var site = new TinySite()
            .Waste("code,year,value\n" + string.Concat(Departments.Select(d => $"{d},2021,{cell}\n")), level: "department", value: "missing: [NA], secret: [s]")
            .Published();

        Assert.Equal(expected, site["waste region:32 2021"]);
    }

    [Theory]
    [InlineData("p", "50 provisional")]
    [InlineData("e", "50 estimated")]
    [InlineData("b", "50 raw")]
    public void The_weakest_status_of_the_members_is_that_of_the_sum(string mark, string region)
    {
        var rows = Departments.Select((d, i) => $"{d},2021,10,{(i == 0 ? mark : "")}\n");
        using var site = new TinySite()
            .Waste("code,year,value,mark\n" + string.Concat(rows), level: "department", value: """status: { column: mark, map: { p: provisional, e: estimated, b: raw, "": reference } }""")
            .Published();

        Assert.Equal(region, site["waste region:32 2021"]);
    }

    [Fact]
    public void Hidden_cells_make_every_sum_above_a_lower_bound_of_unknown_coverage()
    {
        var rows = Departments.Select((d, i) => $"{d},2021,10,{(i == 0 ? 3 : 0)}\n");
        using var site = new TinySite()
            .Waste("code,year,value,hidden\n" + string.Concat(rows), level: "department", value: """status: { column: hidden, map: { "0": reference, "*": partial } }""")
            .Published();

        Assert.Equal("10 partial ?", site["waste department:02 2021"]);
        Assert.Equal("50 partial ?", site["waste region:32 2021"]);
    }

    [Fact]
    public void A_mean_is_weighted_by_the_indicator_it_names()
    {
        using var site = new TinySite()
            .Indicator("temperature", "unit: °C, kind: index, aggregate: mean, weight: area")
            .Indicator("area", "unit: ha, kind: stock")
            .Write("data/t.csv", "code,year,t,ha\n02,2021,10,100\n59,2021,20,300\n60,2021,10,0\n62,2021,10,0\n80,2021,10,0\n")
            .Source("t", """
                files: [{ path: data/t.csv }]
                read:
                  territory: { column: code, level: department }
                  period: { column: year }
                  values: [{ column: t, indicator: temperature }, { column: ha, indicator: area }]
                """)
            .Published();

        Assert.Equal("17.5 reference", site["temperature region:32 2021"]);
        Assert.Equal("400 reference", site["area region:32 2021"]);
    }

    [Fact]
    public void A_mean_of_some_of_its_members_is_estimated_and_says_how_many()
    {
        using var site = new TinySite()
            .Indicator("temperature", "unit: °C, kind: index, aggregate: mean, weight: area")
            .Indicator("area", "unit: ha, kind: stock")
            .Write("data/t.csv", "code,year,t,ha\n02,2021,10,100\n59,2021,20,300\n60,2021,,100\n62,2021,,100\n80,2021,,100\n")
            .Source("t", """
                files: [{ path: data/t.csv }]
                read:
                  territory: { column: code, level: department }
                  period: { column: year }
                  missing: [""]
                  values: [{ column: t, indicator: temperature }, { column: ha, indicator: area }]
                """)
            .Published();

        Assert.Equal("17.5 estimated 0.4", site["temperature region:32 2021"]);
    }

    [Fact]
    public void An_indicator_that_does_not_aggregate_stays_where_it_was_published()
    {
        using var site = new TinySite().Waste(Csv(Departments, _ => 10), level: "department", indicator: "unit: t, aggregate: none").Published();

        Assert.Equal("10 reference", site["waste department:59 2021"]);
        Assert.Equal("nothing", site["waste region:32 2021"]);
    }

    [Fact]
    public void A_breakdown_has_its_cross_its_marginals_and_its_total_at_every_level()
    {
        using var site = Cross("total").Published();

        Assert.Equal("1 reference", site["waste department:59 2021 type=green;origin=home"]);
        Assert.Equal("3 reference", site["waste department:59 2021 type=green"]);
        Assert.Equal("5 reference", site["waste department:59 2021 origin=home"]);
        Assert.Equal("10 reference", site["waste department:59 2021"]);
        Assert.Equal("5 reference", site["waste region:32 2021 type=green;origin=home"]);
        Assert.Equal("15 reference", site["waste region:32 2021 type=green"]);
        Assert.Equal("50 reference", site["waste region:32 2021"]);
    }

    [Fact]
    public void A_published_total_is_kept_beside_its_parts_and_told_when_it_differs()
    {
        using var site = Parts("59,2021,green,6\n59,2021,other,5\n59,2021,all,10\n", "").Published();

        Assert.Equal("10 reference", site["waste department:59 2021"]);
        Assert.Contains("waste, department:59, 2021: 10 published, the parts make 11", Assert.Single(site.Findings("total")), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_which_one_is_missing_make_a_lower_bound()
    {
        using var site = Parts("59,2021,green,6\n59,2021,other,5\n62,2021,green,6\n", "").Published();

        Assert.Equal("11 reference", site["waste department:59 2021"]);
        Assert.Equal("6 partial 0.5", site["waste department:62 2021"]);
    }

    internal static TinySite Parts(string rows, string checks, string aggregate = "sum", string read = "") => new TinySite()
        .Indicator("waste", $$"""unit: t, aggregate: {{aggregate}}, breakdown: { type: [green, other] }""")
        .Write("data/waste.csv", "code,year,type,value\n" + rows)
        .Source("waste", $$"""
            files: [{ path: data/waste.csv }]
            read:
              territory: { column: code, level: department }
              period: { column: year }
              values:
                - { column: value, indicator: waste, where: { type: [green, other] }, breakdown: { type: { column: type } } }
                - { column: value, indicator: waste, where: { type: [all] } }
              {{read}}
            checks: [{{checks}}]
            """);

    private static TinySite Cross(string _) => new TinySite()
        .Indicator("waste", "unit: t, breakdown: { type: [green, other], origin: [home, work] }")
        .Write("data/waste.csv", "code,year,type,origin,value\n" + string.Concat(Departments.Select(d => $"{d},2021,green,home,1\n{d},2021,green,work,2\n{d},2021,other,home,4\n{d},2021,other,work,3\n")))
        .Source("waste", """
            files: [{ path: data/waste.csv }]
            read:
              territory: { column: code, level: department }
              period: { column: year }
              values: [{ column: value, indicator: waste, breakdown: { type: { column: type }, origin: { column: origin } } }]
            """);

    internal static string Csv(IReadOnlyList<string> codes, Func<int, double> value) =>
        "code,year,value\n" + string.Concat(codes.Select((code, i) => FormattableString.Invariant($"{code},2021,{value(i)}\n")));

    private static string[] Members(string level, string code, int vintage)
    {
        var geography = TinyLists.Shared.At(vintage);
        return [.. geography.Members(geography.Find(new(level, code))!, Level.Commune).Select(c => c.Code)];
    }
}
