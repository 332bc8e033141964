using Microsoft.Playwright;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Actions;

/// <summary>The pages of the census in a real browser.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task The_public_pages_hold_on_every_screen_in_light_and_in_dark()
    {
        await using var house = await ActionsHouse.Open(Provider.Sqlite);
        const string Compost = "/actions/exemple-composteurs-de-quartier-a-dunkerque";
        await house.ShouldHold([("actions", "/actions"), ("actions-idea", "/actions?stage=idea"), ("action", Compost), ("action-propose", "/actions/proposer"), ("action-report", $"{Compost}/signaler"), ("sheet-actions", "/territoires/commune/59183/dunkerque")]);
    }

    [Fact]
    public async Task The_desk_holds_on_every_screen_in_light_and_in_dark()
    {
        await using var house = await ActionsHouse.Open(Provider.Sqlite);
        var sheet = await house.Sheet("CAP Climat, rencontre régionale de 2015");
        using var staff = await house.SignIn([Role.Editor, Role.Member], (await house.Organisation("Structure exemple")).Id);
        await house.ShouldHold(
            [
                ("desk-actions", "/gestion/actions"), ("desk-action", $"/gestion/actions/{sheet.Id}"), ("desk-action-edit", $"/gestion/actions/{sheet.Id}/modifier"), ("desk-action-photos", $"/gestion/actions/{sheet.Id}/photos"),
                ("desk-actions-import", "/gestion/actions/import"), ("own-actions", "/gestion/organisation/actions"), ("own-action-new", "/gestion/organisation/actions/nouvelle"),
            ], staff);
    }

    /// <summary>On a telephone’s width, without script, by the keyboard alone.</summary>
    [Fact]
    public async Task An_action_is_proposed_confirmed_by_mail_moderated_and_read_on_the_sheet_of_Dunkerque()
    {
        await using var house = await PublicHouse.WithoutVisits(Provider.Sqlite);
        await using var visitor = await Telephone.Of(house);
        await visitor.Open("/actions/proposer");
        await visitor.Sees("Proposer une action", "Sans compte");
        await visitor.Write("#TitleFr", "Composteurs du quartier de la gare");
        await visitor.Write("#WhatFr", "Des bacs, une pesée par mois, un bilan.");
        await visitor.Write("#Lead", "Association exemple");
        await visitor.Choose("#Stage", "En");
        await visitor.Write("#Territories", "commune:59183");
        await visitor.Write("#Name", "Lou Démonstration");
        await visitor.Write("#Address", "lou@terril.example");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        await visitor.Press("Envoyer la proposition");
        await visitor.Sees("Une dernière étape", "confirmez");
        await visitor.OpenMail("lou@terril.example", "Confirmer ma proposition");
        await visitor.Press("Confirmer ma proposition");
        await visitor.Sees("Votre proposition", "C’est confirmé");

        using var editor = await house.SignIn(Role.Editor);
        await using var desk = await Telephone.Of(house, editor);
        await desk.Open("/gestion/actions");
        await desk.Press("Composteurs du quartier de la gare", AriaRole.Link);
        await desk.Sees("Composteurs du quartier de la gare", "une pesée par mois");
        await desk.Press("Publier la fiche");
        await desk.Sees("Recensement des actions", "Action publiée");

        await visitor.Open("/territoires/commune/59183/dunkerque");
        await visitor.Press("Composteurs du quartier de la gare", AriaRole.Link);
        await visitor.Sees("Composteurs du quartier de la gare", "Non confirmée depuis");
    }

    [Fact]
    public async Task The_map_is_drawn_when_asked_reads_what_it_shows_and_leads_to_the_list_of_it()
    {
        await using var house = await House.WithMap(Squares.File(Squares.Towns));
        var page = await Browser.Page();
        foreach (var (title, latitude, longitude) in new[] { ("Un compost", 51.03, 2.37), ("Une haie", 50.63, 3.05), ("Un verger", 50.63, 3.05) })
            await house.Action(title, a => (a.Latitude, a.Longitude) = (latitude, longitude));
        await page.GotoAsync(new Uri(house.Address, "/actions").ToString());
        await page.ShouldPassAxe();
        Assert.Equal(0, await page.EvaluateAsync<int>("performance.getEntriesByType('resource').filter(r => r.name.includes('maplibre')).length"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Afficher la carte" }).ClickAsync();
        await Assertions.Expect(page.Locator("terril-places[data-drawn]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".reading a")).ToHaveTextAsync("3 actions dans cette vue : les voir en liste");
        await Assertions.Expect(page.Locator("terril-places canvas")).ToBeFocusedAsync();
        await page.ShouldPassAxe();
        await page.ShouldFit();
        await page.Pictures("actions-map");

        await page.Locator(".reading a").ClickAsync();
        await Assertions.Expect(page.Locator("#compte")).ToContainTextAsync("3 actions, dans une partie de la carte");

        // What is under a point, which is in the middle when it is alone.
        await page.GotoAsync(new Uri(house.Address, "/en/actions?q=haie").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the map" }).ClickAsync();
        await Assertions.Expect(page.Locator("terril-places[data-drawn]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".reading a")).ToHaveTextAsync("1 action in this view: see it as a list");
        await page.Locator("terril-places canvas").ClickAsync();
        await page.Locator("[data-under]").GetByRole(AriaRole.Link, new() { Name = "Une haie" }).ClickAsync();
        await page.WaitForURLAsync("**/en/actions/une-haie");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_map_outlines_the_areas_of_what_it_shows()
    {
        await using var house = await House.WithMap(Squares.File(Squares.Towns));
        await house.Action("Un quartier", a => ActionsHouse.Settle(a, 50.05, 2.1));
        await house.Action("Un compost", a => (a.Latitude, a.Longitude) = (50.12, 2.2));
        var page = await Browser.Page();
        await page.GotoAsync(new Uri(house.Address, "/actions").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Afficher la carte" }).ClickAsync();
        await Assertions.Expect(page.Locator("terril-places[data-drawn]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".reading a")).ToHaveTextAsync("2 actions dans cette vue : les voir en liste");
        await Assertions.Expect(page.Locator("terril-places[data-outlined='1']")).ToHaveCountAsync(1);
        await page.Pictures("actions-map-area");
        await page.Context.CloseAsync();
        await house.ShouldHold([("action-area", "/actions/un-quartier"), ("action-point", "/actions/un-compost")]);
    }

    [Fact]
    public async Task A_map_that_cannot_be_drawn_says_so_and_the_list_is_there()
    {
        await using var house = await House.WithMap(Squares.File(Squares.Towns));
        await house.Action("Un compost", a => (a.Latitude, a.Longitude) = (51.03, 2.37));
        var page = await Browser.Page();
        await page.RouteAsync("**/carte.json*", route => route.AbortAsync());
        await page.GotoAsync(new Uri(house.Address, "/actions").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Afficher la carte" }).ClickAsync();

        await Assertions.Expect(page.Locator("terril-places [role=status]")).ToContainTextAsync("La liste dit la même chose");
        await page.UnrouteAsync("**/carte.json*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Afficher la carte" }).ClickAsync();
        await Assertions.Expect(page.Locator("terril-places[data-drawn]")).ToHaveCountAsync(1);
        await page.Context.CloseAsync();

        // Where no outlines are loaded there is no map, and no script.
        await using var bare = await House.Open(Provider.Sqlite);
        await bare.Action("Un compost", a => (a.Latitude, a.Longitude) = (51.03, 2.37));
        Assert.Empty((await bare.Page("/actions")).QuerySelectorAll("terril-places, script"));
    }
}
