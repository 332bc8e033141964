using System.Net;
using System.Text;
using System.Text.Json;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Collectives;

/// <summary>What everybody reads of organisations and collectives.</summary>
public sealed class PublicPagesTests
{
    private static readonly Lazy<Task<House>> s_house = new(async () =>
    {
        var house = await House.Open(Provider.Sqlite);
        Sample.In(house.Folder);
        await house.ImportCollectives();
        await house.Collective("ouvert");
        return house;
    });

    public static TheoryData<string> Pages =>
    [
        "/collectifs", "/organisations", "/organisations?kind=LocalAuthority", "/organisations/fondation-de-lille", CollectivesHouse.Sample, CollectivesHouse.Sample + "?on=2015-07-20", "/collectifs/ouvert",
        "/collectifs/ouvert/rejoindre", CollectivesHouse.Sample + "/compteurs",
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task Passes_axe_in_light_and_in_dark_and_fits_the_smallest_screen(string path)
    {
        var house = await s_house.Value;
        foreach (var dark in new[] { false, true })
        {
            var page = await Browser.Page(width: dark ? 320 : 1280, dark: dark);
            await page.GotoAsync(new Uri(house.Address, (dark ? "/en" : "") + path).ToString());
            await page.ShouldPassAxe();
            if (dark) Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await page.Context.CloseAsync();
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Weighs_with_its_styles_less_than_a_hundred_kilobytes(string path)
    {
        var house = await s_house.Value;
        var page = await house.Page(path);
        var bytes = Encoding.UTF8.GetByteCount(await house.Text(path));
        foreach (var sheet in page.QuerySelectorAll("link[rel=stylesheet]")) bytes += Encoding.UTF8.GetByteCount(await house.Text(sheet.GetAttribute("href")!));
        Assert.True(bytes <= 100_000, $"{path}: {bytes} bytes");
    }

    [Theory]
    [InlineData(Role.Editor, "/gestion/organisations")]
    [InlineData(Role.Editor, "/gestion/organisations/nouvelle")]
    [InlineData(Role.Editor, "/gestion/organisations/{organisation}")]
    [InlineData(Role.Editor, "/gestion/collectifs")]
    [InlineData(Role.Editor, "/gestion/collectifs/nouveau")]
    [InlineData(Role.Editor, "/gestion/collectifs/{collective}")]
    [InlineData(Role.Member, "/gestion/organisation")]
    public async Task The_desk_and_the_space_of_a_member_pass_axe_and_fit_the_smallest_screen(Role role, string path)
    {
        await using var house = await House.Open(Provider.Sqlite);
        var (collective, organisation) = (await house.Collective("essai"), await house.Organisation("nous"));
        await house.AskToJoin(collective, "Atelier exemple", "noe@terril.example");
        using var noe = house.Stranger();
        await noe.Fill(await noe.Page(await house.RequestLink("noe@terril.example")));
        using var visitor = role == Role.Member ? await house.SpeakFor(organisation) : await house.SignIn(role);
        var page = await Browser.Page(width: 320);
        await page.Context.AddCookiesAsync(visitor.Cookies.Select(c => new Microsoft.Playwright.Cookie { Name = c.Key, Value = c.Value, Url = house.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal), Secure = true }));
        await page.GotoAsync(new Uri(house.Address, path.Replace("{organisation}", organisation.Id.ToString(), StringComparison.Ordinal).Replace("{collective}", collective.Id.ToString(), StringComparison.Ordinal)).ToString());
        Assert.DoesNotContain("/connexion", page.Url, StringComparison.Ordinal);
        await page.ShouldPassAxe();
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_counters_may_be_framed_elsewhere_and_set_no_cookie()
    {
        using var stranger = (await s_house.Value).Stranger();
        using var frame = await stranger.Get(CollectivesHouse.Sample + "/compteurs");
        Assert.Contains("frame-ancestors *", frame.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(frame.Headers.Contains("Set-Cookie"));
        Assert.Contains("47", await frame.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var page = await stranger.Get(CollectivesHouse.Sample);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kind=LocalAuthority")]
    [InlineData("territory=department:59")]
    [InlineData("q=exemple 12")]
    [InlineData("collective=dynamique-climat-cop21")]
    public async Task The_list_and_the_open_data_say_the_same(string filter)
    {
        var house = await s_house.Value;
        List<string> listed = [], open = [];
        for (string? next = $"/organisations?{filter}"; next is not null;)
        {
            var page = await house.Page(next);
            listed.AddRange(page.QuerySelectorAll(".list h3 a").Select(a => a.GetAttribute("href")!["/organisations/".Length..]));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        for (var next = $"/api/v1/organisations?take=20&{filter}"; next is not null;)
        {
            using var said = JsonDocument.Parse(await house.Text(next));
            open.AddRange(said.RootElement.GetProperty("data").EnumerateArray().Select(o => o.GetProperty("slug").GetString()!));
            next = said.RootElement.GetProperty("next").GetString()!;
        }
        if (!filter.StartsWith("collective", StringComparison.Ordinal)) Assert.NotEmpty(listed);
        Assert.Equal(listed.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_organisation_is_found_in_the_search_box()
    {
        using var stranger = (await s_house.Value).Stranger();
        using var found = await stranger.Get("/recherche?q=fondation de lille");
        Assert.Equal("/organisations/fondation-de-lille", found.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task An_unknown_day_or_name_is_not_found()
    {
        using var stranger = (await s_house.Value).Stranger();
        foreach (var path in new[] { CollectivesHouse.Sample + "?on=hier", "/collectifs/rien", "/organisations/rien", "/organisations?page=0", "/organisations?page=99", CollectivesHouse.Sample + "/rejoindre" })
            Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(path));
    }
}
