using System.Text;
using Terril.Tests.Harness;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Public;

/// <summary>The public pages of visits in a real browser.</summary>
public sealed class BrowserTests
{
    public static TheoryData<string> Pages =>
    [
        "/visites", "/visites?theme=rien", "/visites/circuits/exemple-parcours-des-dechets", "/visites/exemple-espaces-verts-1",
        "/territoires/epci/200093201/metropole-europeenne-de-lille", "/indicateurs/waste.household.per-inhabitant", "/",
    ];

    [Fact]
    public async Task Every_page_holds_on_every_screen_in_light_and_in_dark()
    {
        await using var house = await PublicHouse.Open(Provider.Sqlite);
        await house.Add("complete", house.Clock.Now.AddDays(6), s => (s.About.TitleFr, s.Taken, s.Waiting) = ("Exemple : base 11/19 et terrils jumeaux", 30, 4));
        await house.Add("annulee", house.Clock.Now.AddDays(10), s => (s.About.TitleFr, s.State, s.ReasonFr) = ("Exemple : une chaufferie bois", SessionState.Cancelled, "Le site est fermé ce jour-là."));
        await house.ShouldHold(
            [
                ("visits", "/visites"), ("visits-none", "/visites?theme=rien"), ("circuit", "/visites/circuits/exemple-parcours-des-dechets"), ("session-moved", "/visites/exemple-espaces-verts-1"),
                ("session-cancelled", "/visites/annulee"), ("session-full", "/visites/complete"), ("session-past", "/visites/climate-tour-dunkerque-2015"),
                ("sheet-visits", "/territoires/epci/200093201/metropole-europeenne-de-lille"), ("indicator-visits", "/indicateurs/waste.household.per-inhabitant"), ("home-visits", "/"),
            ]);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Weighs_with_its_styles_less_than_a_hundred_kilobytes(string path)
    {
        var house = await PublicHouse.Shared(Provider.Sqlite);
        foreach (var prefix in new[] { "", "/en" })
        {
            var page = await house.Page(prefix + (path == "/" && prefix.Length > 0 ? "/" : path));
            var bytes = Encoding.UTF8.GetByteCount(await house.Text(prefix + path));
            foreach (var sheet in page.QuerySelectorAll("link[rel=stylesheet]")) bytes += Encoding.UTF8.GetByteCount(await house.Text(sheet.GetAttribute("href")!));
            Assert.True(bytes <= 100_000, $"{prefix}{path}: {bytes} bytes");
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Has_one_first_heading_and_skips_no_level(string path)
    {
        var page = await (await PublicHouse.Shared(Provider.Sqlite)).Page(path);
        var levels = page.QuerySelectorAll("main h1, main h2, main h3, main h4").Select(h => h.LocalName[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} then h{pair.Second}"));
    }
}
