using System.Net;
using AngleSharp.Dom;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Catalogue;

public sealed class IndicatorTests
{
    private static async Task<IDocument> Read(string path) => await (await House.Shared(Provider.Sqlite)).Page(path);

    [Theory]
    [InlineData("/indicateurs/waste.household.per-inhabitant", "non significative (Theil-Sen, Mann-Kendall, p = 0,14)")]
    [InlineData("/en/indicateurs/waste.household.per-inhabitant", "not significant (Theil-Sen, Mann-Kendall, p = 0.14)")]
    public async Task A_slope_is_given_with_its_significance(string path, string sentence) =>
        Assert.Contains(sentence, (await Read(path)).Body!.TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);

    [Fact]
    public async Task An_indicator_has_definition_unit_levels_sources_and_downloads()
    {
        var page = await Read("/indicateurs/waste.household.per-inhabitant");
        var card = page.QuerySelector("aside")!.TextContent;

        Assert.NotEmpty(page.QuerySelector(".lede")!.TextContent);
        Assert.Contains("kg/hab.", card, StringComparison.Ordinal);
        Assert.Contains("département, région", card, StringComparison.Ordinal);
        Assert.Contains("ADEME", card, StringComparison.Ordinal);
        Assert.Equal(["csv", "json"], page.QuerySelectorAll("aside a[href*='/api/v1/observations']").Select(a => a.TextContent.ToLowerInvariant()));
    }

    [Fact]
    public async Task Under_ten_members_the_list_is_ordered_without_ranks()
    {
        var page = await Read("/indicateurs/waste.household.per-inhabitant");
        var list = page.GetElementById("rang")!.Closest("section")!.QuerySelector("table")!;

        Assert.Equal(["Somme", "Oise", "Pas-de-Calais", "Aisne", "Nord"], list.QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim()));
        Assert.DoesNotContain(list.QuerySelectorAll("thead th"), h => h.TextContent == "Rang");
        Assert.NotEmpty(list.QuerySelectorAll("rect.mark"));
    }

    [Fact]
    public async Task A_long_list_has_ranks_and_pages()
    {
        var page = await Read("/indicateurs/population?level=commune&period=2023&number=2");
        var list = page.GetElementById("rang")!.Closest("section")!;

        Assert.Equal(50, list.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("51", list.QuerySelector("tbody tr td:last-child")!.TextContent);
        Assert.Equal("2", list.QuerySelector(".pager [aria-current]")!.TextContent);
        Assert.Contains("number=3", list.QuerySelectorAll(".pager a")[1].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chart_is_of_the_territory_chosen()
    {
        var page = await Read("/indicateurs/waste.household.per-inhabitant?territory=department:62");

        Assert.StartsWith("Pas-de-Calais", page.GetElementById("serie")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Pas-de-Calais", page.QuerySelector("select[name=territory] option[selected]")!.TextContent);
    }

    [Theory]
    [InlineData("/indicateurs/population?territory=62", "territory")]
    [InlineData("/indicateurs/population?territory=commune:75056", "territory")]
    [InlineData("/indicateurs/population?level=planet", "level")]
    [InlineData("/indicateurs/population?period=1999", "period")]
    [InlineData("/indicateurs/population?period=x", "period")]
    [InlineData("/indicateurs/population?level=commune&number=0", "number")]
    [InlineData("/indicateurs/population?level=commune&number=99999", "number")]
    [InlineData("/indicateurs/population?number=-1", "number")]
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string parameter)
    {
        var page = await Read(path);

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains(parameter, page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelector(".lede")!.TextContent);
    }

    [Fact]
    public async Task An_indicator_that_does_not_exist_is_not_found() => Assert.Equal(HttpStatusCode.NotFound, (await Read("/indicateurs/happiness")).StatusCode);

    [Fact]
    public async Task Targets_and_earlier_editions_are_listed_with_their_source()
    {
        var page = await Read("/indicateurs/ghg.change-2012");

        Assert.Contains(page.QuerySelectorAll("#cibles ~ *, .list h3"), e => e.TextContent.Contains("−40\u202f% en 2031", StringComparison.Ordinal));
        Assert.Contains("−11", page.GetElementById("plusieurs")!.Closest("section")!.TextContent, StringComparison.Ordinal);
    }
}
