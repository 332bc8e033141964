using Terril.Tests.Harness;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;
using static Terril.Tests.Visits.Manage.DeskOfVisits;

namespace Terril.Tests.Visits.Manage.Sessions;

public sealed class MovingTests
{
    [Theory, OnBothDatabases]
    public async Task Moving_says_how_many_are_written_to_before_it_is_done_and_posted_twice_it_is_done_once(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(3);
        await house.Register(session, "un@terril.example", 2);
        await house.Register(session, "deux@terril.example", 2);
        await house.Register(session, Party("trois@terril.example", 5));
        var written = (await house.Mails()).Count;
        var told = (await house.Registrations(session)).Count(r => r.IsAlive);

        var review = await Visitor.Read(await organiser.Fill($"{Of(session)}/deplacer", ("Form.Day", "2026-12-15"), ("Form.Hour", "14:00"), ("Form.ReasonFr", "Grève des transports")));
        Assert.Contains($"{told} courriel", review.QuerySelector("main form .btn")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((session.StartsAt, written), ((await house.OnlySession()).StartsAt, (await house.Mails()).Count));
        await organiser.Fill(review);
        await organiser.Fill(review);

        var moved = await house.OnlySession();
        Assert.Equal((SessionState.Moved, 1, new DateTimeOffset(2026, 12, 15, 13, 0, 0, TimeSpan.Zero)), (moved.State, moved.Sequence, moved.StartsAt.ToUniversalTime()));
        Assert.Equal(told, (await house.Mails()).Count - written);
        Assert.Equal(1, (await house.Acts()).Count(a => a == "visits.session.move"));
    }

    [Theory, OnBothDatabases]
    public async Task Who_was_offered_places_is_told_the_new_date_and_until_when_and_nothing_leaves_that_says_the_former(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(2);
        foreach (var address in new[] { "un@terril.example", "deux@terril.example", "trois@terril.example" }) await house.Register(session, address);
        await house.Register(session, "quatre@terril.example", 1);
        await house.MailLeaves();
        await house.Act<CancelRegistration>(async cancel => await cancel.Run((await house.Of(session, "un@terril.example")).Id, TrailReason.ByStaff, CancellationToken.None));
        await house.Register(session, "cinq@terril.example");
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.Act<MoveSession>(move => move.Run(session.Id, session.StartsAt.AddDays(7), session.EndsAt.AddDays(7), new("Une grève.", "A strike."), CancellationToken.None));

        var (offered, told) = (await house.Of(session, "trois@terril.example"), (await house.Mails("trois@terril.example"))[^1]);
        Assert.Equal((RegistrationState.Offered, house.Clock.Now.AddHours(48)), (offered.State, offered.OfferEndsAt));
        Assert.Equal((true, offered.OfferEndsAt), (told.Calendar is null, (DateTimeOffset?)told.NotAfter));
        Assert.Contains("1 place vous est gardée jusqu’au", told.TextBody!.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("Vos places vous sont gardées", told.TextBody, StringComparison.Ordinal);
        Assert.Contains("BEGIN:VCALENDAR", (await house.Mails("deux@terril.example"))[^1].Calendar, StringComparison.Ordinal);
        Assert.All((await house.Mails()).Where(m => m.EndedAt is null && m.ToAddress != "un@terril.example"), m => Assert.EndsWith("Moved.cshtml", m.Template, StringComparison.Ordinal));

        using var visitor = house.Stranger();
        await visitor.Fill(await house.LinkOf("trois@terril.example"), "#prendre");
        Assert.Equal(RegistrationState.Confirmed, (await house.Of(session, "trois@terril.example")).State);
    }

    [Theory, OnBothDatabases]
    public async Task Cancelling_says_how_many_are_written_to_and_wants_a_reason(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(10);
        await house.Register(session, "un@terril.example", 2);
        var written = (await house.Mails()).Count;

        var page = await Visitor.Read(await organiser.Fill($"{Of(session)}/annuler", ("Form.ReasonFr", "")));
        Assert.NotEmpty(page.Fault("ReasonFr"));
        var review = await Visitor.Read(await organiser.Fill(page, null, ("Form.ReasonFr", "Le site est fermé")));
        Assert.Contains("1 courriel", review.Said(), StringComparison.Ordinal);
        await organiser.Fill(review);
        await organiser.Fill(review);

        Assert.Equal((SessionState.Cancelled, "Le site est fermé", 0), ((await house.OnlySession()).State, (await house.OnlySession()).ReasonFr, (await house.OnlySession()).Taken));
        Assert.Equal(1, (await house.Mails()).Count - written);
        Assert.Equal(1, (await house.Acts()).Count(a => a == "visits.session.cancel"));
    }

    [Theory, OnBothDatabases]
    public async Task Places_do_not_go_under_what_is_taken_and_what_is_added_goes_to_those_who_wait(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(2);
        await house.Register(session, "un@terril.example", 2);
        await house.Register(session, "deux@terril.example", 2);

        var page = await Visitor.Read(await organiser.Fill($"{Of(session)}/places", ("Form.Capacity", "1")));
        Assert.Contains("2 sont prises", page.Fault("Capacity"), StringComparison.Ordinal);
        await organiser.Fill($"{Of(session)}/places", ("Form.Capacity", "4"));

        Assert.Equal(RegistrationState.Offered, (await house.Of(session, "deux@terril.example")).State);
        Assert.Equal(4, (await house.OnlySession()).Taken);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
        Assert.Contains("visits.session.capacity", await house.Acts());
    }
}
