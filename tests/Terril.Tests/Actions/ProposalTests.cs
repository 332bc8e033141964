using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Actions;

/// <summary>Somebody without an account proposes an action, and the team answers.</summary>
public sealed class ProposalTests
{
    private const string Title = "Composteurs du quartier de la gare";
    private const string Address = "lou@terril.example";

    [Theory, OnBothDatabases]
    public async Task An_action_is_proposed_confirmed_by_a_button_moderated_and_seen_on_the_sheet_of_Dunkerque(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        Assert.DoesNotContain(Title, await house.Words("/territoires/commune/59183/dunkerque"), StringComparison.Ordinal);

        Assert.Equal("/actions/proposer/merci", (await house.Propose(ActionsHouse.Fields(Title, Address))).Headers.Location!.OriginalString);
        Assert.Equal(ActionState.Unverified, (await house.Sheet(Title)).State);
        Assert.DoesNotContain(Title, await house.Words("/actions"), StringComparison.Ordinal);

        using var visitor = house.Stranger();
        var link = await house.ActionLink(Address);
        var page = await visitor.Page(link);
        // Opening the link does nothing: mail gateways open it before people do.
        Assert.Equal(ActionState.Unverified, (await house.Sheet(Title)).State);
        await visitor.Fill(page, "form[action*='handler=verify']");
        Assert.Equal(ActionState.ToModerate, (await house.Sheet(Title)).State);

        await visitor.Fill(link, "form[action*='handler=correct']", ("Form.WhatFr", "Des bacs, une pesée par mois, un bilan."));
        using var staff = await house.SignIn(Role.Editor);
        Assert.Contains("1 action attend", (await staff.Page("/gestion")).Said(), StringComparison.Ordinal);
        var desk = $"/gestion/actions/{(await house.Sheet(Title)).Id}";
        Assert.Contains("une pesée par mois", (await staff.Page(desk)).Said(), StringComparison.Ordinal);
        await staff.Fill(desk, "form[action*='handler=accept']");

        Assert.Contains(Title, await house.Words("/actions"), StringComparison.Ordinal);
        Assert.Contains(Title, await house.Words("/territoires/commune/59183/dunkerque"), StringComparison.Ordinal);
        Assert.Contains(Title, await house.Words("/indicateurs/waste.household.per-inhabitant"), StringComparison.Ordinal);
        Assert.Contains("Non confirmée depuis", await house.Words("/actions/composteurs-du-quartier-de-la-gare"), StringComparison.Ordinal);
        Assert.Equal("/actions/composteurs-du-quartier-de-la-gare", (await house.Client.GetAsync(new Uri("/recherche?q=composteurs+gare", UriKind.Relative))).Headers.Location?.OriginalString);
        Assert.Contains("publiée", (await house.Mails(Address))[^1].TextBody, StringComparison.Ordinal);
        // Who proposed it is nowhere on the site.
        Assert.DoesNotContain("Lou Démonstration", await house.Text("/actions/composteurs-du-quartier-de-la-gare"), StringComparison.Ordinal);
        Assert.DoesNotContain(Address, await house.Text("/actions.csv") + await house.Text("/actions.geojson") + await house.Text("/api/v1/actions/composteurs-du-quartier-de-la-gare"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_fault_is_said_at_its_field_and_nothing_typed_is_lost(Provider on)
    {
        await using var house = await House.Open(on);
        using var answer = await house.Propose(("Form.TitleFr", Title), ("Form.Address", "personne"), ("Form.StartsOn", "2026-05-01"), ("Form.EndsOn", "2025-05-01"), ("Form.Addresses", "ftp://exemple"));
        var page = await Visitor.Read(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        foreach (var field in new[] { "WhatFr", "Lead", "Stage", "EndsOn", "Addresses", "Name", "Address" }) Assert.NotNull(page.QuerySelector($".note.bad a[href='#{field}']"));
        Assert.Equal(Title, page.QuerySelector("#TitleFr")!.GetAttribute("value"));
        Assert.Equal("ftp://exemple", page.QuerySelector("#Addresses")!.TextContent);
        Assert.Equal(0, await house.InDatabase(db => db.ActionSheets.CountAsync()));
    }

    [Fact]
    public async Task A_robot_is_told_apart_by_the_hidden_field_and_by_its_haste()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var fields = ActionsHouse.Fields(Title, Address, ("Form.Territories", ""), ("Form.Indicators", ""));
        using var visitor = house.Stranger();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Fill("/actions/proposer", fields)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await house.Propose([.. fields, ("Form.Website", "https://exemple.fr")])).StatusCode);
        Assert.Equal(0, await house.InDatabase(db => db.ActionSheets.CountAsync()));
    }

    [Fact]
    public async Task The_form_fills_nobodys_box()
    {
        await using var house = await House.Open(Provider.Sqlite);
        for (var i = 0; i < 6; i++) await house.Propose(ActionsHouse.Fields($"Une action {(char)('a' + i)}{i}", Address, ("Form.Territories", ""), ("Form.Indicators", "")));
        Assert.Equal(3, (await house.Mails(Address)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task What_looks_the_same_is_shown_before_to_who_proposes_and_after_to_who_moderates(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        var first = await house.Action("Composteurs du quartier", s => s.Territories = " commune:59183 ");

        using var asked = await house.Propose(ActionsHouse.Fields(Title, Address));
        Assert.Contains("déjà au recensement", (await Visitor.Read(asked)).Said(), StringComparison.Ordinal);
        Assert.Equal(0, await house.InDatabase(db => db.ProposalContacts.CountAsync()));
        await house.Propose(ActionsHouse.Fields(Title, Address, ("Form.IsAnother", "true")));
        using var visitor = house.Stranger();
        await visitor.Fill(await house.ActionLink(Address), "form[action*='handler=verify']");

        using var staff = await house.SignIn(Role.Administrator);
        var sheet = await house.Sheet(Title);
        var page = await staff.Page($"/gestion/actions/{sheet.Id}");
        Assert.NotNull(page.QuerySelector($"a[href='/gestion/actions/{first.Id}']"));

        // Corrected while it was being read: it is read again.
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await visitor.Fill(await house.ActionLink(Address), "form[action*='handler=correct']", ("Form.WhatFr", "Autre chose."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.Fill(page, "form[action*='handler=accept']")).StatusCode);
        page = await staff.Page($"/gestion/actions/{sheet.Id}");

        // Published, then merged: the address that it had leads to the one that stays.
        await staff.Fill(page, "form[action*='handler=accept']");
        var slug = (await house.Sheet(Title)).Slug;
        await house.Action("Ni l’une ni l’autre");
        await house.Action("Encore à lire", s => (s.State, s.Slug) = (ActionState.ToModerate, "encore-a-lire"));
        foreach (var wrong in new[] { slug, "encore-a-lire", "nulle-part", "" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.Fill($"/gestion/actions/{sheet.Id}", "form[action*='handler=merge']", ("into", wrong))).StatusCode);
        await staff.Fill($"/gestion/actions/{sheet.Id}", "form[action*='handler=merge']", ("into", $"https://terril.example/actions/{first.Slug}"));
        var moved = await house.Client.GetAsync(new Uri($"/actions/{slug}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/actions/{first.Slug}"), (moved.StatusCode, moved.Headers.Location!.OriginalString));
        Assert.DoesNotContain(Title, await house.Words("/actions"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_correction_asked_for_gives_the_turn_to_its_author_and_a_refusal_says_why(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        await house.Propose(ActionsHouse.Fields(Title, Address));
        using var visitor = house.Stranger();
        var before = await house.ActionLink(Address);
        await visitor.Fill(before, "form[action*='handler=verify']");
        using var staff = await house.SignIn(Role.Editor);
        var desk = $"/gestion/actions/{(await house.Sheet(Title)).Id}";

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.Fill(desk, "form[action*='handler=refuse']")).StatusCode);
        await staff.Fill(desk, "form[action*='handler=correct']", ("reason", "Dites combien de bacs."));
        Assert.DoesNotContain("action attend", (await staff.Page("/gestion")).Said(), StringComparison.Ordinal);
        var link = await house.ActionLink(Address);
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusOf(before));
        Assert.Contains("Dites combien de bacs.", (await visitor.Page(link)).Said(), StringComparison.Ordinal);
        await visitor.Fill(link, "form[action*='handler=correct']", ("Form.WhatFr", "Douze bacs."));
        Assert.Contains("1 action attend", (await staff.Page("/gestion")).Said(), StringComparison.Ordinal);

        await staff.Fill(desk, "form[action*='handler=refuse']", ("reason", "Ce n’est pas une action."));
        Assert.Contains("Ce n’est pas une action.", (await house.Mails(Address))[^1].TextBody, StringComparison.Ordinal);
        Assert.Equal(ActionState.Refused, (await house.Sheet(Title)).State);
        Assert.Equal(HttpStatusCode.NotFound, (await house.Client.GetAsync(new Uri("/actions/composteurs-du-quartier-de-la-gare", UriKind.Relative))).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_reader_reports_a_mistake_and_it_lands_in_the_queue(Provider on)
    {
        await using var house = await House.Open(on);
        var sheet = await house.Action("Une action");
        using var reader = house.Stranger();
        var page = await reader.Page($"/actions/{sheet.Slug}/signaler");
        // A robot is told by its haste, and by the field that nobody sees.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.Fill(page, null, ("says", "Elle est finie depuis mars."))).StatusCode);
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.Fill(page, null, ("says", "Elle est finie depuis mars."), ("website", "https://exemple.fr"))).StatusCode);
        Assert.Equal(0, await house.InDatabase(db => db.ActionReports.CountAsync()));
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        await reader.Fill(page, null, ("says", "Elle est finie depuis mars."));

        using var staff = await house.SignIn(Role.Editor);
        Assert.Contains("1 signalement", (await staff.Page("/gestion")).Said(), StringComparison.Ordinal);
        var desk = $"/gestion/actions/{sheet.Id}";
        Assert.Contains("Elle est finie depuis mars.", (await staff.Page(desk)).Said(), StringComparison.Ordinal);
        await staff.Fill(desk, "form[action*='handler=handle']");
        Assert.DoesNotContain("signalement", (await staff.Page("/gestion")).Said(), StringComparison.Ordinal);
    }
}
