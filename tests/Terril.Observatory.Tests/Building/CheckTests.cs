namespace Terril.Observatory.Tests.Building;

/// <summary>What the checks of a recipe stop, what they only say.</summary>
public class CheckTests
{
    [Fact]
    public void A_value_out_of_its_range_is_named_by_its_line()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,5\n59350,2021,-1\n", checks: "{ range: waste, min: 0, max: 10 }");

        Assert.StartsWith("data/waste.csv:3: waste, commune:59350, 2021: -1 is out of the range [0; 10] said at sources/waste.yaml:", site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sum"), InlineData("none")]
    public void A_total_that_its_parts_do_not_make_stops_the_release(string aggregate)
    {
        using var site = ConsolidateTests.Parts("59,2021,green,6\n59,2021,other,5\n59,2021,all,10\n", "{ total: waste, over: type }", aggregate);

        Assert.Contains("waste, department:59, 2021: 10 published, the parts make 11", site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("59,2021,green,6\n59,2021,other,4\n59,2021,all,10\n", "")]
    [InlineData("59,2021,green,6\n59,2021,other,5\n59,2021,all,10\n", ", tolerance: 0.1")]
    [InlineData("59,2021,green,6\n59,2021,all,10\n62,2021,other,1\n", "")] // a part is silent: a lower bound
    [InlineData("59,2021,all,10\n", "")]
    public void A_total_is_compared_where_both_are_published(string rows, string tolerance)
    {
        using var site = ConsolidateTests.Parts(rows, $"{{ total: waste, over: type{tolerance} }}").Published();

        Assert.Empty(site.Findings("total"));
    }

    [Fact]
    public void A_total_is_compared_along_the_dimension_that_is_named()
    {
        using var site = new TinySite()
            .Indicator("waste", "unit: t, breakdown: { type: [green, other], origin: [home, work] }")
            .Write("data/w.csv", "code,year,green,other,home,work,all\n59,2021,4,6,5,6,10\n")
            .Source("w", """
                files: [{ path: data/w.csv }]
                read:
                  territory: { column: code, level: department }
                  period: { column: year }
                  values:
                    - { column: green, indicator: waste, breakdown: { type: { value: green } } }
                    - { column: other, indicator: waste, breakdown: { type: { value: other } } }
                    - { column: home, indicator: waste, breakdown: { origin: { value: home } } }
                    - { column: work, indicator: waste, breakdown: { origin: { value: work } } }
                    - { column: all, indicator: waste }
                checks: [{ total: waste, over: origin }]
                """);

        Assert.Contains("10 published, the parts make 11", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_total_of_means_is_refused()
    {
        using var site = new TinySite().Indicator("area", "unit: ha")
            .Waste("code,year,value\n59183,2021,5\n", indicator: "unit: t, kind: index, aggregate: mean, weight: area, breakdown: { type: [a, b] }", checks: "{ total: waste, over: type }");

        Assert.Contains("waste is a mean: its parts do not add up", site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345", "12345", true)]
    [InlineData("1234", "1234", false)] // four digits
    [InlineData("12340", "12340", false)]
    [InlineData("0.012345", "0.012345", true)]
    [InlineData("12345", "12346", false)]
    public void A_value_of_five_digits_that_repeats_the_year_before_is_a_warning(string before, string after, bool expected)
    {
        using var site = new TinySite().Waste($"code,year,value\n59183,2020,{before}\n59183,2021,{after}\n").Published();
        using var allowed = new TinySite().Waste($"code,year,value\n59183,2020,{before}\n59183,2021,{after}\n", checks: "{ repeat: waste, allow: 1 }").Published();

        Assert.Equal(expected ? 1 : 0, site.Findings("repeat").Count);
        Assert.Empty(allowed.Findings("repeat"));
        if (expected) Assert.StartsWith("data/waste.csv:3: waste, commune:59183, 2021: ", site.Findings("repeat")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_copied_onto_the_next_file_is_a_warning()
    {
        using var site = new TinySite().Indicator("waste").Write("data/a.csv", "code,value\n59183,12345\n").Write("data/b.csv", "code,value\n59183,12345\n")
            .Source("w", """
                files: [{ path: data/a.csv, period: { value: 2020 } }, { path: data/b.csv, period: { value: 2021 } }]
                read: { territory: { column: code, level: commune }, values: [{ column: value, indicator: waste }] }
                """)
            .Published();

        Assert.StartsWith("data/b.csv:2: waste, commune:59183, 2021: 12345, as in the period before", Assert.Single(site.Findings("repeat")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", false), InlineData("5.004", false), InlineData("5.1", true)]
    public void What_a_person_read_must_be_found(string value, bool refused)
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,5\n", checks: $$"""{ witness: waste, territory: "commune:59183", period: 2021, value: {{value}} }""");

        if (refused) Assert.Contains("waste, commune:59183, 2021: 5 here, 5.1 read by a person in the source", site.Refused(), StringComparison.Ordinal);
        else site.Published();
    }

    [Theory]
    [InlineData("commune:59183", "2020"), InlineData("commune:59350", "2021"), InlineData("commune:00000", "2021")]
    public void What_a_person_read_and_nobody_finds_stops_the_release(string territory, string period)
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,5\n", checks: $$"""{ witness: waste, territory: "{{territory}}", period: {{period}}, value: 5 }""");

        Assert.Contains("no value, while a person read 5", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_witness_that_was_revised_later_does_not_stop_the_build_of_an_earlier_day()
    {
        using var site = new TinySite().Indicator("waste").Write("data/a.csv", "year,value\n2020,10\n").Write("data/b.csv", "year,value\n2020,12\n")
            .Source("w", """
                files: [{ path: data/a.csv, published: 2022-01-01 }, { path: data/b.csv, published: 2023-01-01 }]
                read: { territory: { value: "32", level: region }, period: { column: year }, values: [{ column: value, indicator: waste }] }
                checks: [{ witness: waste, territory: "region:32", period: 2020, value: 12 }]
                """);

        site.Published(new DateOnly(2022, 6, 1));
        Assert.Equal("10 reference", site["waste region:32 2020"]);
        site.Published();
        site.Write("data/b.csv", "year,value\n2020,13\n");
        Assert.Contains("13 here, 12 read by a person", site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 2100, 1), InlineData(1000, 400, 1), InlineData(1000, 1900, 0), InlineData(50, 500, 0)]
    public void A_department_that_doubles_or_halves_is_a_warning(int before, int after, int warnings)
    {
        using var site = new TinySite().Waste($"code,year,value\n59,2020,{before}\n59,2021,{after}\n", level: "department").Published();

        Assert.Equal(warnings, site.Findings("jump").Count(f => f.Contains("department:59", StringComparison.Ordinal)));
    }

    [Fact]
    public void Warnings_are_kept_with_the_release()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,99\n59999,2021,1\n").Published();

        Assert.Equal(Severity.Warning, Assert.Single(site.Release.Findings, f => f.Rule == "unknown-code").Severity);
    }
}
