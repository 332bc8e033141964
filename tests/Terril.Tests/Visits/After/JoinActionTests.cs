using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Actions;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Day;
using Terril.Visits.After;

namespace Terril.Tests.Visits.After;

/// <summary>From what somebody told to the action that came of it, and back to the visit.</summary>
public sealed class JoinActionTests
{
    [Theory, OnBothDatabases]
    public async Task An_answer_is_joined_to_the_action_that_came_of_it_and_one_walks_from_each_to_the_other(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        var action = await house.Action("Une haie de deux kilomètres");
        var answer = await Tell(house, session.Id, "Nous avons planté une haie.");
        house.Clock.Now = session.EndsAt.AddDays(100);
        var (outcome, visit, sheet) = ($"/gestion/visites/{session.Id}/bilan", $"/visites/{session.Slug}", $"/actions/{action.Slug}");
        using var organiser = await house.SignIn(Role.VisitOrganiser);

        using (var wrong = await organiser.Fill(outcome, "form[action*=join]", ("action", "https://exemple.fr/actions/rien")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            var page = await Visitor.Read(wrong);
            Assert.Contains("Aucune fiche publiée", page.Said(), StringComparison.Ordinal);
            Assert.Equal("https://exemple.fr/actions/rien", page.QuerySelector($"#a-{answer}")!.GetAttribute("value"));
        }
        Assert.DoesNotContain("Une haie", (await house.Page(visit)).Said(), StringComparison.Ordinal);

        using (var joined = await organiser.Fill(outcome, "form[action*=join]", ("action", $"{house.Address}en{sheet}?x=1#y"))) Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.NotNull((await house.Page(visit)).QuerySelector($"main a[href='{sheet}']"));
        Assert.NotNull((await house.Page(sheet)).QuerySelector($"main a[href='{visit}']"));
        Assert.DoesNotContain("Nous avons planté", (await house.Page(visit)).Said(), StringComparison.Ordinal);
        Assert.Equal(["visits.join-action"], await Trail(house, session.Id));

        // Its sheet is merged into another: the other came of the visit.
        var stays = await house.Action("Une haie et des mares");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        using (var staff = await house.SignIn(Role.Administrator)) await staff.Fill($"/gestion/actions/{action.Id}", "form[action*=merge]", ("into", stays.Slug));
        Assert.NotNull((await house.Page(visit)).QuerySelector($"main a[href='/actions/{stays.Slug}']"));
        Assert.NotNull((await house.Page($"/actions/{stays.Slug}")).QuerySelector($"main a[href='{visit}']"));
        Assert.NotNull((await organiser.Page(outcome)).QuerySelector($"main a[href='/actions/{stays.Slug}']"));

        using (await organiser.Fill(outcome, "form[action*=join]")) { }
        Assert.Null((await house.Page($"/actions/{stays.Slug}")).QuerySelector($"main a[href='{visit}']"));
        Assert.Null((await house.Page(visit)).QuerySelector($"main a[href='{sheet}']"));
        Assert.Null((await house.Page(sheet)).QuerySelector($"main a[href='{visit}']"));
        Assert.Equal(["visits.join-action", "visits.part-action"], await Trail(house, session.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Who_reads_what_visits_brought_and_does_not_write_of_them_joins_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        var (session, other) = (await house.Today(), await house.Today());
        var action = await house.Action("Une haie");
        var answer = await Tell(house, session.Id, "Une haie.");
        using var evaluator = await house.SignIn(Role.Evaluator);
        Assert.Null((await evaluator.Page($"/gestion/visites/{session.Id}/bilan")).QuerySelector("form[action*=join]"));

        // A form of their own, sent where they have none.
        var own = await evaluator.Page("/mon-compte");
        own.QuerySelector("form[method=post]")!.SetAttribute("action", $"/gestion/visites/{session.Id}/bilan?handler=join");
        using (var refused = await evaluator.Fill(own, "form[method=post]", ("answer", answer.ToString()), ("action", action.Slug))) Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        // And who may, at the address of another session.
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        var page = await organiser.Page($"/gestion/visites/{session.Id}/bilan");
        page.QuerySelector("form[action*=join]")!.SetAttribute("action", $"/gestion/visites/{other.Id}/bilan?handler=join");
        using (var elsewhere = await organiser.Fill(page, "form[action*=join]", ("action", action.Slug))) Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.StatusCode);
        Assert.Null((await house.InDatabase(db => db.FollowUps.SingleAsync(f => f.Id == answer))).ActionId);
    }

    private static Task<Guid> Tell(House house, Guid session, string words) => house.InDatabase(async db =>
    {
        var told = new FollowUp { SessionId = session, RegistrationId = Guid.CreateVersion7(), Months = 3, SecretHash = Guid.NewGuid().ToString("n"), AskedAt = house.Clock.Now, AnsweredAt = house.Clock.Now, Effect = Effect.Started, Words = words };
        db.FollowUps.Add(told);
        await db.SaveChangesAsync();
        return told.Id;
    });

    private static Task<List<string>> Trail(House house, Guid session) => house.InDatabase(db =>
        db.AuditEntries.Where(e => e.Subject == session.ToString() && e.Act.EndsWith("-action")).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Act).ToListAsync());
}
