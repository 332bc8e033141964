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

    [Theory, MemberData(nameof(Pages))]
    public async Task Passes_axe_in_light_and_in_dark_and_fits_the_smallest_screen(string path)
    {
        var house = await PublicHouse.Shared(Provider.Sqlite);
        foreach (var dark in new[] { false, true })
        {
            var page = await Browser.Page(width: dark ? 320 : 1280, dark: dark);
            List<string> errors = [];
            page.Console += (_, message) => { if (message.Type == "error") errors.Add(message.Text); };
            await page.GotoAsync(new Uri(house.Address, (dark ? "/en" : "") + path).ToString());
            await page.ShouldPassAxe();
            if (dark) Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            // The block of data of an event breaks no policy.
            Assert.DoesNotContain(errors, e => e.Contains("Content Security Policy", StringComparison.Ordinal));
            await page.Context.CloseAsync();
        }
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

    [Fact]
    public async Task Is_pictured_wide_and_narrow_light_and_dark()
    {
        await using var house = await PublicHouse.Open(Provider.Sqlite);
        await house.Add("complete", house.Clock.Now.AddDays(6), s => (s.About.TitleFr, s.Taken, s.Waiting) = ("Exemple : base 11/19 et terrils jumeaux", 30, 4));
        await house.Add("annulee", house.Clock.Now.AddDays(10), s => (s.About.TitleFr, s.State, s.ReasonFr) = ("Exemple : une chaufferie bois", SessionState.Cancelled, "Le site est fermé ce jour-là."));
        foreach (var (name, path) in new[]
        {
            ("visits", "/visites"), ("visits-none", "/visites?theme=rien"), ("circuit", "/visites/circuits/exemple-parcours-des-dechets"), ("session-moved", "/visites/exemple-espaces-verts-1"), ("session-cancelled", "/visites/annulee"),
            ("session-full", "/visites/complete"), ("session-past", "/visites/climate-tour-dunkerque-2015"), ("sheet-visits", "/territoires/epci/200093201/metropole-europeenne-de-lille"), ("indicator-visits", "/indicateurs/waste.household.per-inhabitant"), ("home-visits", "/"),
        })
            foreach (var (width, dark) in new[] { (1280, false), (375, true), (1280, true), (375, false) })
            {
                var page = await Browser.Page(width: width, dark: dark);
                await page.GotoAsync(new Uri(house.Address, path).ToString());
                await page.Picture($"{name}-{width}{(dark ? "-dark" : "")}");
                await page.Context.CloseAsync();
            }
    }
}
