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
    public async Task The_public_pages_hold_on_every_screen_in_light_and_in_dark()
    {
        await using var house = await PublicHouse.Open(Provider.Sqlite);
        await house.Event("Café-débat : la mer monte", e => (e.Slug, e.Territories, e.Themes, e.IsFree, e.RegistrationLink) = ("cafe-debat", " commune:59183 ", " climate ", true, "https://exemple.fr/inscription"));
        await house.Event("Un atelier complet", e => e.Status = Terril.Agenda.Events.EventStatus.Full);
        await house.ShouldHold([("agenda", "/agenda"), ("agenda-month", "/agenda?view=month"), ("agenda-week", "/agenda?view=week"), ("agenda-event", "/agenda/cafe-debat"), ("agenda-propose", "/agenda/proposer"), ("agenda-frame", "/agenda/cadre")]);
    }

    [Fact]
    public async Task The_desk_holds_on_every_screen_in_light_and_in_dark()
    {
        await using var house = await PublicHouse.WithoutVisits(Provider.Sqlite);
        var one = await house.Event("Un débat");
        var organisation = await house.Organisation("Structure exemple");
        using var staff = await house.SignIn([Role.Editor, Role.Member], organisation.Id);
        await staff.Fill("/gestion/agenda/flux/nouveau", ("Form.Name", "L’agenda exemple"), ("Form.Address", "https://exemple.fr/agenda.ics"));
        await house.ShouldHold(
            [
                ("desk-agenda", "/gestion/agenda"), ("desk-event", $"/gestion/agenda/{one.Id}"), ("desk-event-edit", $"/gestion/agenda/{one.Id}/modifier"), ("desk-event-new", "/gestion/agenda/nouveau"),
                ("desk-feeds", "/gestion/agenda/flux"), ("desk-feed-new", "/gestion/agenda/flux/nouveau"), ("own-agenda", "/gestion/organisation/agenda"), ("own-event-new", "/gestion/organisation/agenda/nouveau"),
            ], staff);
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

    /// <summary>The same, from the form to the page: announced, confirmed by mail, published by the team, read by all.</summary>
    [Fact]
    public async Task Somebody_announces_an_event_by_keyboard_without_script_and_the_team_publishes_it()
    {
        await using var house = await PublicHouse.WithoutVisits(Provider.Sqlite);
        await using var visitor = await Telephone.Of(house);
        await visitor.Open("/agenda");
        await visitor.Press("Annoncer un rendez-vous", AriaRole.Link);
        await visitor.Sees("Annoncer un rendez-vous", "Sans compte");
        await visitor.Write("#TitleFr", "Atelier de réparation");
        await visitor.Write("#WhatFr", "Venez avec un objet en panne.");
        await visitor.Choose("#Kind", "Atel");
        await visitor.Write("#Organiser", "Association exemple");
        await visitor.Write("[id='Dates[0].Day']", "12122026");
        await visitor.Choose("#Attendance", "Sur");
        await visitor.Write("#PlaceName", "Salle exemple, Dunkerque");
        await visitor.Write("#Territories", "commune:59183");
        await visitor.Write("#Name", "Lou Démonstration");
        await visitor.Write("#Address", "lou@terril.example");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        await visitor.Press("Envoyer l’annonce");
        await visitor.Sees("Une dernière étape", "confirmez");
        await visitor.OpenMail("lou@terril.example", "Confirmer mon annonce");
        await visitor.Press("Confirmer mon annonce");
        await visitor.Sees("Votre annonce", "C’est confirmé");

        using var editor = await house.SignIn(Role.Editor);
        await using var desk = await Telephone.Of(house, editor);
        await desk.Open("/gestion/agenda");
        await desk.Press("Atelier de réparation", AriaRole.Link);
        await desk.Sees("Atelier de réparation", "Salle exemple, Dunkerque");
        await desk.Press("Publier le rendez-vous");
        await desk.Sees("Agenda commun", "Rendez-vous publié");

        await visitor.Open("/agenda?territory=commune:59183");
        await visitor.Press("Atelier de réparation", AriaRole.Link);
        await visitor.Sees("Atelier de réparation", "samedi 12 décembre 2026");
    }
}
