using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Mail;
using Terril.Tests.Harness;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Pages;

public sealed class RegistrationTests
{
    private const string Lou = "lou@terril.example";
    private const string Noe = "noe@terril.example";

    [Theory, OnBothDatabases]
    public async Task One_registers_another_waits_is_offered_the_place_that_is_freed_and_takes_it(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(1);
        using var visitor = house.Stranger();

        var thanks = await visitor.Follow(await Sent(house, visitor, session, VisitsHouse.Fields(Lou)));
        Assert.Contains("1 place est confirmée", thanks.Said(), StringComparison.Ordinal);
        Assert.Contains("rang 1", (await visitor.Follow(await Sent(house, visitor, session, VisitsHouse.Fields(Noe)))).Said(), StringComparison.Ordinal);
        Assert.Contains("BEGIN:VEVENT", Assert.Single(await house.Mails(Lou)).Calendar, StringComparison.Ordinal);
        Assert.Contains("rang 1", Assert.Single(await house.Mails(Noe)).Subject!.Replace('\u00a0', ' '), StringComparison.Ordinal);

        var mine = await house.LinkOf(Lou);
        Assert.Equal(RegistrationState.Confirmed, (await house.Of(session, Lou)).State);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Fill(mine, "#annuler")).StatusCode);

        Assert.Equal(RegistrationState.Cancelled, (await house.Of(session, Lou)).State);
        var offer = (await house.Mails(Noe))[^1];
        Assert.Contains("à prendre avant le", offer.Subject, StringComparison.Ordinal);
        var theirs = await house.LinkOf(Noe);
        var page = await visitor.Page(theirs);
        Assert.NotNull(page.QuerySelector("[data-state=Offered]"));
        Assert.Contains("rang 1 (une inscription a été annulée)", page.QuerySelector("[data-kind=Offered]")!.TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("Les places sont à vous", (await visitor.Follow(await visitor.Fill(page, "#prendre"))).Said(), StringComparison.Ordinal);

        Assert.Equal(RegistrationState.Confirmed, (await house.Of(session, Noe)).State);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
    }

    [Theory, OnBothDatabases]
    public async Task An_offer_that_is_refused_or_not_answered_goes_to_who_comes_next(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(1);
        foreach (var address in new[] { Lou, Noe, "kim@terril.example", "ali@terril.example" }) await house.Register(session, address);
        using var visitor = house.Stranger();
        await visitor.Fill(await house.LinkOf(Lou), "#annuler");

        await visitor.Fill(await house.LinkOf(Noe), "#laisser");
        Assert.Equal((RegistrationState.Refused, RegistrationState.Offered), ((await house.Of(session, Noe)).State, (await house.Of(session, "kim@terril.example")).State));

        var late = await house.LinkOf("kim@terril.example");
        await house.DoJobs();
        await house.MailLeaves();
        house.Clock.Advance(TimeSpan.FromHours(48));
        Assert.Null((await visitor.Page(late)).QuerySelector("#prendre"));
        await house.DoJobs();
        Assert.Equal((RegistrationState.Expired, RegistrationState.Offered), ((await house.Of(session, "kim@terril.example")).State, (await house.Of(session, "ali@terril.example")).State));
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
        var ended = (await house.Mails("kim@terril.example"))[^1];
        Assert.Contains("ne le sont plus", ended.Subject, StringComparison.Ordinal);
        Assert.Contains("c’est le tour de la personne suivante", ended.TextBody, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_offer_whose_mail_has_not_left_does_not_end_its_time_begins_again(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(1);
        foreach (var address in new[] { Lou, Noe, "kim@terril.example" }) await house.Register(session, address);
        await house.Act<CancelRegistration>(async a => await a.Run((await house.Of(session, Lou)).Id, TrailReason.ByStaff, default));

        house.Clock.Advance(TimeSpan.FromHours(49));
        await house.Act<ExpireOffers>(job => job.Run(null, CancellationToken.None));
        await house.Act<ExpireOffers>(job => job.Run(null, CancellationToken.None));
        var offered = await house.Of(session, Noe);
        Assert.Equal((RegistrationState.Offered, house.Clock.Now.AddHours(48)), (offered.State, offered.OfferEndsAt));
        // The mail that said the former time does not leave; another says the new one.
        var mails = await house.Mails(Noe);
        Assert.Equal([MailState.Withdrawn, MailState.Queued], mails.Where(m => m.Template.EndsWith("Offered.cshtml", StringComparison.Ordinal)).Select(m => m.State));
        Assert.Equal(offered.OfferEndsAt!.Value, mails[^1].NotAfter);

        await house.MailLeaves();
        using var visitor = house.Stranger();
        Assert.Contains("notre courriel n’était pas parti", (await visitor.Page(await house.LinkOf(Noe))).Said(), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromHours(49));
        await house.Act<ExpireOffers>(job => job.Run(null, CancellationToken.None));
        Assert.Equal((RegistrationState.Expired, RegistrationState.Offered), ((await house.Of(session, Noe)).State, (await house.Of(session, "kim@terril.example")).State));
    }

    [Theory]
    [InlineData(WhenShort.WaitTogether, 0, 9)]
    [InlineData(WhenShort.Split, 6, 3)]
    [InlineData(WhenShort.ComeFewer, 6, 0)]
    public async Task A_party_that_asks_more_than_what_is_left_chooses_and_loses_nothing_that_it_typed(WhenShort choice, int comes, int waits)
    {
        await using var house = await House.Open(Provider.Sqlite);
        var session = await house.Session(10, WaitingRule.BestFit);
        await house.Register(session, Noe, 4);
        using var visitor = house.Stranger();
        using var answer = await Sent(house, visitor, session, VisitsHouse.Fields(Lou, 9, ("Form.Names", "Ada\nBob"), ("Form.Diet", "Sans gluten")));
        var again = await Visitor.Read(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("il reste 6 places, vous en demandez 9. Choisissez ci-dessous.", again.Said(), StringComparison.Ordinal);
        Assert.Equal(("9", "Ada\nBob", "Sans gluten", Lou), (again.QuerySelector("#size")!.GetAttribute("value"), again.QuerySelector("#names")!.TextContent, again.QuerySelector("#diet")!.GetAttribute("value"), again.QuerySelector("#address")!.GetAttribute("value")));
        Assert.Empty(again.QuerySelectorAll("input[name='Form.WhenShort'][checked]"));
        await visitor.Fill(again, null, ("Form.WhenShort", choice.ToString()));

        var all = await house.Registrations(session);
        Assert.Equal(comes, all.Where(r => r.State == RegistrationState.Confirmed && r.AddressKey == Lou).Sum(r => r.Size));
        Assert.Equal(waits, all.Where(r => r.State == RegistrationState.Waiting).Sum(r => r.Size));
        Assert.Single(await house.Mails(Lou));
    }

    [Theory, OnBothDatabases]
    public async Task Who_registers_twice_is_told_so_by_mail_alone_and_keeps_what_they_had(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(10);
        using var visitor = house.Stranger();
        var (first, second) = ((await visitor.Follow(await Sent(house, visitor, session, VisitsHouse.Fields(Lou, 2)))).Said(), (await visitor.Follow(await Sent(house, visitor, session, VisitsHouse.Fields(" LOU@terril.example ", 2)))).Said());

        Assert.Equal(first, second);
        Assert.Equal(2, (await house.Again(session)).Taken);
        Assert.Single(await house.Registrations(session));
        Assert.Contains("déjà une inscription", (await house.Mails(Lou))[^1].Subject, StringComparison.Ordinal);
        for (var i = 0; i < 5; i++) await house.Register(session, Lou);
        Assert.Equal(3, (await house.Mails(Lou)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task An_address_that_comes_already_is_asked_to_choose_as_any_other(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(2);
        await house.Register(session, Lou);
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var address in new[] { Lou, Noe })
        {
            using var answer = await house.Register(session, address, 2);
            answers.Add((answer.StatusCode, (await Visitor.Read(answer)).Said()));
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answers[0].Item1);
        Assert.Equal(answers[0], answers[1]);
        Assert.Single(await house.Mails(Lou));
        await house.Register(session, VisitsHouse.Fields(Lou, 2, ("Form.WhenShort", "WaitTogether")));
        Assert.Contains("déjà une inscription", (await house.Mails(Lou))[^1].Subject, StringComparison.Ordinal);
        Assert.Single(await house.Registrations(session));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_for_somebody_else_takes_no_place_fewer_frees_some_and_more_takes_what_is_left(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(4);
        await house.Register(session, VisitsHouse.Fields(Lou, 3, ("Form.Names", "Ada\nBob")));
        await house.Register(session, Noe, 1);
        using var visitor = house.Stranger();
        var mine = await house.LinkOf(Lou);

        await visitor.Fill(mine, "#changer", ("names", "Ada\nZoé"));
        var found = await house.Of(session, Lou);
        Assert.Equal(["Ada", "Zoé"], found.Participants.OrderBy(p => p.Position).Select(p => p.Name));
        Assert.Equal(4, (await house.Again(session)).Taken);

        using var tooMany = await visitor.Fill(mine, "#changer", ("size", "4"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMany.StatusCode);
        Assert.Contains("rien n’a changé", (await Visitor.Read(tooMany)).Said(), StringComparison.Ordinal);
        await house.Register(session, "kim@terril.example", 2);
        await visitor.Fill(mine, "#changer", ("size", "1"), ("names", "Ada"));

        Assert.Equal(RegistrationState.Offered, (await house.Of(session, "kim@terril.example")).State);
        Assert.Contains("changé de taille", (await visitor.Page(await house.LinkOf("kim@terril.example"))).Said(), StringComparison.Ordinal);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
    }

    [Theory, OnBothDatabases]
    public async Task A_smaller_party_passes_by_best_fit_alone_and_the_group_keeps_its_rank(Provider on)
    {
        await using var house = await House.Open(on);
        foreach (var (rule, offered) in new[] { (WaitingRule.StrictOrder, RegistrationState.Waiting), (WaitingRule.BestFit, RegistrationState.Offered) })
        {
            var session = await house.Session(3, rule);
            await house.Register(session, Lou, 1);
            await house.Register(session, "ada@terril.example", 2);
            await house.Register(session, Noe, 3);
            await house.Register(session, "kim@terril.example", 1);
            await house.Act<CancelRegistration>(async a => await a.Run((await house.Of(session, Lou)).Id, TrailReason.ByStaff, default));

            var group = await house.Of(session, Noe);
            Assert.Equal((RegistrationState.Waiting, offered), (group.State, (await house.Of(session, "kim@terril.example")).State));
            var trail = await house.InDatabase(db => db.RegistrationEvents.Where(e => e.RegistrationId == group.Id).OrderBy(e => e.Id).ToListAsync());
            Assert.Equal(rule == WaitingRule.BestFit, trail.Exists(e => e is { Kind: TrailKind.Passed, Rank: 1 }));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_stop_takes_the_whole_party_or_none_of_it_and_has_a_waiting_list_of_its_own(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(10, stops: [null, 3]);
        var stop = $"Form.Stops[{session.Stops.Single(s => s.Position == 2).Id}]";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await house.Register(session, Lou, 2)).StatusCode);
        await house.Register(session, VisitsHouse.Fields(Lou, 2, (stop, "yes")));
        await house.Register(session, VisitsHouse.Fields(Noe, 2, (stop, "yes")));

        Assert.True((await house.Of(session, Lou)).Stops.Single().IsIn);
        Assert.Equal((RegistrationState.Confirmed, false), ((await house.Of(session, Noe)).State, (await house.Of(session, Noe)).Stops.Single().IsIn));
        Assert.Contains("vous y êtes en attente", Assert.Single(await house.Mails(Noe)).TextBody, StringComparison.Ordinal);
        using var visitor = house.Stranger();
        await visitor.Fill(await house.LinkOf(Lou), "#annuler");

        Assert.True((await house.Of(session, Noe)).Stops.Single().IsIn);
        Assert.Contains("Une étape de plus", (await house.Mails(Noe))[^1].Subject, StringComparison.Ordinal);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_what_is_too_fast_or_hidden_is_not_sent_and_no_box_is_ticked_before()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var session = await house.Session(10);
        using var visitor = house.Stranger();
        var path = $"/visites/{session.Slug}/inscription";
        Assert.Empty((await visitor.Page(path)).QuerySelectorAll("main input[checked]"));
        using var fast = await visitor.Fill(path, VisitsHouse.Fields(Lou));
        Assert.Contains("moins de trois secondes", (await Visitor.Read(fast)).Said(), StringComparison.Ordinal);

        using var wrong = await Sent(house, visitor, session, [("Form.Name", "Lou"), ("Form.Address", "lou@"), ("Form.Size", "0"), ("Form.Website", "https://spam.example")]);
        var page = await Visitor.Read(wrong);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(["#address", "#role", "#size", "#website"], page.QuerySelectorAll("[role=alert] a").Select(a => a.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll("[role=alert] a"), a => Assert.NotNull(page.QuerySelector(a.GetAttribute("href")!)));
        Assert.Equal("true", page.QuerySelector("#address")!.GetAttribute("aria-invalid"));
        Assert.Empty(await house.Registrations(session));
    }

    [Theory, OnBothDatabases]
    public async Task A_session_that_is_moved_then_cancelled_writes_to_each_once_tells_calendars_and_stays_reachable(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(1);
        await house.Register(session, Lou);
        await house.Register(session, Noe);
        var starts = session.StartsAt.AddDays(7);

        await house.Act<MoveSession>(a => a.Run(session.Id, starts, starts.AddHours(7), new("Une grève.", "A strike."), default));
        await house.Act<MoveSession>(a => a.Run(session.Id, starts, starts.AddHours(7), new("Une grève.", "A strike."), default));
        var moved = (await house.Mails(Lou))[^1];
        Assert.Equal((2, 2), ((await house.Mails(Lou)).Count, (await house.Mails(Noe)).Count));
        Assert.Contains("SEQUENCE:1\r\nSTATUS:CONFIRMED", moved.Calendar, StringComparison.Ordinal);
        Assert.Null((await house.Mails(Noe))[^1].Calendar);
        Assert.Contains("Une grève.", (await house.Page($"/visites/{session.Slug}")).Said(), StringComparison.Ordinal);

        await house.Act<CancelSession>(a => a.Run(session.Id, new("Toujours la grève.", "Still the strike."), default));
        await house.Act<CancelSession>(a => a.Run(session.Id, new("Toujours la grève.", "Still the strike."), default));
        Assert.Equal((3, 3), ((await house.Mails(Lou)).Count, (await house.Mails(Noe)).Count));
        Assert.Contains("SEQUENCE:2\r\nSTATUS:CANCELLED", (await house.Mails(Lou))[^1].Calendar, StringComparison.Ordinal);
        var page = await house.Page($"/visites/{session.Slug}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Cette visite est annulée", page.Said(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await house.Client.GetAsync(new Uri($"/visites/{session.Slug}/inscription", UriKind.Relative))).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Who_comes_is_reminded_once_three_days_before(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(2);
        await house.Register(session, Lou);
        house.Clock.Now = session.StartsAt.AddDays(-3).AddMinutes(-1);
        await house.DoJobs();
        Assert.Single(await house.Mails(Lou));
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.Register(session, Noe);
        await house.DoJobs();
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.DoJobs();

        Assert.Contains("Bientôt", Assert.Single((await house.Mails(Lou)).Skip(1)).Subject, StringComparison.Ordinal);
        Assert.Single(await house.Mails(Noe));
        house.Clock.Now = session.EndsAt.AddHours(1);
        await house.DoJobs();
        Assert.Equal(SessionState.Done, (await house.Again(session)).State);
    }

    [Fact]
    public async Task A_mail_that_confirms_travels_with_its_date_attached()
    {
        await using var house = await House.Open(Provider.Sqlite);
        await house.Register(await house.Session(2), Lou);
        var mime = System.Text.Encoding.ASCII.GetString(Mime.Of(Assert.Single(await house.Mails(Lou)), new("terril@terril.example")));

        Assert.Contains("Content-Type: multipart/mixed;", mime, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/calendar; method=PUBLISH; charset=utf-8; name=\"visite.ics\"", mime, StringComparison.Ordinal);
        var encoded = mime[(mime.IndexOf("base64\r\n\r\n", StringComparison.Ordinal) + 10)..];
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(encoded[..encoded.IndexOf("--", StringComparison.Ordinal)])), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Sent(House house, Visitor visitor, VisitSession session, (string, string?)[] fields)
    {
        var page = await visitor.Page($"/visites/{session.Slug}/inscription");
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        return await visitor.Fill(page, null, fields);
    }
}
