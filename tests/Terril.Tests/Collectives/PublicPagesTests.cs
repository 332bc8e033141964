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

    [Fact]
    public async Task Every_page_holds_on_every_screen_in_light_and_in_dark() =>
        await (await s_house.Value).ShouldHold(Pages.Select(path => ($"collectives{path.Data.Replace('/', '-').Replace('?', '-')}", path.Data)));

    [Theory, MemberData(nameof(Pages))]
    public async Task Weighs_with_its_styles_less_than_a_hundred_kilobytes(string path)
    {
        var house = await s_house.Value;
        var page = await house.Page(path);
        var bytes = Encoding.UTF8.GetByteCount(await house.Text(path));
        foreach (var sheet in page.QuerySelectorAll("link[rel=stylesheet]")) bytes += Encoding.UTF8.GetByteCount(await house.Text(sheet.GetAttribute("href")!));
        Assert.True(bytes <= 100_000, $"{path}: {bytes} bytes");
    }

    [Fact]
    public async Task The_desk_and_the_space_of_a_member_hold_on_every_screen_in_light_and_in_dark()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var (collective, organisation) = (await house.Collective("essai"), await house.Organisation("nous"));
        await house.AskToJoin(collective, "Atelier exemple", "noe@terril.example");
        using var noe = house.Stranger();
        await noe.Fill(await noe.Page(await house.RequestLink("noe@terril.example")));
        using var editor = await house.SignIn(Role.Editor);
        await house.ShouldHold(
            [
                ("desk-organisations", "/gestion/organisations"), ("desk-organisation-new", "/gestion/organisations/nouvelle"), ("desk-organisation", $"/gestion/organisations/{organisation.Id}"),
                ("desk-collectives", "/gestion/collectifs"), ("desk-collective-new", "/gestion/collectifs/nouveau"), ("desk-collective", $"/gestion/collectifs/{collective.Id}"),
            ], editor);
        using var member = await house.SpeakFor(organisation);
        await house.ShouldHold([("own-organisation", "/gestion/organisation")], member);
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
