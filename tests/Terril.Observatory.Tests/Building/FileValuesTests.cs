namespace Terril.Observatory.Tests.Building;

/// <summary>What the rows of a file make: duplicates, coarser periods, unknown codes.</summary>
public class FileValuesTests
{
    [Fact]
    public void Two_rows_of_one_cell_are_a_fault_unless_said()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1\n59350,2021,4\n59183,2021,2\n");

        Assert.Equal("data/waste.csv:4:3: two rows for waste, commune:59183, 2021 (already line 2); if they are parts to add up, say “duplicates: sum” [duplicate-key]", site.Refused());
    }

    [Theory]
    [InlineData("sum", "3 reference")]
    [InlineData("last", "2 reference")]
    public void Two_rows_of_one_cell_are_what_the_recipe_says(string duplicates, string expected)
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1\n59183,2021,2\n", read: $"duplicates: {duplicates}").Published();

        Assert.Equal(expected, site["waste commune:59183 2021"]);
    }

    [Fact]
    public void Rows_added_up_of_which_one_is_secret_are_a_lower_bound()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1\n59183,2021,s\n", read: "duplicates: sum", value: "secret: [s]").Published();

        Assert.Equal("1 partial 0.5", site["waste commune:59183 2021"]);
    }

    [Fact]
    public void Rows_of_what_does_not_add_up_are_refused_with_a_reason_that_helps()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1\n59183,2021,2\n", read: "duplicates: sum", indicator: "unit: t, aggregate: none");

        var refusal = site.Refused();
        Assert.Contains("does not add up", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("say “duplicates: sum”", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mean", "15 reference")]
    [InlineData("sum", "180 reference")]
    [InlineData("min", "10 reference")]
    [InlineData("max", "20 reference")]
    [InlineData("\"count: > 15\"", "6 reference")]
    [InlineData("{ count: \">= 10\" }", "12 reference")]
    [InlineData("{ count: \"< 15\" }", "6 reference")]
    [InlineData("{ count: \"= 20\" }", "6 reference")]
    public void Months_make_a_year(string by, string expected)
    {
        using var site = Monthly(12, by).Published();

        Assert.Equal(expected, site["heat region:32 2021"]);
    }

    [Theory]
    [InlineData("mean", "estimated")]
    [InlineData("min", "estimated")]
    [InlineData("sum", "partial")]
    [InlineData("max", "partial")]
    [InlineData("{ count: \"> 15\" }", "partial")]
    public void A_year_that_lacks_a_month_says_so(string by, string status)
    {
        using var site = Monthly(11, by).Published();

        Assert.EndsWith($"{status} 0.9167", site["heat region:32 2021"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.92", "unavailable")]
    [InlineData("0.91", "14.545454545454545 estimated 0.9167")]
    public void A_year_with_too_few_months_is_unavailable(string atLeast, string expected)
    {
        using var site = Monthly(11, "mean", atLeast).Published();

        Assert.Equal(expected, site["heat region:32 2021"]);
    }

    [Fact]
    public void A_month_written_twice_is_a_fault_unless_said()
    {
        using var refused = Monthly(12, "mean", more: "2021-12,20\n");
        using var last = Monthly(12, "sum", more: "2021-12,21\n", read: ", duplicates: last").Published();
        using var sum = Monthly(12, "sum", more: "2021-12,20\n", read: ", duplicates: sum", aggregate: "sum").Published();

        Assert.StartsWith("data/heat.csv:14:2: two rows for heat, region:32, 2021-12", refused.Refused(), StringComparison.Ordinal);
        Assert.Equal("181 reference", last["heat region:32 2021"]);
        Assert.Equal("200 reference", sum["heat region:32 2021"]);
    }

    [Fact]
    public void The_threshold_of_a_count_is_in_the_unit_of_the_file()
    {
        using var site = new TinySite()
            .Indicator("days", "unit: kt, kind: index, aggregate: none")
            .Write("data/d.csv", "day,t\n2021-01-01,900\n2021-01-02,1100\n")
            .Source("d", """
                files: [{ path: data/d.csv }]
                read: { territory: { value: "32", level: region }, period: { column: day, to: year, by: { count: "> 1000" } }, values: [{ column: t, indicator: days, unit: t }] }
                """)
            .Published();

        Assert.StartsWith("1 partial", site["days region:32 2021"], StringComparison.Ordinal);
    }

    [Fact]
    public void Months_of_arrondissements_make_the_year_of_their_commune()
    {
        var rows = from month in Enumerable.Range(1, 12) from arrondissement in Enumerable.Range(1, 20) select $"751{arrondissement:00},2021-{month:00},1\n";
        using var site = new TinySite("{ level: country, codes: all }")
            .Indicator("waste")
            .Write("data/waste.csv", "code,month,value\n" + string.Concat(rows))
            .Source("waste", """
                files: [{ path: data/waste.csv }]
                read: { territory: { column: code, level: commune }, period: { column: month, to: year, by: sum }, values: [{ column: value, indicator: waste }] }
                """)
            .Published();

        Assert.Equal("240 reference", site["waste commune:75056 2021"]);
    }

    [Fact]
    public void Unknown_codes_are_reported_with_what_they_carry()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,99\n59999,2021,0.5\n59999,2020,0.25\n").Published();

        Assert.Equal("data/waste.csv:3: “59999” is no code of commune in 2026: 2 values, 0.75 t [unknown-code]", Assert.Single(site.Findings("unknown-code")));
    }

    [Fact]
    public void Unknown_codes_that_carry_too_much_stop_the_release()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,90\n59999,2021,10\n");

        Assert.Contains("data/waste.csv: 90 % of waste reach a known territory, 95 % are needed", site.Refused(), StringComparison.Ordinal);
        site.Write("sources/waste.yaml", File.ReadAllText(site.PathOf("sources/waste.yaml")) + "\nchecks: [{ coverage: 0.9 }]\n").Published();
    }

    [Fact]
    public void More_unknown_codes_than_are_listed_are_counted_with_what_they_carry()
    {
        using var site = new TinySite()
            .Waste("code,year,value\n59183,2021,1000\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"Z{i:00},2021,1\n")))
            .Published();

        Assert.Equal(21, site.Findings("unknown-code").Count);
        Assert.Contains("5 t", site.Findings("unknown-code")[^1], StringComparison.Ordinal);
    }

    private static TinySite Monthly(int months, string by, string atLeast = "0", string more = "", string read = "", string aggregate = "none") => new TinySite()
        .Indicator("heat", $"unit: t, kind: index, aggregate: {aggregate}")
        .Write("data/heat.csv", "month,value\n" + string.Concat(Enumerable.Range(1, months).Select(m => $"2021-{m:00},{(m % 2 == 0 ? 20 : 10)}\n")) + more)
        .Source("heat", $$"""
            files: [{ path: data/heat.csv }]
            read: { territory: { value: "32", level: region }, period: { column: month, to: year, by: {{by}}, atLeast: {{atLeast}} }, values: [{ column: value, indicator: heat }]{{read}} }
            """);
}
