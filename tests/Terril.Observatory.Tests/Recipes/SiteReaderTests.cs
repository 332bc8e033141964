namespace Terril.Observatory.Tests.Recipes;

/// <summary>Recipes that do not agree with each other, or with the official lists.</summary>
public class SiteReaderTests
{
    private const string Csv = "code,year,value\n59183,2021,1\n";

    [Theory]
    [InlineData("{ level: commune, codes: [\"59183\"] }", 2026, "site.yaml:2:17: “scope: level”: region, department or country")]
    [InlineData("{ level: region, codes: [\"99\"] }", 2026, "site.yaml: “99” is no code of region in 2026")]
    [InlineData("{ level: region }", 2026, "site.yaml:2:8: “scope: codes”: a list of codes, or all")]
    [InlineData("{ level: region, codes: all }", 2020, "site.yaml: no official list of vintage 2020. Choose one of: 2019, 2021, 2022, 2023, 2024, 2025, 2026.")]
    public void A_scope_or_a_vintage_that_is_not_at_hand_is_refused(string scope, int vintage, string refusal)
    {
        using var site = new TinySite(scope, vintage);

        Assert.StartsWith(refusal, site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_vintage_of_a_source_is_refused_where_the_file_is_named()
    {
        using var site = new TinySite().Waste(Csv, vintage: 2018);

        Assert.StartsWith("sources/waste.yaml:4:9: no official list of vintage 2018", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_level_is_refused_with_those_there_are()
    {
        using var site = new TinySite().Waste(Csv, level: "canton").Write("territories/t.csv", "level,code,name\nstation,07015,Lille\n");

        Assert.Equal("sources/waste.yaml:4:9: “canton” is no level; levels: commune, epci, department, region, country, station [unknown-level]", site.Refused());
    }

    [Fact]
    public void An_indicator_described_twice_is_refused()
    {
        using var site = new TinySite().Waste(Csv).Write("indicators/z.yaml", "- { id: waste, name: w, unit: t }\n");

        Assert.Equal("indicators/z.yaml:1:3: indicator “waste” is described twice (also at indicators/waste.yaml:1:3) [duplicate-key]", site.Refused());
    }

    [Theory]
    [InlineData("waste.per", "“waste.twice” rests on a ratio")]
    public void A_ratio_of_a_ratio_is_refused(string numerator, string _)
    {
        using var site = new TinySite().Waste(Csv)
            .Indicator("waste.per", "unit: kg/hab, kind: ratio, aggregate: ratio, ratio: { numerator: waste, denominator: population }")
            .Indicator("waste.twice", $"unit: kg/hab, kind: ratio, aggregate: ratio, ratio: {{ numerator: {numerator}, denominator: population }}");

        Assert.StartsWith("indicators/waste.twice.yaml:1:3: waste.twice rests on a ratio (waste.per); start from the quantities", site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aggregate: ratio", "“aggregate: ratio” needs “ratio: { numerator, denominator }”")]
    [InlineData("aggregate: mean", "“aggregate: mean” needs “weight”")]
    [InlineData("ratio: { numerator: population, denominator: population }", "“ratio” only serves with “aggregate: ratio”")]
    [InlineData("aggregate: ratio, ratio: { numerator: nothing, denominator: population }", "rests on “nothing”, which is described in no file of indicators/")]
    [InlineData("aggregate: ratio, ratio: { numerator: population, denominator: population, within: 99 }", "“within” goes from 0 to 50 years")]
    [InlineData("breakdown: { type: [] }", "dimension “type” has no code")]
    [InlineData("breakdown: { type: [a, a] }", "dimension “type” repeats a code")]
    [InlineData("breakdown: { type: [\"a;b\"] }", "“a;b”: a code is written in letters, digits")]
    [InlineData("kind: pile", "“pile” is no value of “kind”")]
    [InlineData("decimals: many", "“decimals” expects a whole number, not “many”")]
    public void An_indicator_that_does_not_stand_is_refused(string rest, string refusal)
    {
        using var site = new TinySite().Indicator("waste", $"unit: t, {rest}");

        Assert.Contains(refusal, site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unit: MWh", "sources/waste.yaml:8:53: “MWh” does not convert to “t”, the unit of waste")]
    [InlineData("unit: bushel", "“bushel” does not convert to “t”")]
    [InlineData("unit: t CO2e", "“t CO2e” does not convert to “t”")]
    [InlineData("breakdown: { type: { value: green } }", "waste has no dimension “type”")]
    [InlineData("period: { value: soon }", "“soon” is no year, month or day")]
    [InlineData("period: { column: year, value: 2021 }", "give “column” or “value”, one of the two")]
    [InlineData("period: { column: year, by: sum }", "“by” only serves with “to”")]
    [InlineData("period: { column: year, to: year }", "“to” needs “by”: mean, sum, min, max or count")]
    [InlineData("period: { column: year, to: year, by: median }", "“median” is no value of “by”")]
    [InlineData("period: { column: year, to: year, by: { count: \"about 30\" } }", "a count is written count: \"> 30\"")]
    [InlineData("period: { column: year, to: year, by: sum, atLeast: 2 }", "“atLeast” goes from 0 to 1")]
    [InlineData("status: sure", "“sure” is no status: reference, provisional")]
    [InlineData("status: { column: s, map: { x: sure } }", "“sure” is no status")]
    [InlineData("status: { map: { x: raw } }", "“column” is missing")]
    public void A_rule_of_reading_that_does_not_stand_is_refused(string value, string refusal)
    {
        using var site = new TinySite().Waste(Csv, value: value);

        Assert.Contains(refusal, site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format: parquet", "“parquet”: choose csv, xlsx or json")]
    [InlineData("delimiter: \";;\"", "“delimiter” expects one sign (or tab)")]
    [InlineData("header: first", "“header” expects a whole number, not “first”")]
    [InlineData("duplicates: mean", "“mean” is no value of “duplicates”; choose among error, sum, last")]
    public void An_option_of_reading_that_is_none_is_refused(string read, string refusal)
    {
        using var site = new TinySite().Waste(Csv, read: read);

        Assert.Contains(refusal, site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ smell: waste }", "unknown check; choose among coverage, range, total, repeat, witness")]
    [InlineData("{ range: dust, min: 0 }", "indicator “dust” is described in no file of indicators/")]
    [InlineData("{ coverage: 95 }", "a coverage goes from 0 to 1")]
    [InlineData("{ total: waste, over: type }", "waste has no dimension “type”")]
    [InlineData("{ witness: waste, territory: Lille, period: 2021, value: 1 }", "a territory is written level:code")]
    [InlineData("{ witness: waste, territory: \"region:32\", period: then, value: 1 }", "the period is a year, a month or a day")]
    [InlineData("{ witness: waste, territory: \"region:32\", period: 2021 }", "“value” is missing")]
    public void A_check_that_does_not_stand_is_refused(string check, string refusal)
    {
        using var site = new TinySite().Waste(Csv, checks: check);

        Assert.Contains(refusal, site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("indicator: dust, territory: \"region:32\", base: { year: 2012, value: 5, unit: t }, goal: { year: 2031, change: -40 % }", "indicator “dust” is described in no file of indicators/")]
    [InlineData("indicator: waste, territory: \"region:99\", base: { year: 2012 }, goal: { year: 2031, change: -40 % }", "“region:99” is no territory of 2026")]
    [InlineData("indicator: waste, territory: \"region:32\", base: { year: 2012 }, goal: { year: 2031 }", "the goal is a value or a change, one of the two")]
    [InlineData("indicator: waste, territory: \"region:32\", base: { year: 2012 }, goal: { year: 2010, change: -40 % }", "the year of the goal must follow that of the base")]
    [InlineData("indicator: waste, territory: \"region:32\", base: { year: 2012 }, goal: { year: 2031, change: less }", "a change is written in per cent")]
    [InlineData("indicator: waste, territory: \"region:32\", base: { year: 2012 }, goal: { year: 2031, change: -40 % }, path: zigzag", "“zigzag” is no value of “path”")]
    public void A_target_that_does_not_stand_is_refused(string target, string refusal)
    {
        using var site = new TinySite().Waste(Csv).Write("targets/t.yaml", $"- {{ id: t, {target}, source: {{ title: Law }} }}\n");

        Assert.Contains(refusal, site.Refused(), StringComparison.Ordinal);
        Assert.StartsWith("targets/t.yaml:1:", site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("level,code,name\nstation,1,A\nstation,1,B\n", "territories/t.csv:3: ‘station:1’ is already described at territories/t.csv:2")]
    [InlineData("level,code,name\ncommune,1,A\n", "territories/t.csv:2: level ‘commune’ belongs to the official lists")]
    [InlineData("level,code\nstation,1\n", "territories/t.csv:1: the columns are level,code,name")]
    [InlineData("level,code,name,member-of\nstation,1,A,Lille\n", "territories/t.csv:2: “Lille”: a territory is written level:code")]
    [InlineData("level,code,name,member-of\nstation,1,A,commune:99999\n", "territories/t.csv:2: ‘commune:99999’ is not an official territory of vintage 2026")]
    public void Added_territories_that_do_not_stand_are_refused(string csv, string refusal)
    {
        using var site = new TinySite().Write("territories/t.csv", csv);

        Assert.StartsWith(refusal, site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_of_added_territories_are_read_and_sum_into_nothing()
    {
        using var site = new TinySite().Write("territories/t.csv", "level,code,name,member-of\nstation,07015,Lille-Lesquin,commune:59343\n")
            .Waste("code,year,value\n07015,2021,12.5\n", level: "station").Published();

        Assert.Equal("12.5 reference", site["waste station:07015 2021"]);
        Assert.Equal("nothing", site["waste commune:59343 2021"]);
    }

    [Fact]
    public void What_is_refused_leaves_the_release_in_force()
    {
        using var site = new TinySite().Waste(Csv).Published();
        var before = site.Release.Id;
        site.Write("data/waste.csv", "code,year,value\n59183,2021,x\n");

        _ = site.Refused();
        Assert.Equal(before, site.Release.Id);
        Assert.Equal("1 reference", site["waste commune:59183 2021"]);
        Assert.Single(Directory.GetDirectories(Path.Combine(site.Store.Folder, "releases")));
    }
}
