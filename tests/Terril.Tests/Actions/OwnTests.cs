using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits;

namespace Terril.Tests.Actions;

/// <summary>A member keeps the actions of their organisation, and of no other.</summary>
public sealed class OwnTests
{
    private const string Root = "/gestion/organisation/actions";

    private static readonly (string, string?)[] s_new = [("Form.TitleFr", "Nos haies"), ("Form.WhatFr", "Des haies."), ("Form.Stage", "UnderWay")];

    [Theory, OnBothDatabases]
    public async Task A_member_proposes_and_edits_and_the_trail_says_who(Provider on)
    {
        await using var house = await House.Open(on);
        var mine = await house.Organisation("Structure exemple");
        using var member = await house.SignIn(Role.Member, mine.Id);

        await member.Fill($"{Root}/nouvelle", s_new);
        var sheet = await house.Sheet("Nos haies");
        Assert.Equal((ActionState.ToModerate, (Guid?)mine.Id), (sheet.State, sheet.LeadId));
        Assert.Contains("Nos haies", (await member.Page(Root)).Said(), StringComparison.Ordinal);

        using var staff = await house.SignIn(Role.Editor);
        await staff.Fill($"/gestion/actions/{sheet.Id}", "form[action*='handler=accept']");
        await member.Fill($"{Root}/{sheet.Id}", ("Form.WhatFr", "Des haies et des mares."));
        Assert.Contains("Des haies et des mares.", (await house.Page("/actions/nos-haies")).Said(), StringComparison.Ordinal);
        Assert.Contains("Confirmée le", (await house.Page("/actions/nos-haies")).Said(), StringComparison.Ordinal);
        Assert.Equal(["actions.create", "actions.accept", "actions.edit"], await house.InDatabase(db => db.AuditEntries.Where(e => e.Subject == sheet.Id.ToString()).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Act).ToListAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_member_reaches_nothing_of_another_organisation_by_page_export_api_or_guess(Provider on)
    {
        await using var house = await House.Open(on);
        var (mine, other) = (await house.Organisation("Structure exemple"), await house.Organisation("Autre exemple"));
        await house.Action("La mienne", s => (s.LeadId, s.State) = (mine.Id, ActionState.ToModerate));
        var theirs = await house.Action("La leur", s => (s.LeadId, s.LeadName, s.State, s.Slug) = (other.Id, other.Name, ActionState.ToModerate, "la-leur"));
        using var member = await house.SignIn(Role.Member, mine.Id);

        Assert.DoesNotContain("La leur", (await member.Page(Root)).Said(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await member.StatusOf($"{Root}/{theirs.Id}"));
        // With the form of their own sheet, at the address of another.
        var own = await house.Sheet("La mienne");
        var page = await member.Page($"{Root}/{own.Id}");
        page.QuerySelector("main form[method=post]")!.SetAttribute("action", $"{Root}/{theirs.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await member.Fill(page, null, ("Form.TitleFr", "Volée"))).StatusCode);
        Assert.Equal("La leur", (await house.InDatabase(db => db.ActionSheets.SingleAsync(s => s.Id == theirs.Id))).TitleFr);
        // The exports begin with the same query.
        foreach (var handler in new[] { "export", "workbook" })
        {
            var table = await member.Page(Root);
            var export = await member.Fill(table, $"form[action*='handler={handler}'], form:has(button[formaction*='handler={handler}'])");
            Assert.DoesNotContain("La leur", await export.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        // Nor what is the team’s, nor by the API.
        foreach (var path in new[] { $"/gestion/actions/{theirs.Id}", $"/gestion/actions/{theirs.Id}/modifier", $"/gestion/actions/{theirs.Id}/photos", "/gestion/actions", "/gestion/actions/import" })
            Assert.Equal(HttpStatusCode.Forbidden, await member.StatusOf(path));
        foreach (var path in new[] { "/actions/la-leur", "/api/v1/actions/la-leur", "/actions/la-leur/signaler" }) Assert.Equal(HttpStatusCode.NotFound, await member.StatusOf(path));

        using var nobody = await house.SignIn(Role.Member);
        Assert.DoesNotContain("La ", (await nobody.Page(Root)).QuerySelector("table")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await nobody.StatusOf($"{Root}/nouvelle"));
        Assert.Equal(HttpStatusCode.NotFound, await nobody.StatusOf($"{Root}/{own.Id}"));
    }
}
