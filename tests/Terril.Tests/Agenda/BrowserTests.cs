using Microsoft.Playwright;
using Terril.Shared.Access;
using Terril.Tests.Actions;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Agenda;

/// <summary>The agenda in a real browser.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task The_public_pages_pass_axe_in_light_and_in_dark_and_fit_the_smallest_screen()
    {
        await using var house = await PublicHouse.Open(Provider.Sqlite);
        await house.Event("Café-débat : la mer monte", e => (e.Slug, e.Territories, e.Themes, e.IsFree, e.RegistrationLink) = ("cafe-debat", " commune:59183 ", " climate ", true, "https://exemple.fr/inscription"));
        await house.Event("Un atelier complet", e => e.Status = Terril.Agenda.Events.EventStatus.Full);
        foreach (var path in new[] { "/agenda", "/agenda?view=month", "/agenda?view=week", "/agenda/cafe-debat", "/agenda/proposer", "/agenda/cadre" })
            foreach (var dark in new[] { false, true })
            {
                var page = await Browser.Page(width: dark ? 320 : 1280, dark: dark);
                var answer = await page.GotoAsync(new Uri(house.Address, (dark ? "/en" : "") + path).ToString());
                Assert.Equal((path, 200), (path, answer!.Status));
                await page.ShouldPassAxe();
                if (dark) Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                await page.Picture($"agenda{path[7..].Replace('/', '-').Replace('?', '-')}-{(dark ? "320-dark" : "1280")}");
                await page.Context.CloseAsync();
            }
    }

    [Fact]
    public async Task The_desk_passes_axe()
    {
        await using var house = await PublicHouse.WithoutVisits(Provider.Sqlite);
        var one = await house.Event("Un débat");
        var organisation = await house.Organisation("Structure exemple");
        using var staff = await house.SignIn([Role.Editor, Role.Member], organisation.Id);
        await staff.Fill("/gestion/agenda/flux/nouveau", ("Form.Name", "L’agenda exemple"), ("Form.Address", "https://exemple.fr/agenda.ics"));
        foreach (var path in new[] { "/gestion/agenda", $"/gestion/agenda/{one.Id}", $"/gestion/agenda/{one.Id}/modifier", "/gestion/agenda/nouveau", "/gestion/agenda/flux", "/gestion/agenda/flux/nouveau", "/gestion/organisation/agenda", "/gestion/organisation/agenda/nouveau" })
        {
            var page = await Browser.Page();
            await page.Context.AddCookiesAsync([new() { Name = "__Host-terril", Value = staff.Cookies["__Host-terril"], Domain = house.Address.Host, Path = "/", Secure = true, HttpOnly = true }]);
            await page.GotoAsync(new Uri(house.Address, path).ToString());
            Assert.Equal(path, new Uri(page.Url).AbsolutePath);
            await page.ShouldPassAxe();
            await page.Picture($"desk-agenda{path[8..].Replace('/', '-').Replace(one.Id.ToString(), "one")}");
            await page.Context.CloseAsync();
        }
    }

    /// <summary>By keyboard alone, on a telephone's width, without script: filter the agenda by one theme, and reach the address of its calendar.</summary>
    [Fact]
    public async Task Somebody_subscribes_to_the_agenda_of_one_theme_by_keyboard_without_script()
    {
        await using var house = await PublicHouse.WithoutVisits(Provider.Sqlite);
        await house.Event("Un débat sur le climat", e => e.Themes = " climate ");
        await house.Event("Un atelier de tri", e => e.Themes = " waste ");
        await using var reader = await Telephone.Of(house);
        await reader.Open("/agenda");
        await reader.Sees("Visites et agenda", "Un débat sur le climat");
        await reader.Choose("#theme", (await reader.Page.Locator("#theme option[value=waste]").InnerTextAsync())[..4]);
        await reader.Press("Filtrer");
        await reader.Sees("Visites et agenda", "Un atelier de tri");
        await Assertions.Expect(reader.Page.Locator("main")).Not.ToContainTextAsync("Un débat sur le climat");

        // What a calendar is given: the address of the link, which it asks again as long as it is subscribed.
        var address = await reader.Page.GetByRole(AriaRole.Link, new() { Name = "S’abonner à cet agenda" }).GetAttributeAsync("href");
        Assert.Equal("/agenda.ics?theme=waste", address);
        var calendar = await house.Text(address!);
        Assert.Contains("Un atelier de tri", calendar, StringComparison.Ordinal);
        Assert.DoesNotContain("climat", calendar, StringComparison.Ordinal);
    }
}
