using Terril.Observatory.Explaining;

namespace Terril.Observatory.Tests.Explaining;

/// <summary>Down to the raw lines, with values that add up to the figure.</summary>
public class ExplainTests
{
    [Fact]
    public void A_figure_that_was_read_shows_its_line()
    {
        using var site = new TinySite().Waste("code;year;value\n59350;2021;4\n59183;2021;1 234,5\n").Published();
        var tree = site.Explain("waste commune:59183 2021");

        Assert.Equal(Origin.Read, tree.Origin);
        var row = Assert.Single(tree.Rows);
        Assert.Equal((3, "59183;2021;1 234,5", 2, 1234.5, "data/waste.csv"), (row.Line, row.Raw, row.Column, row.Value, row.Edition.Path));
        Assert.Equal(["code", "year", "value"], row.Header);
        Assert.Equal(Terril.Observatory.Sources.SnapshotStore.HashOf(site.PathOf("data/waste.csv")), row.Edition.Sha256);
    }

    [Theory]
    [InlineData("\n", "59183;2021;7,000", 7000)]
    [InlineData("\r\n", "59183;2021;7,000", 7000)]
    [InlineData("\n", "\" 59183\";2021;\"7\"", 7)]
    [InlineData("\r", " 59183 ;2021;0.7", 0.7)]
    public void A_row_far_in_a_long_file_is_found_on_its_line_whatever_is_left_before_it(string end, string row, double value)
    {
        // Two million bytes of other communes: thousands are grouped where nothing is wanted, and a cell goes over two lines.
        var others = TinyLists.Shared.At(2026).At("commune").Where(c => c.Code != "59183").Take(3_000).ToArray();
        var lines = Enumerable.Range(1, 40).SelectMany(year => others.Select(other => $"{other.Code};{1900 + year};{(year == 20 ? "59,184.5" : "59184.5")}")).ToList();
        lines.Insert(90_000, $"{others[0].Code};1850;\"1{end}\"");
        using var site = new TinySite(scope: "{ level: country, codes: all }")
            .Waste($"code;year;value{end}{string.Join(end, lines.Append(row))}{end}").Published();

        var tree = site.Explain("waste commune:59183 2021");

        var found = Assert.Single(tree.Rows);
        Assert.Equal((lines.Count + 3, row, value), (found.Line, found.Raw, found.Value));
    }

    [Fact]
    public void Who_leaves_stops_the_reading()
    {
        using var site = new TinySite().Waste("code;year;value\n59350;2021;4\n").Published();

        Assert.Throws<OperationCanceledException>(() => Explain.Run(site.Store, site.Release, TinySite.Key("waste commune:59350 2021"), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Rows_that_make_one_figure_add_up_to_it()
    {
        using var sum = new TinySite().Waste("code,year,value\n59183,2021,1\n59183,2021,2.5\n", read: "duplicates: sum").Published();
        using var last = new TinySite().Waste("code,year,value\n59183,2021,1\n59183,2021,2.5\n", read: "duplicates: last").Published();

        AddsUp(sum.Explain("waste commune:59183 2021"));
        Assert.Equal("1 + 2.5 = 3.5", sum.Explain("waste commune:59183 2021").Formula.Fr);
        Assert.Equal(3, Assert.Single(last.Explain("waste commune:59183 2021").Rows).Line);
    }

    [Fact]
    public void A_sum_shows_its_members_down_to_their_lines()
    {
        using var site = new TinySite().Waste("code,year,value\n59212,2021,1\n59268,2021,2\n59293,2021,3\n59400,2021,4\n62338,2021,5\n62491,2021,6\n62502,2021,s\n", value: "secret: [s]").Published();
        var tree = site.Explain("waste epci:245900758 2021");

        Assert.Equal((Origin.SumOfMembers, 8, 7), (tree.Origin, tree.InputCount, tree.Inputs.Count));
        Assert.Equal(2, tree.Notes.Count); // one secret, one silent
        AddsUp(tree);
    }

    [Fact]
    public void Members_that_the_release_does_not_show_are_explained_too()
    {
        var members = TinyLists.Shared.At(2026).Members(TinyLists.Shared.At(2026).Find(new("epci", "247600588"))!, "commune").Select(c => c.Code).ToArray();
        using var site = new TinySite().Waste(Building.ConsolidateTests.Csv(members, i => i + 1)).Published();
        var tree = site.Explain("waste epci:247600588 2021");

        Assert.Equal(28, tree.Inputs.Count);
        AddsUp(tree);
    }

    [Fact]
    public void A_total_shows_its_parts()
    {
        using var site = Building.ConsolidateTests.Parts("59,2021,green,6\n59,2021,other,5\n", "").Published();
        var tree = site.Explain("waste department:59 2021");

        Assert.Equal((Origin.SumOfParts, "6 + 5 = 11"), (tree.Origin, tree.Formula.Fr));
        AddsUp(tree);
    }

    [Fact]
    public void A_ratio_shows_what_is_divided_by_what()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2020,162\n")
            .Indicator("waste.per", "unit: kg/hab, kind: ratio, aggregate: ratio, ratio: { numerator: waste, denominator: population, factor: 1000 }").Published();
        var tree = site.Explain("waste.per commune:59183 2020");

        Assert.Equal((Origin.Ratio, "162 ÷ 81000 × 1000 = 2"), (tree.Origin, tree.Formula.Fr));
        Assert.Equal("official-lists/communes-2022.json.gz", tree.Inputs[1].Rows[0].Edition.Path);
        Assert.Contains("\"population\":81000", tree.Inputs[1].Rows[0].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weighted_mean_shows_its_members()
    {
        using var site = new TinySite()
            .Indicator("temperature", "unit: °C, kind: index, aggregate: mean, weight: area").Indicator("area", "unit: ha, kind: stock")
            .Write("data/t.csv", "code,year,t,ha\n02,2021,10,100\n59,2021,20,300\n60,2021,10,0\n62,2021,10,0\n80,2021,10,0\n")
            .Source("t", "files: [{ path: data/t.csv }]\nread: { territory: { column: code, level: department }, period: { column: year }, values: [{ column: t, indicator: temperature }, { column: ha, indicator: area }] }")
            .Published();
        var tree = site.Explain("temperature region:32 2021");

        Assert.Equal((Origin.MeanOfMembers, 5), (tree.Origin, tree.Inputs.Count));
        Assert.All(tree.Inputs, member => Assert.Single(member.Rows));
        Assert.Contains("area", tree.Notes[0].Fr, StringComparison.Ordinal);
    }

    [Fact]
    public void Communes_that_merged_are_all_shown()
    {
        using var site = new TinySite().Waste("code,year,value\n59006,2018,10\n59070,2018,5\n", vintage: 2023).Published();
        var tree = site.Explain("waste commune:59006 2018");

        Assert.Equal([2, 3], tree.Rows.Select(r => r.Line));
        Assert.Contains(tree.Notes, n => n.Fr.StartsWith("Bermeries (59070, 2023)", StringComparison.Ordinal));
        AddsUp(tree);
    }

    [Fact]
    public void A_commune_that_was_divided_shows_its_share()
    {
        using var site = new TinySite().Waste("code,year,value\n60054,2018,1000\n", vintage: 2023).Published();
        foreach (var code in new[] { "60054", "60694" }) AddsUp(site.Explain($"waste commune:{code} 2018"));
    }

    [Theory]
    [InlineData("mean", "(10 + 20 + 10 + 20 + 10 + 20 + 10 + 20 + 10 + 20 + 10 + 20) ÷ 12 = 15")]
    [InlineData("sum", "10 + 20 + 10 + 20 + 10 + 20 + 10 + 20 + 10 + 20 + 10 + 20 = 180")]
    [InlineData("max", "max(10 ; 20 ; 10 ; 20 ; 10 ; 20 ; 10 ; 20 ; 10 ; 20 ; 10 ; 20) = 20")]
    [InlineData("{ count: \"> 15\" }", "n(> 15) / 12 = 6")]
    public void A_year_shows_its_months_and_how_they_make_it(string by, string formula)
    {
        using var site = new TinySite().Indicator("heat", "unit: t, kind: index, aggregate: none")
            .Write("data/heat.csv", "month,value\n" + string.Concat(Enumerable.Range(1, 12).Select(m => $"2021-{m:00},{(m % 2 == 0 ? 20 : 10)}\n")))
            .Source("heat", $"files: [{{ path: data/heat.csv }}]\nread: {{ territory: {{ value: \"32\", level: region }}, period: {{ column: month, to: year, by: {by} }}, values: [{{ column: value, indicator: heat }}] }}")
            .Published();
        var tree = site.Explain("heat region:32 2021");

        Assert.Equal((12, formula), (tree.Rows.Count, tree.Formula.Fr));
    }

    [Fact]
    public void Two_editions_in_one_archive_are_told_apart()
    {
        using var site = new TinySite().Indicator("waste")
            .Write("data/w.zip", Reading.Zip.Of(("2022.csv", "code,year,value\n59183,2020,1\n59183,2019,7\n"), ("2023.csv", "code,year,value\n59183,2020,2\n")))
            .Source("w", """
                files: [{ path: data/w.zip, entry: 2022.csv, published: 2022-01-01 }, { path: data/w.zip, entry: 2023.csv, published: 2023-01-01 }]
                read: { territory: { column: code, level: commune }, period: { column: year }, values: [{ column: value, indicator: waste }] }
                """)
            .Published();

        Assert.Equal("59183,2020,2", Assert.Single(site.Explain("waste commune:59183 2020").Rows).Raw);
        Assert.Equal("59183,2019,7", Assert.Single(site.Explain("waste commune:59183 2019").Rows).Raw);
        Assert.Equal("2022.csv", Assert.Single(site.Release.Superseded("waste", "", new("commune", "59183"))).Edition.Part);
        Assert.Empty(Terril.Observatory.Releases.Verify.Run(site.Store, site.Release.Id));
    }

    [Fact]
    public void The_rows_come_from_the_kept_copy_not_from_the_site()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1\n").Published();
        Directory.Delete(site.PathOf("data"), recursive: true);

        Assert.Equal("59183,2021,1", Assert.Single(site.Explain("waste commune:59183 2021").Rows).Raw);
    }

    [Fact]
    public void An_altered_copy_explains_nothing()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1\n").Published();
        File.AppendAllText(site.Store.Snapshots.PathOf(site.Release.Editions.First(e => e.Path == "data/waste.csv").Sha256), "x");

        Assert.Equal("altered-snapshot", Assert.Throws<FaultyInputException>(() => site.Explain("waste commune:59183 2021")).Findings[0].Rule);
    }

    // Every sum of the tree, and every set of rows, makes the value above it.
    private static void AddsUp(Explanation tree)
    {
        if (tree.Origin == Origin.Read) Assert.Equal(tree.Figure.HasValue ? tree.Figure.Value : 0, tree.Rows.Where(r => !double.IsNaN(r.Value)).Sum(r => r.Value), 9);
        else Assert.Equal(tree.Figure.Value, tree.Inputs.Where(i => i.Figure.HasValue).Sum(i => i.Figure.Value), 9);
        foreach (var input in tree.Inputs) AddsUp(input);
        Assert.True(tree.Rows.Count > 0 || tree.Inputs.Count > 0);
    }
}
