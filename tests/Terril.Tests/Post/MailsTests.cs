using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Post;

public sealed class MailsTests
{
    private const string Ledger = "/gestion/courriels";

    [Theory, OnBothDatabases]
    public async Task Counts_add_up_and_nothing_lost_is_shown_at_zero(Provider on)
    {
        await using var house = await House.Open(on);
        await Some(house);
        using var editor = await house.SignIn(Role.Editor);

        var page = await editor.Page(Ledger);

        Assert.Equal(["test.letter", "4", "1", "1", "0", "0", "1", "1", "0", "0"], page.QuerySelectorAll("main table.data tbody tr")[0].Children.Select(cell => cell.TextContent));
        Assert.Contains("4 = 1 + 1 + 0 + 0 + 1 + 1 + 0 + 0", page.QuerySelector("#etat + .meta")!.TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_ledger_is_narrowed_by_state_and_by_address(Provider on)
    {
        await using var house = await House.Open(on);
        await Some(house);
        using var editor = await house.SignIn(Role.Editor);

        Assert.Equal(["rejete@exemple.fr"], Addresses(await editor.Page($"{Ledger}?state=Rejected")));
        Assert.Equal(["abandonne@exemple.fr"], Addresses(await editor.Page($"{Ledger}?q=ABANDONNE")));
        Assert.Equal(HttpStatusCode.BadRequest, await editor.StatusOf($"{Ledger}?state=Anything"));
    }

    [Theory, OnBothDatabases]
    public async Task What_could_not_leave_is_sent_again_after_it_was_read_again_and_the_trail_keeps_it(Provider on)
    {
        await using var house = await House.Open(on);
        await Some(house);
        using var editor = await house.SignIn(Role.Editor);

        var review = await Visitor.Read(await editor.Fill($"{Ledger}?state=Dead", "main form[action*=review]", ("all", "true"), ("act", "retry")));
        await editor.Fill(review, "main form[action*=apply]");

        var mail = (await house.Mails("abandonne@exemple.fr")).Single();
        Assert.Equal((MailState.Queued, 0, house.Clock.Now), (mail.State, mail.Attempts, mail.DueAt));
        Assert.Equal(1, await house.InDatabase(db => db.AuditEntries.CountAsync(e => e.Act == "post.retry")));
    }

    [Theory, OnBothDatabases]
    public async Task What_has_not_left_is_withdrawn_and_what_has_left_stays_so(Provider on)
    {
        await using var house = await House.Open(on);
        await Some(house);
        using var editor = await house.SignIn(Role.Editor);

        var review = await Visitor.Read(await editor.Fill(Ledger, "main form[action*=review]", ("all", "true"), ("act", "withdraw")));
        await editor.Fill(review, "main form[action*=apply]");

        var states = (await house.Mails()).ToDictionary(m => m.ToAddress, m => m.State);
        Assert.Equal((MailState.Withdrawn, MailState.Sent, MailState.Rejected), (states["file@exemple.fr"], states["remis@exemple.fr"], states["rejete@exemple.fr"]));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_only_organises_visits_reads_and_decides_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        await Some(house);
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        var page = await organiser.Page(Ledger);

        Assert.Empty(page.QuerySelectorAll("main form[action*=hold], main form[action*=trial], main form[action*=review]"));
        var token = (await organiser.Page("/mon-compte")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var forged = await organiser.Client.PostAsync(new Uri($"{Ledger}?handler=hold", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Equal(0, await house.InDatabase(db => db.MailGates.CountAsync(g => g.HeldAt != null)));
    }

    [Theory, OnBothDatabases]
    public async Task Mail_of_a_room_is_seen_and_decided_by_those_who_may_enter_it(Provider on)
    {
        await using var house = await House.Open(on);
        await house.Write(In(house, "demande@exemple.fr", MailState.Dead, "privacy.reply"), In(house, "message@exemple.fr", MailState.Dead, "site.message"), In(house, "lettre@exemple.fr", MailState.Dead));
        foreach (var kind in new[] { "actions.proposal", "actions.still-true", "agenda.proposal", "collectives.request", "collectives.answer" }) await house.Write(In(house, $"{kind}@exemple.fr", MailState.Dead, kind));
        using var administrator = await house.SignIn(Role.Administrator);
        using var editor = await house.SignIn(Role.Editor);
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        var reply = (await house.Mails("demande@exemple.fr")).Single().Id;

        string[] proposed = ["actions.proposal@exemple.fr", "actions.still-true@exemple.fr", "agenda.proposal@exemple.fr", "collectives.answer@exemple.fr", "collectives.request@exemple.fr"];
        Assert.Equal([.. proposed, "demande@exemple.fr", "lettre@exemple.fr", "message@exemple.fr"], Addresses(await administrator.Page($"{Ledger}?sort=To")));
        Assert.Equal([.. proposed, "lettre@exemple.fr", "message@exemple.fr"], Addresses(await editor.Page($"{Ledger}?sort=To")));
        Assert.Equal(["lettre@exemple.fr"], Addresses(await organiser.Page(Ledger)));
        Assert.Equal(HttpStatusCode.OK, await administrator.StatusOf($"{Ledger}/{reply}?handler=view"));
        Assert.Equal(HttpStatusCode.NotFound, await editor.StatusOf($"{Ledger}/{reply}"));
        Assert.Equal(HttpStatusCode.NotFound, await editor.StatusOf($"{Ledger}/{reply}?handler=view"));

        var review = await Visitor.Read(await editor.Fill(Ledger, "main form[action*=review]", ("row", $"{reply}"), ("all", "true"), ("act", "retry")));
        await editor.Fill(review, "main form[action*=apply]", ("row", $"{reply}"));
        Assert.Equal(MailState.Dead, (await house.Mails("demande@exemple.fr")).Single().State);
    }

    [Theory, OnBothDatabases]
    public async Task Mail_that_is_held_is_said_and_let_go_by_one_button(Provider on)
    {
        await using var house = await House.Open(on);
        using var administrator = await house.SignIn(Role.Administrator);
        await administrator.Fill(Ledger, "main form[action*=hold]");
        Assert.Equal(1, await house.InDatabase(db => db.MailGates.CountAsync(g => g.HeldAt != null)));
        Assert.Contains("Aucun courriel ne part", (await administrator.Page("/gestion")).Body!.TextContent, StringComparison.Ordinal);

        await administrator.Fill(Ledger, "main form[action*=release]");
        Assert.Equal(0, await house.InDatabase(db => db.MailGates.CountAsync(g => g.HeldAt != null)));
    }

    [Theory, OnBothDatabases]
    public async Task A_trial_mail_is_written_to_the_address_typed_and_an_address_that_is_none_is_refused_in_words(Provider on)
    {
        await using var house = await House.Open(on);
        using var editor = await house.SignIn(Role.Editor);

        var page = await editor.Follow(await editor.Fill(Ledger, "main form[action*=trial]", ("to", "lou@exemple")));
        Assert.Contains("nom@exemple.fr", page.QuerySelector("main .note, .note")!.TextContent, StringComparison.Ordinal);
        await editor.Fill(Ledger, "main form[action*=trial]", ("to", "lou@exemple.fr"));
        Assert.Equal("Courriel d’essai de Terril", (await house.Mails()).Single().Subject);
    }

    [Theory, OnBothDatabases]
    public async Task A_mail_is_read_in_a_frame_where_nothing_can_run(Provider on)
    {
        await using var house = await House.Open(on);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        using var editor = await house.SignIn(Role.Editor);
        var path = $"{Ledger}/{(await house.Mails()).Single().Id}";

        var frame = (await editor.Page(path)).QuerySelector("main iframe")!;
        Assert.Equal("", frame.GetAttribute("sandbox"));
        using var inside = await editor.Get(frame.GetAttribute("src")!);
        var policy = inside.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox;", policy, StringComparison.Ordinal);
        Assert.Contains("Où en êtes-vous", await inside.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await editor.StatusOf($"{Ledger}/{Guid.CreateVersion7()}"));
    }

    private static Task Some(House house) => house.Write(
        In(house, "file@exemple.fr", MailState.Queued), In(house, "remis@exemple.fr", MailState.Sent),
        In(house, "rejete@exemple.fr", MailState.Rejected), In(house, "abandonne@exemple.fr", MailState.Dead));

    private static OutgoingMail In(House house, string address, MailState state, string cause = "test.letter")
    {
        var now = house.Clock.Now;
        var waits = state == MailState.Queued;
        return new()
        {
            CauseKind = cause, CauseId = "1", Template = "", ToAddress = address, Language = "fr", Subject = "Une lettre", TextBody = "Bonjour", HtmlBody = "<p>Bonjour</p>",
            State = state, WrittenAt = now, PlannedAt = now, NotAfter = now.AddDays(3), DueAt = waits ? now : null, EndedAt = waits ? null : now, Attempts = waits ? 0 : 1,
        };
    }

    private static IEnumerable<string> Addresses(AngleSharp.Dom.IDocument page) => page.QuerySelectorAll("main form th[scope=row] a, main table.data tbody th[scope=row] a").Select(link => link.TextContent);
}
