using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Agenda;

/// <summary>Somebody without an account announces an event, the team answers, and what becomes of it reaches calendars.</summary>
public sealed class AnnouncingTests
{
    private const string Title = "Atelier de réparation";
    private const string Address = "lou@terril.example";

    [Theory, OnBothDatabases]
    public async Task An_event_is_announced_confirmed_by_a_button_made_ready_published_then_moved_and_cancelled_by_who_announced_it(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        var day = house.Clock.Now.AddDays(20);
        Assert.Equal("/agenda/proposer/merci", (await house.Announce(AgendaHouse.Fields(Title, day))).Headers.Location!.OriginalString);

        using var visitor = house.Stranger();
        var page = await visitor.Page(await house.AgendaLink(Address));
        // Opening the link does nothing: mail gateways open it before people do.
        Assert.Equal(EventState.Unverified, (await house.EventOf(Title)).State);
        await visitor.Fill(page, "form[action*='handler=verify']");

        using var staff = await house.SignIn(Role.Editor);
        Assert.Contains("1 rendez-vous attend", (await staff.Page("/gestion")).Said(), StringComparison.Ordinal);
        var desk = $"/gestion/agenda/{(await house.EventOf(Title)).Id}";
        await staff.Fill(desk, "form[action*='handler=ready']");
        Assert.Equal(EventState.Ready, (await house.EventOf(Title)).State);
        Assert.DoesNotContain(Title, await house.Words("/agenda"), StringComparison.Ordinal);

        // Other words are words that the team has not read; and what it has open may have changed meanwhile.
        var read = await staff.Page(desk);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await visitor.Fill(await house.AgendaLink(Address), "form[action*='handler=correct']", ("Form.WhatFr", "Autre chose."));
        Assert.Equal(EventState.ToModerate, (await house.EventOf(Title)).State);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.Fill(read, "form[action*='handler=publish']")).StatusCode);
        await staff.Fill(desk, "form[action*='handler=publish']");

        foreach (var path in new[] { "/agenda", "/agenda/atelier-de-reparation", "/en/agenda?kind=workshop", "/agenda?territory=region:32", $"/agenda?view=week&day={AgendaHouse.Day(day)}", "/agenda/cadre" })
            Assert.Contains(Title, await house.Words(path), StringComparison.Ordinal);
        Assert.DoesNotContain(Title, await house.Words("/agenda?territory=commune:62041"), StringComparison.Ordinal);
        Assert.Equal("/agenda/atelier-de-reparation", (await house.Client.GetAsync(new Uri("/recherche?q=atelier+reparation", UriKind.Relative))).Headers.Location?.OriginalString);
        Assert.DoesNotContain("Lou Démonstration", await house.Text("/agenda/atelier-de-reparation") + await house.Text("/agenda.ics") + await house.Text("/agenda.rss") + await house.Text("/api/v1/events/atelier-de-reparation"), StringComparison.Ordinal);
        var first = await house.Text("/agenda.ics");
        Assert.Contains("SEQUENCE:0", first, StringComparison.Ordinal);

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        // Its words were read by the team: they stay. When it is, and how it stands, is theirs to say.
        var link = await house.AgendaLink(Address);
        Assert.Null((await visitor.Page(link)).QuerySelector("#TitleFr"));
        await visitor.Fill(link, "form[action*='handler=correct']", ("Form.TitleFr", "Autre chose"), ("Form.Dates[0].Day", AgendaHouse.Day(day.AddDays(7))), ("Form.StatusSays", "La salle est prise."));
        var moved = await house.EventOf(Title);
        Assert.Equal((EventStatus.Moved, 1, day.Date), (moved.Status, moved.Sequence, Assert.Single(moved.Dates).PreviousStartsAt!.Value.Date));
        Assert.Contains("Reporté au", await house.Words("/agenda"), StringComparison.Ordinal);
        Assert.Contains("La salle est prise.", await house.Words("/agenda/atelier-de-reparation"), StringComparison.Ordinal);

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await visitor.Fill(link, "form[action*='handler=correct']", ("Form.Status", "Cancelled"));
        var told = await house.Text("/agenda.ics");
        Assert.Equal(Uid(first), Uid(told));
        Assert.Contains("SEQUENCE:2", told, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", told, StringComparison.Ordinal);
        Assert.Contains("Annulé", await house.Words("/agenda"), StringComparison.Ordinal);
        Assert.Contains("EventCancelled", await house.Text("/agenda/atelier-de-reparation"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_taken_out_leaves_the_pages_and_stays_in_calendars_as_cancelled(Provider on)
    {
        await using var house = await House.Open(on);
        var one = await house.Event("Un débat", e => e.WhatFr = "Des mots qui n’auraient pas dû être là.");
        Assert.Contains("Un débat", await house.Words("/agenda"), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        using var staff = await house.SignIn(Role.Editor);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.Fill($"/gestion/agenda/{one.Id}", "form[action*='handler=withdraw']")).StatusCode);
        await staff.Fill($"/gestion/agenda/{one.Id}", "form[action*='handler=withdraw']", ("reason", "Ce n’est pas un rendez-vous."));

        Assert.DoesNotContain("Un débat", await house.Words("/agenda") + await house.Text("/agenda.rss") + await house.Text("/api/v1/events"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await house.Client.GetAsync(new Uri("/agenda/un-debat", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await house.Client.GetAsync(new Uri("/api/v1/events/un-debat", UriKind.Relative))).StatusCode);
        var told = await house.Text("/agenda.ics");
        Assert.Contains("STATUS:CANCELLED", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Des mots", told, StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromDays(100));
        Assert.DoesNotContain("Un débat", await house.Text("/agenda.ics"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_correction_asked_for_gives_the_turn_to_its_author_and_a_refusal_says_why(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        await house.Announce(AgendaHouse.Fields(Title, house.Clock.Now.AddDays(20)));
        using var visitor = house.Stranger();
        var before = await house.AgendaLink(Address);
        await visitor.Fill(before, "form[action*='handler=verify']");
        using var staff = await house.SignIn(Role.Editor);
        var desk = $"/gestion/agenda/{(await house.EventOf(Title)).Id}";

        await staff.Fill(desk, "form[action*='handler=correct']", ("reason", "Dites à quelle heure."));
        Assert.DoesNotContain("rendez-vous attend", (await staff.Page("/gestion")).Said(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusOf(before));
        var link = await house.AgendaLink(Address);
        Assert.Contains("Dites à quelle heure.", (await visitor.Page(link)).Said(), StringComparison.Ordinal);
        await visitor.Fill(link, "form[action*='handler=correct']", ("Form.WhatFr", "De quatorze à dix-sept heures."));
        Assert.Contains("1 rendez-vous attend", (await staff.Page("/gestion")).Said(), StringComparison.Ordinal);

        await staff.Fill(desk, "form[action*='handler=refuse']", ("reason", "C’est une vente."));
        Assert.Contains("C’est une vente.", (await house.Mails(Address))[^1].TextBody, StringComparison.Ordinal);
        Assert.Equal(EventState.Refused, (await house.EventOf(Title)).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_fault_is_said_at_its_field_and_nothing_typed_is_lost(Provider on)
    {
        await using var house = await House.Open(on);
        using var answer = await house.Announce(("Form.TitleFr", Title), ("Form.Dates[0].Day", "2026-13-01"), ("Form.Dates[1].Day", "2027-05-02"), ("Form.Dates[1].From", "18:00"), ("Form.Dates[1].Until", "17:00"), ("Form.WebPage", "javascript:alert(1)"), ("Form.Address", "personne"));
        var page = await Visitor.Read(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        foreach (var field in new[] { "WhatFr", "Kind", "Organiser", "Attendance", "Dates[0].Day", "Dates[1].Until", "WebPage", "Name", "Address" }) Assert.NotNull(page.QuerySelector($".note.bad a[href='#{field}']"));
        Assert.Equal("18:00", page.GetElementById("Dates[1].From")!.GetAttribute("value"));
        Assert.Equal(0, await house.InDatabase(db => db.AgendaEvents.CountAsync()));
    }

    [Fact]
    public async Task A_robot_is_told_apart_a_date_gone_by_is_refused_and_the_form_fills_nobodys_box()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var day = house.Clock.Now.AddDays(20);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await house.Announce(AgendaHouse.Fields(Title, day, ("Form.Territories", ""), ("Form.Website", "https://exemple.fr")))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await house.Announce(AgendaHouse.Fields(Title, day.AddDays(-40), ("Form.Territories", "")))).StatusCode);
        for (var i = 0; i < 5; i++) await house.Announce(AgendaHouse.Fields($"Atelier {i}", day, ("Form.Territories", "")));
        Assert.Equal(3, (await house.Mails(Address)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Several_dates_are_one_event_and_several_lines_of_calendars(Provider on)
    {
        await using var house = await House.Open(on);
        using var staff = await house.SignIn(Role.Editor);
        var day = house.Clock.Now.AddDays(20);
        await staff.Fill("/gestion/agenda/nouveau", AgendaHouse.Fields(Title, day, ("Form.Territories", ""), ("Form.Dates[1].Day", AgendaHouse.Day(day.AddDays(7))), ("Form.Dates[2].Day", AgendaHouse.Day(day.AddDays(14))), ("Form.Dates[2].LastDay", AgendaHouse.Day(day.AddDays(16)))));
        await staff.Fill($"/gestion/agenda/{(await house.EventOf(Title)).Id}", "form[action*='handler=publish']");

        var calendar = await house.Text("/agenda/atelier-de-reparation.ics");
        Assert.Equal(3, calendar.Split("BEGIN:VEVENT").Length - 1);
        Assert.Contains($"DTSTART;VALUE=DATE:{day.AddDays(14):yyyyMMdd}", calendar, StringComparison.Ordinal);
        Assert.Contains($"DTEND;VALUE=DATE:{day.AddDays(17):yyyyMMdd}", calendar, StringComparison.Ordinal);
        Assert.Contains("3 dates", await house.Words("/agenda"), StringComparison.Ordinal);

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        // The one that is taken off is said to be; the two others stay as they are.
        await staff.Fill($"/gestion/agenda/{(await house.EventOf(Title)).Id}/modifier", ("Form.Dates[1].Day", ""), ("Form.Status", "Scheduled"));
        var one = await house.EventOf(Title);
        Assert.Equal([false, true, false], one.Dates.OrderBy(d => d.StartsAt).Select(d => d.IsCancelled));
        Assert.Contains("Date annulée", await house.Words("/agenda/atelier-de-reparation"), StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", await house.Text("/agenda/atelier-de-reparation.ics"), StringComparison.Ordinal);
    }

    private static string Uid(string calendar) => calendar.Split("\r\n").Single(line => line.StartsWith("UID:", StringComparison.Ordinal));
}
