using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Joining;
using Terril.Shared.Access;
using Terril.Tests.Accounts;
using Terril.Tests.Harness;

namespace Terril.Tests.Collectives;

/// <summary>An organisation asks to join, accepts the charter, is answered, keeps its page, leaves.</summary>
public sealed class JoiningTests
{
    [Theory, OnBothDatabases]
    public async Task Without_account_from_the_form_to_a_page_of_its_own(Provider on)
    {
        await using var house = await House.Open(on);
        var collective = await house.Collective("essai");
        (await house.AskToJoin(collective, "Atelier exemple", "noe@terril.example")).ShouldGoOn();
        Assert.Empty(await house.InDatabase(db => db.Memberships.ToListAsync()));

        // Opening the link does nothing: it may be a scanner of mail.
        var link = await house.RequestLink("noe@terril.example");
        using var noe = house.Stranger();
        await noe.Page(link);
        Assert.Empty(await house.InDatabase(db => db.Memberships.ToListAsync()));
        (await noe.Press(link)).ShouldGoOn();
        Assert.Contains("chez nous", (await noe.Page(link)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await noe.StatusOf("/organisations/atelier-exemple"));

        using var staff = await house.SignIn(Role.Editor);
        Assert.Contains("organisation demande à rejoindre", (await staff.Page("/gestion")).Body!.TextContent, StringComparison.Ordinal);
        (await staff.Fill($"/gestion/collectifs/{collective.Id}", "form[action*='handler=accept']")).ShouldGoOn();
        var member = await house.Membership("Atelier exemple");
        Assert.Equal((MembershipState.Member, collective.Charters[0].Id), (member.State, member.CharterId));
        Assert.Equal(HttpStatusCode.OK, await noe.StatusOf("/organisations/atelier-exemple"));

        // They come in by the invitation, and keep their page.
        await house.DoJobs();
        var invitation = (await house.Mails("noe@terril.example")).Select(m => m.TextBody!).Single(t => t.Contains("/invitation/", StringComparison.Ordinal));
        await noe.Press("/invitation/" + invitation.Split("/invitation/")[1].Split([' ', '\n', '\r'])[0]);
        (await noe.Fill("/gestion/organisation", "form[action$='/gestion/organisation']", ("Form.DescriptionFr", "Nous réparons des vélos."))).ShouldGoOn();
        Assert.Contains("Nous réparons des vélos.", await house.Text("/organisations/atelier-exemple"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_fills_nobodys_box()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var collective = await house.Collective("essai");
        for (var i = 0; i < 6; i++) await house.AskToJoin(collective, $"Atelier exemple {i}", "noe@terril.example");
        Assert.Equal((3, 3), ((await house.Mails("noe@terril.example")).Count, await house.InDatabase(db => db.Organisations.CountAsync())));
    }

    [Theory, OnBothDatabases]
    public async Task A_refusal_has_a_reason_and_whoever_asked_reads_it(Provider on)
    {
        await using var house = await House.Open(on);
        var collective = await house.Collective("essai");
        await house.AskToJoin(collective, "Atelier exemple", "noe@terril.example");
        using var noe = house.Stranger();
        await noe.Press(await house.RequestLink("noe@terril.example"));
        using var staff = await house.SignIn(Role.Administrator);
        var empty = await staff.Fill($"/gestion/collectifs/{collective.Id}", "form[action*='handler=refuse']", ("reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        (await staff.Fill($"/gestion/collectifs/{collective.Id}", "form[action*='handler=refuse']", ("reason", "Elle agit hors de la région."))).ShouldGoOn();

        Assert.Equal((MembershipState.Refused, "Elle agit hors de la région."), ((await house.Membership("Atelier exemple")).State, (await house.Membership("Atelier exemple")).Reason));
        await house.DoJobs();
        Assert.Contains("Elle agit hors de la région.", (await house.Mails("noe@terril.example"))[^1].TextBody, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await noe.StatusOf("/organisations/atelier-exemple"));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_faulty_is_said_at_the_field_and_nothing_typed_is_lost(Provider on)
    {
        await using var house = await House.Open(on);
        var collective = await house.Collective("essai");
        using var answer = await house.AskToJoin(collective, "", "pas une adresse", ("Form.AcceptsCharter", null), ("Form.Siret", "123"), ("Form.DescriptionFr", "Nous sommes là."));
        var page = await Visitor.Read(answer);
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Equal(["AcceptsCharter", "AskerAddress", "Name", "Siret"], page.QuerySelectorAll(".note.bad a").Select(a => a.GetAttribute("href")!.TrimStart('#')).Order(StringComparer.Ordinal));
        Assert.Equal("Nous sommes là.", page.QuerySelector("#DescriptionFr")!.TextContent.Trim());
        Assert.Equal("pas une adresse", page.QuerySelector("#AskerAddress")!.GetAttribute("value"));
        Assert.Empty(await house.InDatabase(db => db.Organisations.ToListAsync()));

        using var trapped = await house.AskToJoin(collective, "Robot", "robot@terril.example", ("Form.Trap", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, trapped.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_charter_that_changed_meanwhile_is_read_again(Provider on)
    {
        await using var house = await House.Open(on);
        var collective = await house.Collective("essai");
        using var stranger = house.Stranger();
        var form = await stranger.Page("/collectifs/essai/rejoindre");
        using var staff = await house.SignIn(Role.Editor);
        (await staff.Fill($"/gestion/collectifs/{collective.Id}", "form[action*='handler=charter']", ("textFr", "D’autres mots."))).ShouldGoOn();
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        using var answer = await stranger.Fill(form, null, ("Form.Name", "Atelier exemple"), ("Form.Kind", "Association"), ("Form.AskerName", "Noé"), ("Form.AskerAddress", "noe@terril.example"), ("Form.AcceptsCharter", "true"));
        var again = await Visitor.Read(answer);
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("D’autres mots.", again.Body!.TextContent, StringComparison.Ordinal);
        // What members accepted before is still there, word for word.
        Assert.Equal(["Nous disons ce que nous faisons.", "D’autres mots."], await house.InDatabase(db => db.Charters.OrderBy(c => c.Version).Select(c => c.TextFr).ToListAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task One_that_leaves_stays_counted_for_the_days_before(Provider on)
    {
        await using var house = await House.Open(on);
        house.Clock.Now = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
        var (collective, organisation) = (await house.Collective("essai"), await house.Organisation("une"));
        using var member = await house.SpeakFor(organisation);
        using var staff = await house.SignIn(Role.Editor);
        (await member.Fill("/gestion/organisation", "form[action*='handler=join']", ("accepts", "true"))).ShouldGoOn();
        (await staff.Fill($"/gestion/collectifs/{collective.Id}", "form[action*='handler=accept']")).ShouldGoOn();
        house.Clock.Advance(TimeSpan.FromDays(10));
        using var later = await house.SpeakFor(organisation);
        (await later.Fill("/gestion/organisation", "form[action*='handler=leave']")).ShouldGoOn();

        foreach (var (day, count) in new[] { ("2026-11-01", 0), ("2026-11-02", 1), ("2026-11-11", 1), ("2026-11-12", 0) })
            Assert.StartsWith($"{count} ", (await house.Page($"/collectifs/essai?on={day}")).QuerySelector("aside .h4 strong")!.TextContent, StringComparison.Ordinal);
        // It may ask again.
        (await later.Fill("/gestion/organisation", "form[action*='handler=join']", ("accepts", "true"))).ShouldGoOn();
    }

    [Theory, OnBothDatabases]
    public async Task Twice_at_once_is_asked_once(Provider on)
    {
        await using var house = await House.Open(on);
        var (collective, organisation) = (await house.Collective("essai"), await house.Organisation("une"));
        using var member = await house.SpeakFor(organisation);
        var page = await member.Page("/gestion/organisation");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => member.Fill(page, "form[action*='handler=join']", ("accepts", "true"))));
        Assert.Single(await house.InDatabase(db => db.Memberships.Where(m => m.CollectiveId == collective.Id).ToListAsync()));
    }
}
