using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Shared.Access;
using Terril.Tests.Actions;
using Terril.Tests.Harness;
using Terril.Tests.Visits;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Agenda;

/// <summary>A member keeps the events of their organisation, and of no other.</summary>
public sealed class OwnTests
{
    private const string Root = "/gestion/organisation/agenda";

    [Theory, OnBothDatabases]
    public async Task An_event_of_a_member_waits_is_published_kept_up_to_date_and_shown_on_the_page_of_their_organisation(Provider on)
    {
        await using var house = await House.Open(on);
        var mine = await house.Organisation("Structure exemple");
        using var member = await house.SignIn(Role.Member, mine.Id);
        await member.Fill($"{Root}/nouveau", AgendaHouse.Fields("Nos portes ouvertes", house.Clock.Now.AddDays(9), ("Form.Territories", "")));
        var one = await house.EventOf("Nos portes ouvertes");
        Assert.Equal((EventState.ToModerate, (Guid?)mine.Id, "Structure exemple"), (one.State, one.OrganisationId, one.OrganiserName));

        Assert.Equal("Vos rendez-vous", Assert.Single((await member.Page(Root)).QuerySelectorAll("header .nav a[aria-current]")).TextContent);

        using var staff = await house.SignIn(Role.Administrator);
        await staff.Fill($"/gestion/agenda/{one.Id}", "form[action*='handler=publish']");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await member.Fill($"{Root}/{one.Id}", ("Form.Status", "Full"), ("Form.StatusSays", "Soixante inscrits."));
        Assert.Contains("Soixante inscrits.", await house.Words("/agenda/nos-portes-ouvertes"), StringComparison.Ordinal);
        Assert.Contains("Nos portes ouvertes", await house.Words("/organisations/structure-exemple"), StringComparison.Ordinal);
        Assert.Contains("Nos portes ouvertes", await house.Words("/agenda?organisation=structure-exemple"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nos portes ouvertes", await house.Words("/agenda?organisation=autre"), StringComparison.Ordinal);
        Assert.Equal(["agenda.create", "agenda.publish", "agenda.edit"], await house.InDatabase(db => db.AuditEntries.Where(e => e.Subject == one.Id.ToString()).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Act).ToListAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_member_reaches_nothing_of_another_organisation_by_page_export_api_or_guess(Provider on)
    {
        await using var house = await House.Open(on);
        var (mine, other) = (await house.Organisation("Structure exemple"), await house.Organisation("Autre exemple"));
        var own = await house.Event("Le mien", e => (e.OrganisationId, e.State, e.PublishedAt) = (mine.Id, EventState.ToModerate, null));
        var theirs = await house.Event("Le leur", e => (e.OrganisationId, e.State, e.PublishedAt) = (other.Id, EventState.ToModerate, null));
        using var member = await house.SignIn(Role.Member, mine.Id);

        Assert.DoesNotContain("Le leur", (await member.Page(Root)).Said(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await member.StatusOf($"{Root}/{theirs.Id}"));
        // With the form of their own event, at the address of another.
        var page = await member.Page($"{Root}/{own.Id}");
        page.QuerySelector("main form[method=post]")!.SetAttribute("action", $"{Root}/{theirs.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await member.Fill(page, null, ("Form.TitleFr", "Volé"))).StatusCode);
        Assert.Equal("Le leur", (await house.InDatabase(db => db.AgendaEvents.SingleAsync(e => e.Id == theirs.Id))).TitleFr);
        foreach (var handler in new[] { "export", "workbook" })
        {
            var export = await member.Fill(await member.Page(Root), $"form[action*='handler={handler}'], form:has(button[formaction*='handler={handler}'])");
            Assert.DoesNotContain("Le leur", await export.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        foreach (var path in new[] { $"/gestion/agenda/{theirs.Id}", $"/gestion/agenda/{theirs.Id}/modifier", "/gestion/agenda", "/gestion/agenda/flux", "/gestion/agenda/flux/nouveau" })
            Assert.Equal(HttpStatusCode.Forbidden, await member.StatusOf(path));
        foreach (var path in new[] { "/agenda/le-leur", "/agenda/le-leur.ics", "/api/v1/events/le-leur" }) Assert.Equal(HttpStatusCode.NotFound, await member.StatusOf(path));

        using var nobody = await house.SignIn(Role.Member);
        Assert.DoesNotContain("Le ", (await nobody.Page(Root)).QuerySelector("table")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await nobody.StatusOf($"{Root}/nouveau"));
        Assert.Equal(HttpStatusCode.NotFound, await nobody.StatusOf($"{Root}/{own.Id}"));
    }
}
