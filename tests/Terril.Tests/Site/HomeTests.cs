using System.Net;
using Terril.Tests.Harness;

namespace Terril.Tests.Site;

public sealed class HomeTests
{
    [Fact]
    public async Task The_first_control_finds_a_territory()
    {
        var page = await (await House.Shared(Provider.Sqlite)).Page("/");

        var form = page.QuerySelector("main form")!;
        Assert.Equal("/recherche", form.GetAttribute("action"));
        Assert.Equal("q", page.QuerySelector($"main input[id={form.QuerySelector("label")!.GetAttribute("for")}]")!.GetAttribute("name"));
    }

    [Fact]
    public async Task Four_key_figures_have_value_status_and_the_way_to_where_they_come_from()
    {
        var page = await (await House.Shared(Provider.Sqlite)).Page("/");
        var keys = page.QuerySelectorAll(".key");

        Assert.Equal(4, keys.Length);
        Assert.All(keys, key =>
        {
            Assert.NotEmpty(key.QuerySelector(".val")!.TextContent.Trim());
            Assert.NotNull(key.QuerySelector(".meta .st"));
            Assert.Contains("/chiffres/", key.QuerySelector("p:last-child a")!.GetAttribute("href"), StringComparison.Ordinal);
        });
        Assert.StartsWith("605", keys[3].QuerySelector(".val")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("40\u00a0kg/hab. de trop", keys[3].QuerySelector(".gap strong")!.TextContent);
        Assert.Equal("Écart non calculé", keys[1].QuerySelector(".why")!.TextContent.Trim());
    }

    [Fact]
    public async Task The_map_has_a_tile_for_each_intermunicipality_and_can_be_skipped()
    {
        var page = await (await House.Shared(Provider.Sqlite)).Page("/");
        var tiles = page.QuerySelectorAll(".tiles a");

        Assert.Equal(92, tiles.Length);
        Assert.All(tiles, tile => Assert.Matches(@"^\S{3}.+ : [\d\u202f]+\u00a0hab\.$", tile.TextContent.Replace("\u00a0:", " :", StringComparison.Ordinal)));
        Assert.NotNull(page.QuerySelector("a[href='#apres-carte']"));
    }

    [Fact]
    public async Task What_is_new_tells_the_revision_of_2018_with_what_was_read_before()
    {
        var page = await (await House.Shared(Provider.Sqlite)).Page("/");

        var revision = page.QuerySelectorAll(".list li").First(li => li.QuerySelector(".tag.warn") is not null);
        Assert.Contains("2018 passe de −11\u202f% à −2\u202f%", revision.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_house_where_nothing_is_published_says_what_to_do()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var page = await house.Page("/");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("observatory build", page.QuerySelector("main pre")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hier")]
    [InlineData("2026-13-01")]
    [InlineData("")]
    [InlineData("2026-1-1")]
    public async Task A_day_that_is_no_day_is_a_bad_request_that_names_the_parameter(string day)
    {
        var page = await (await House.Shared(Provider.Sqlite)).Page($"/?asOf={day}");

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("asOf", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_release_there_was_nothing_and_the_page_says_so()
    {
        var page = await (await House.Shared(Provider.Sqlite)).Page("/?asOf=2020-01-01");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("/", page.QuerySelector("main .empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_page_that_does_not_exist_offers_a_search_in_its_language()
    {
        var page = await (await House.Shared(Provider.Sqlite)).Page("/en/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("/en/recherche", page.QuerySelector("main form")!.GetAttribute("action"));
    }
}
