using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Day;
using Terril.Visits.After;
using Terril.Visits.After.Asked;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.After;

public sealed partial class AskedTests
{
    [Theory, OnBothDatabases]
    public async Task Those_who_came_are_thanked_once_the_next_morning_and_nobody_else(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        var came = await house.Party(session, "Camille Fictive", 2);
        await house.Party(session, "Sacha Modèle");
        var silent = await house.Party(session, "Lou Démonstration");
        await house.Came(came);
        await house.Came(silent);
        await house.InDatabase(db => db.Registrations.Where(r => r.Id == silent.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.RefusesFollowUp, true)));

        house.Clock.Now = new(2026, 11, 22, 8, 59, 0, TimeSpan.Zero);
        await Run<ThankVisitors>(house);
        Assert.Empty(await house.Mails());
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.DoJobs();
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        await house.DoJobs();
        await Task.WhenAll(Run<ThankVisitors>(house), Run<ThankVisitors>(house));

        // Who refused the questions of the months after is thanked, and promised none.
        var refused = Assert.Single(await house.Mails("lou.demonstration@terril.example"));
        Assert.DoesNotContain("Dans trois mois", refused.TextBody, StringComparison.Ordinal);
        Assert.Contains("attestation de présence", refused.TextBody, StringComparison.Ordinal);
        var mail = Assert.Single(await house.Mails(), m => m.Id != refused.Id);
        Assert.Equal("camille.fictive@terril.example", mail.ToAddress);
        Assert.Contains("Dans trois mois", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(SessionState.Done, (await house.Again(session)).State);
        Assert.Contains("visites@terril.example", mail.ReplyTo, StringComparison.Ordinal);
        Assert.Contains("Répondre au questionnaire", mail.TextBody, StringComparison.Ordinal);
        using var stranger = house.Stranger();
        Assert.Equal(HttpStatusCode.OK, await stranger.StatusOf(Link(mail.TextBody!, "inscription") + "/attestation"));
    }

    [Theory, OnBothDatabases]
    public async Task A_telephone_that_speaks_two_days_later_has_its_people_thanked_and_a_cancelled_session_sends_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        var (session, cancelled) = (await house.Today(), await house.Today());
        var late = await house.Party(session, "Camille Fictive");
        await house.Came(await house.Party(cancelled, "Sacha Modèle"));
        await house.InDatabase(db => db.VisitSessions.Where(s => s.Id == cancelled.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SessionState.Cancelled)));
        house.Clock.Advance(TimeSpan.FromDays(1.5));
        await Run<ThankVisitors>(house);
        Assert.Empty(await house.Mails());

        await house.Came(late);
        await Run<ThankVisitors>(house);
        Assert.Equal("camille.fictive@terril.example", Assert.Single(await house.Mails()).ToAddress);
        foreach (var months in new[] { 3, 12 })
        {
            house.Clock.Now = AfterTimes.FollowUp(session, months);
            await Run<AskFollowUps>(house);
        }
        Assert.DoesNotContain(await house.Mails(), m => m.ToAddress.StartsWith("sacha", StringComparison.Ordinal));
        Assert.Equal(3, (await house.Mails()).Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_questionnaire_serves_once_is_joined_to_nobody_and_shows_nothing_before_five(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        for (var i = 0; i < 6; i++) await house.Came(await house.Party(session, $"Personne {i}"));
        house.Clock.Advance(TimeSpan.FromDays(1.2));
        await Run<ThankVisitors>(house);
        var links = (await house.Mails()).ConvertAll(m => Link(m.TextBody!, "questionnaire"));
        using var visitor = house.Stranger();
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        var outcome = $"/gestion/visites/{session.Id}/bilan";

        using (var nothing = await visitor.Fill(links[0]))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
            Assert.NotNull((await Visitor.Read(nothing)).QuerySelector("[role=alert] a[href='#overall-1']"));
        }
        for (var i = 0; i < 5; i++)
        {
            Assert.DoesNotContain("Très clair", (await organiser.Page(outcome)).Said(), StringComparison.Ordinal);
            using var sent = await visitor.Fill(links[i], ("Form.Scores[overall]", (i < 4 ? 5 : 3).Text()), ("Form.Words[learned]", $"Très clair {i}"));
            Assert.Contains("c’est noté", (await Visitor.Read(sent)).Said(), StringComparison.Ordinal);
        }
        Assert.Null((await visitor.Page(links[0])).QuerySelector("main form"));

        var page = (await organiser.Page(outcome)).Said();
        Assert.Contains("6 questionnaires envoyés = 5 remplis + 1 sans réponse : 83 % de réponse", page, StringComparison.Ordinal);
        Assert.Contains("4,6", page, StringComparison.Ordinal);
        Assert.Contains("Très clair 3", page, StringComparison.Ordinal);
        var answers = await house.InDatabase(db => db.FeedbackAnswers.AsNoTracking().ToListAsync());
        Assert.All(answers, a => Assert.Equal(4, a.Id.Version));
        Assert.All(answers, a => Assert.Equal(4, a.Sheet.Version));
        Assert.Single(answers.Select(a => a.Day).Distinct());

        house.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Contains("fermé", (await visitor.Page(links[5])).Said(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_started_is_asked_at_three_and_twelve_months_at_ten_in_Paris_whatever_the_season(Provider on)
    {
        await using var house = await House.Open(on);
        // A day of winter time; three months later Paris is on summer time.
        var session = await house.On(new(2027, 1, 5, 8, 0, 0, TimeSpan.Zero));
        var party = await house.Party(session, "Camille Fictive");
        house.Clock.Now = session.EndsAt;
        await house.Came(party);

        foreach (var (months, due) in new[] { (3, new DateTimeOffset(2027, 4, 5, 8, 0, 0, TimeSpan.Zero)), (12, new DateTimeOffset(2028, 1, 5, 9, 0, 0, TimeSpan.Zero)) })
        {
            var before = (await house.Mails()).Count;
            house.Clock.Now = due.AddSeconds(-1);
            await Run<AskFollowUps>(house);
            Assert.Equal(before, (await house.Mails()).Count);
            house.Clock.Now = due;
            await Task.WhenAll(Run<AskFollowUps>(house), Run<AskFollowUps>(house));
            await Run<AskFollowUps>(house);
            Assert.Equal(before + 1, (await house.Mails()).Count);
            Assert.Equal(due, (await house.InDatabase(db => db.FollowUps.SingleAsync(f => f.Months == months))).AskedAt);
        }
        house.Clock.Advance(TimeSpan.FromDays(30));
        await Run<AskFollowUps>(house);
        Assert.Equal(2, (await house.Mails()).Count);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_started_is_told_changed_and_no_longer_asked_by_one_link(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        await house.Came(await house.Party(session, "Camille Fictive"));
        house.Clock.Now = AfterTimes.FollowUp(session, 3);
        await Run<AskFollowUps>(house);
        var link = Link(Assert.Single(await house.Mails()).TextBody!, "suites");
        using var visitor = house.Stranger();

        using (var empty = await visitor.Fill(link)) Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Null((await house.InDatabase(db => db.FollowUps.SingleAsync())).AnsweredAt);
        using (await visitor.Fill(link, ("Form.Effect", "Thinking"), ("Form.Words", "Un composteur"), ("Form.MayBeQuoted", "true"))) { }
        var again = await visitor.Page(link);
        Assert.Equal("Un composteur", again.QuerySelector("#words")!.TextContent);
        using (await visitor.Fill(again, null, ("Form.Effect", "GaveUp"), ("Form.Obstacles", "Pas de place"))) { }
        var told = await house.InDatabase(db => db.FollowUps.SingleAsync());
        Assert.Equal((Effect.GaveUp, "Un composteur", "Pas de place", true), (told.Effect, told.Words, told.Obstacles, told.MayBeQuoted));

        using (await visitor.Fill(link, "form[action*=refuse]")) { }
        house.Clock.Now = AfterTimes.FollowUp(session, 12);
        await Run<AskFollowUps>(house);
        Assert.Single(await house.Mails());
        Assert.Contains("On y répondait", (await visitor.Page(link)).Said(), StringComparison.Ordinal);
    }

    internal static Task Run<TJob>(House house) where TJob : Terril.Shared.Jobs.IJob => house.Act<TJob>(job => job.Run(null, CancellationToken.None));

    internal static string Link(string text, string room) => Address().Matches(text).Select(m => new Uri(m.Value).AbsolutePath).First(path => path.StartsWith($"/visites/{room}/", StringComparison.Ordinal)).Replace("/attestation", "", StringComparison.Ordinal);

    [GeneratedRegex("""https?://[^\s"<>)]+""", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
