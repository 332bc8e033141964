using System.Net;
using AngleSharp.Dom;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Sheets;

public sealed class SheetTests
{
    private static async Task<IDocument> Read(string path) => await (await House.Shared(Provider.Sqlite)).Page(path);

    private static async Task<Uri?> Sent(string path)
    {
        var house = await House.Shared(Provider.Sqlite);
        using var answer = await house.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        return answer.Headers.Location;
    }

    [Theory]
    [InlineData("/territoires/commune/59183", "/territoires/commune/59183/dunkerque")]
    [InlineData("/territoires/commune/59183/lille", "/territoires/commune/59183/dunkerque")]
    [InlineData("/en/territoires/region/32?asOf=2026-11-02", "/en/territoires/region/32/hauts-de-france?asOf=2026-11-02")]
    public async Task A_missing_or_wrong_name_in_the_address_is_put_right(string path, string to) => Assert.Equal(to, (await Sent(path))!.ToString());

    [Theory]
    [InlineData("/territoires/epci/245900410", "200093201", "245900410")]
    [InlineData("/territoires/commune/59355", "59350", "Lomme")]
    public async Task A_former_code_leads_to_the_territory_of_today_and_says_so(string path, string today, string said)
    {
        var to = (await Sent(path))!.ToString();

        Assert.Contains($"/{today}/", to, StringComparison.Ordinal);
        Assert.Contains(said, (await Read(to)).QuerySelector("main .note.info")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/territoires/commune/99999")]
    [InlineData("/territoires/commune/75056/paris")]
    [InlineData("/territoires/planet/1")]
    public async Task A_territory_that_the_observatory_does_not_show_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await Read(path)).StatusCode);

    [Fact]
    public async Task The_sheet_of_the_region_has_its_themes_with_a_chart_and_its_table()
    {
        var page = await Read("/territoires/region/32/hauts-de-france");

        Assert.Equal(["climate", "energy", "waste", "population"], page.QuerySelectorAll("section.sec[aria-labelledby]").Select(s => s.GetAttribute("aria-labelledby")).Intersect(["climate", "energy", "waste", "population"]));
        Assert.All(page.QuerySelectorAll("figure.chart"), chart => Assert.NotNull(chart.QuerySelector("details table")));
        Assert.Equal(92, page.QuerySelectorAll(".tiles a").Length);
    }

    [Fact]
    public async Task Two_editions_of_2018_are_drawn_and_what_parts_them_is_named()
    {
        var chart = (await Read("/territoires/region/32/hauts-de-france")).QuerySelector("#climate")!.Closest("section")!.QuerySelector("figure.chart")!;

        Assert.Contains(chart.QuerySelectorAll("text"), t => t.TextContent == "9\u00a0points");
        Assert.NotEmpty(chart.QuerySelectorAll("circle.open.soft"));
        Assert.Empty(chart.QuerySelectorAll("polyline.ln:not(.goal)"));
    }

    [Fact]
    public async Task A_value_of_a_larger_territory_bears_its_name_and_the_hole_is_listed()
    {
        var page = await Read("/territoires/commune/59183/dunkerque");
        var card = page.QuerySelectorAll(".key").First(k => k.TextContent.Contains("579,0", StringComparison.Ordinal));

        Assert.EndsWith("valeur de\u00a0: Nord", card.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Pas de valeur locale", card.QuerySelector(".why")!.TextContent.Trim());
        Assert.Contains("/department/59/", card.QuerySelector("p:last-child a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains(page.GetElementById("manque")!.Closest("section")!.QuerySelectorAll("tbody tr"), row => row.TextContent.Contains("publié seulement", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_intermunicipality_lists_its_communes_most_peopled_first()
    {
        var page = await Read("/territoires/epci/200093201/metropole-europeenne-de-lille");
        var rows = page.GetElementById("membres")!.Closest("section")!.QuerySelectorAll("tbody tr");

        Assert.Equal(95, rows.Length);
        Assert.Equal("Lille", rows[0].QuerySelector("a")!.TextContent);
        Assert.Single(page.QuerySelectorAll(".tiles .here"));
    }

    [Fact]
    public async Task A_commune_says_what_contains_it_and_its_share_of_it()
    {
        var page = await Read("/territoires/commune/59183/dunkerque");

        Assert.Equal(["CU de Dunkerque", "Nord", "Hauts-de-France"], page.QuerySelectorAll(".lede a").Select(a => a.TextContent));
        Assert.Contains("du total Hauts-de-France", page.QuerySelector(".key .meta")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/api/v1/observations?territory=commune%3A59183&format=csv", page.QuerySelector("a.btn")!.GetAttribute("href"));
    }
}
