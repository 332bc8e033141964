using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Wording;
using Terril.Tests.Harness;
using Terril.Visits.Public;
using Terril.Visits.Sessions;
using static Terril.Tests.Visits.Manage.DeskOfVisits;

namespace Terril.Tests.Visits.Manage.Sessions;

public sealed class OpeningTests
{
    private const string New = $"{Root}/seances/nouvelle";

    [Theory, OnBothDatabases]
    public async Task A_session_is_opened_from_a_circuit_with_its_hours_computed_and_is_published_after_it_was_read_again(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var circuit = await house.Circuit();

        var programme = await organiser.Follow(await organiser.Fill($"{New}?circuit={circuit.Id}", "main form[method=post]", Opened("2026-12-10", "09:00")));
        Assert.Equal(["9 h", "10 h 15", "10 h 55"], Hours(programme));
        var session = await house.OnlySession();
        Assert.Equal((SessionState.Draft, circuit.Id, "le-parcours-des-dechets-2026-12-10"), (session.State, session.CircuitId!.Value, session.Slug));

        var review = await organiser.Page($"{Of(session)}/publier");
        Assert.Contains("9 h à 10 h 55", review.Said(), StringComparison.Ordinal);
        await organiser.Fill(review);
        Assert.Equal(SessionState.Published, (await house.OnlySession()).State);
        Assert.Equal(HttpStatusCode.OK, await house.Stranger().StatusOf($"/visites/{session.Slug}"));
        Assert.Equal(["visits.session.open", "visits.session.publish"], await house.Acts());
    }

    [Theory, OnBothDatabases]
    public async Task A_form_with_faults_says_them_at_the_field_and_loses_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();

        var page = await Visitor.Read(await organiser.Fill(New, "main form[method=post]", Opened("2026-01-10", "9 h 75",
            ("Form.TitleFr", "Pocheco"), ("Form.Price", "douze"), ("Form.TransportFr", "Car de la gare"), ("Form.ClosesDay", "2026-12-01"), ("Form.OpensDay", "2026-12-02"), ("Form.OrganiserAddress", "visites"))));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        foreach (var field in new[] { "Hour", "EndHour", "Price", "ClosesDay", "OrganiserAddress" }) Assert.True(page.Fault(field).Length > 0, field);
        Assert.Equal("Car de la gare", page.QuerySelector("#TransportFr")!.TextContent);
        Assert.Equal("9 h 75", page.QuerySelector("#Hour")!.GetAttribute("value"));
        Assert.All(page.QuerySelectorAll("main [role=alert] a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal(0, await house.InDatabase(db => db.VisitSessions.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Hours_are_those_of_Paris_across_the_change_of_clocks(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var circuit = await house.Circuit();
        await organiser.Fill($"{New}?circuit={circuit.Id}", "main form[method=post]", Opened("2027-03-28", "09:00"));
        var spring = await house.OnlySession();
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 7, 0, 0, TimeSpan.Zero), spring.StartsAt.ToUniversalTime());

        // Moved to a day before the change: the clock on the wall says the same.
        await organiser.Fill($"{Of(spring)}/modifier", ("Form.Day", "2027-03-27"));
        spring = await house.OnlySession();
        Assert.Equal((9, new DateTimeOffset(2027, 3, 27, 8, 0, 0, TimeSpan.Zero)), (Paris.Time(spring.StartsAt).Hour, spring.StartsAt.ToUniversalTime()));
        Assert.Equal(10, Paris.Time(spring.Stops.Single(s => s.Position == 2).StartsAt).Hour);

        var page = await Visitor.Read(await organiser.Fill($"{Of(spring)}/modifier", ("Form.Day", "2027-03-28"), ("Form.Hour", "02:30")));
        Assert.Contains("n’existe pas ce jour-là", page.Fault("Hour"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_hour_set_by_a_person_stays_and_those_after_it_follow(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var circuit = await house.Circuit();
        await organiser.Fill($"{New}?circuit={circuit.Id}", "main form[method=post]", Opened("2026-12-10", "09:00"));
        var session = await house.OnlySession();
        var first = session.Stops.Single(s => s.Position == 1);

        var page = await Visitor.Read(await organiser.Fill($"{Of(session)}/etapes/{first.Id}", ("Form.Hour", "08:00")));
        Assert.NotEmpty(page.Fault("Hour"));
        page = await organiser.Follow(await organiser.Fill($"{Of(session)}/etapes/{first.Id}", ("Form.Hour", "09:30")));
        Assert.Equal(["9 h 30", "10 h 45", "11 h 25"], Hours(page));
    }

    [Theory, OnBothDatabases]
    public async Task Once_it_is_on_the_site_calendars_are_told_of_each_change_that_they_show_and_of_no_other(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(10, WaitingRule.StrictOrder, null, null);
        await house.InDatabase(db => db.VisitSessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndsAt, session.StartsAt.AddMinutes(150))));
        var last = session.Stops.Single(s => s.Position == 2);

        foreach (var (path, field, value, sequence) in new[]
        {
            ("modifier", "Form.TitleEn", "The way of waste", 1), ("modifier", "Form.MeetingEn", "Station square", 2), ("modifier", "Form.PracticalFr", "Des chaussures fermées", 2),
            ($"etapes/{last.Id}", "Form.Minutes", "90", 3), ($"etapes/{last.Id}", "Form.Speaker", "Camille Fictive", 3),
        })
        {
            await organiser.Fill($"{Of(session)}/{path}", (field, value));
            Assert.Equal((field, sequence), (field, (await house.OnlySession()).Sequence));
        }
        Assert.Equal(session.StartsAt.AddMinutes(180), (await house.OnlySession()).EndsAt);
        Assert.Contains("SEQUENCE:3", await house.Client.GetStringAsync(new Uri(VisitPaths.Calendar(session.Slug), UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_rule_of_the_waiting_list_does_not_change_while_somebody_waits_by_it(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(1);
        await house.Register(session, "un@terril.example");
        await organiser.Fill($"{Of(session)}/modifier", ("Form.Rule", "BestFit"));
        Assert.Equal(WaitingRule.BestFit, (await house.OnlySession()).Rule);
        await house.Register(session, "deux@terril.example");

        var page = await Visitor.Read(await organiser.Fill($"{Of(session)}/modifier", ("Form.Rule", "StrictOrder"), ("Form.TitleFr", "Pocheco")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        Assert.Contains("des personnes attendent déjà", page.QuerySelector("#Rule .msg")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((WaitingRule.BestFit, session.About.TitleFr), ((await house.OnlySession()).Rule, (await house.OnlySession()).About.TitleFr));
        await organiser.Fill(page, "main form[method=post]", ("Form.Rule", "BestFit"));
        Assert.Equal("Pocheco", (await house.OnlySession()).About.TitleFr);
    }

    [Theory, OnBothDatabases]
    public async Task A_session_is_duplicated_with_all_but_its_date(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(12, WaitingRule.BestFit, 6, null);

        var page = await organiser.Page($"{New}?from={session.Id}");
        Assert.Equal(("", "12"), (page.QuerySelector("#Day")!.GetAttribute("value"), page.QuerySelector("#Capacity")!.GetAttribute("value")));
        await organiser.Fill(page, "main form[method=post]", ("Form.Day", "2027-01-12"));

        var other = await house.InDatabase(db => db.VisitSessions.Include(s => s.Stops).SingleAsync(s => s.Id != session.Id));
        Assert.Equal((SessionState.Draft, 12, WaitingRule.BestFit, 0), (other.State, other.Capacity, other.Rule, other.Taken));
        Assert.Equal([6, null], other.Stops.OrderBy(s => s.Position).Select(s => s.About.Capacity));
        Assert.Equal(new DateOnly(2027, 1, 12), Paris.Day(other.StartsAt));
    }

    private static IEnumerable<string> Hours(AngleSharp.Dom.IDocument page) => page.QuerySelectorAll("main time").Select(t => t.TextContent.Replace('\u00a0', ' ').Replace('\u202f', ' '));
}
