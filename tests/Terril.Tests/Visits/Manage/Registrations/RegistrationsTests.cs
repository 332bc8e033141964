using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Visits.Registering;
using static Terril.Tests.Visits.Manage.DeskOfVisits;

namespace Terril.Tests.Visits.Manage.Registrations;

public sealed class RegistrationsTests
{
    [Theory, OnBothDatabases]
    public async Task Counts_prove_themselves_and_a_count_that_lies_is_said(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(10);
        await house.Register(session, "un@terril.example", 4);
        await house.Register(session, "deux@terril.example", 1);

        var page = await organiser.Page(Of(session));
        Assert.Contains("Le compte est juste : 5 = 4 + 1.", page.Said(), StringComparison.Ordinal);
        await house.InDatabase(db => db.VisitSessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.Taken, 6)));
        Assert.Contains("6 ≠ 4 + 1", (await organiser.Page(Of(session))).Said(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_telephones_is_registered_and_waits_only_if_they_said_so(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(3);
        await house.InDatabase(db => db.VisitSessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.RegistrationClosesAt, house.Clock.Now.AddHours(-1))));
        var hand = $"{Of(session)}/inscrire";

        await organiser.Fill(hand, Party("un@terril.example", 2, ("Form.Names", "Noé\nLou"), ("Form.NeedsAccess", "Fauteuil roulant")));
        var first = await house.Of(session, "un@terril.example");
        Assert.Equal((RegistrationState.Confirmed, organiser.Id, 2), (first.State, first.By!.Value, first.Participants.Count));
        Assert.Single(await house.Mails("un@terril.example"));

        var twice = await Visitor.Read(await organiser.Fill(hand, Party("UN@terril.example")));
        Assert.Contains("vient ou attend déjà", twice.Fault("Address"), StringComparison.Ordinal);
        var many = await Visitor.Read(await organiser.Fill(hand, Party("deux@terril.example", 3)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "3"), (many.StatusCode, many.QuerySelector("#Size")!.GetAttribute("value")));
        await organiser.Fill(many, null, ("Form.Waits", "true"));
        Assert.Equal(RegistrationState.Waiting, (await house.Of(session, "deux@terril.example")).State);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
        var bad = await Visitor.Read(await organiser.Fill(hand, Party("é@terril.example", 1, ("Form.Waits", "true"))));
        Assert.NotEmpty(bad.Fault("Address"));
    }

    [Theory, OnBothDatabases]
    public async Task Confirming_before_its_turn_wants_a_reason_which_the_trail_keeps_with_the_rank(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(3);
        await house.Register(session, "un@terril.example", 2);
        await organiser.Fill($"{Of(session)}/inscrire", Party("groupe@terril.example", 3, ("Form.Waits", "true")));
        await organiser.Fill($"{Of(session)}/inscrire", Party("seul@terril.example", 1, ("Form.Waits", "true")));
        var waits = await house.Of(session, "seul@terril.example");

        var review = await Visitor.Read(await organiser.Fill(Of(session), "main form[action*='handler=review']", ("row", waits.Id.ToString()), ("act", "confirm")));
        var silent = await Visitor.Read(await organiser.Fill(review, null, ("said", " ")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, RegistrationState.Waiting), (silent.StatusCode, (await house.Of(session, "seul@terril.example")).State));
        await organiser.Fill(silent, null, ("said", "Interprète du groupe tunisien"));

        var confirmed = await house.Of(session, "seul@terril.example");
        Assert.Equal(RegistrationState.Confirmed, confirmed.State);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
        var happened = await house.InDatabase(db => db.RegistrationEvents.SingleAsync(e => e.RegistrationId == waits.Id && e.Kind == TrailKind.Confirmed));
        Assert.Equal((TrailReason.ByStaff, 2, 1), (happened.Reason, happened.Rank!.Value, happened.Free!.Value));
        var page = await organiser.Page($"{Root}/inscriptions/{waits.Id}");
        Assert.Contains("Interprète du groupe tunisien", page.QuerySelector("#suivi")!.Closest("section")!.TextContent, StringComparison.Ordinal);

        // The group does not fit: nothing is given beyond the places.
        var group = await house.Of(session, "groupe@terril.example");
        var refused = await Visitor.Read(await organiser.Fill($"{Root}/inscriptions/{group.Id}", "main form[action*='handler=confirm']", ("Form.Reason", "Insiste")));
        Assert.Contains("pas assez de places", refused.Fault("Reason"), StringComparison.Ordinal);
        Assert.Equal(3, (await house.OnlySession()).Taken);
    }

    [Theory, OnBothDatabases]
    public async Task Several_are_cancelled_at_once_after_they_were_read_again_and_those_who_wait_are_offered_the_places(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(2);
        await house.Register(session, "un@terril.example");
        await house.Register(session, "deux@terril.example");
        await house.Register(session, "trois@terril.example");

        var review = await Visitor.Read(await organiser.Fill($"{Of(session)}?state=Confirmed", "main form[action*='handler=review']", ("all", "true"), ("act", "cancel")));
        Assert.Equal(2, review.QuerySelectorAll("main input[name=row]").Length);
        await organiser.Fill(review);

        Assert.Equal([RegistrationState.Cancelled, RegistrationState.Cancelled, RegistrationState.Offered], (await house.Registrations(session)).Select(r => r.State));
        Assert.Equal(2, (await house.Acts()).Count(a => a == "visits.registration.cancel"));
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_for_somebody_else_takes_no_place_and_the_links_of_the_former_address_open_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(2);
        await house.Register(session, "un@terril.example", 2);
        var link = await house.LinkOf("un@terril.example");
        var registration = await house.Of(session, "un@terril.example");
        var path = $"{Root}/inscriptions/{registration.Id}";

        await organiser.Fill(path, "main form[action*='handler=change']", ("Form.Names", "Sacha\nAlix"));
        await organiser.Fill(path, "main form[action*='handler=correct']", ("Form.Name", "Sacha Modèle"), ("Form.Address", "sacha@terril.example"));

        var found = await house.Of(session, "sacha@terril.example");
        Assert.Equal((registration.Id, 2, "Sacha Modèle", 2), (found.Id, (await house.OnlySession()).Taken, found.ContactName, found.Participants.Count));
        Assert.Single(await house.Mails("sacha@terril.example"));
        Assert.NotEqual(HttpStatusCode.OK, await house.Stranger().StatusOf(link));
        var more = await Visitor.Read(await organiser.Fill(path, "main form[action*='handler=change']", ("Form.Size", "3")));
        Assert.Contains("de 1 à 2", more.Fault("Size"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Needs_are_read_by_those_who_may_one_at_a_time_and_leave_a_trace(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        using var administrator = await house.SignIn(Role.Administrator);
        var session = await house.Session(5);
        await house.Register(session, "un@terril.example");
        var registration = await house.Of(session, "un@terril.example");
        await house.Needs(registration, "Fauteuil roulant");
        var path = $"{Root}/inscriptions/{registration.Id}";

        Assert.DoesNotContain("Fauteuil", (await organiser.Page(path)).Said() + (await organiser.Page(Of(session))).Said() + (await administrator.Page(path)).Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("à lire", (await administrator.Page(Of(session))).Said(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await administrator.StatusOf($"{Of(session)}?needs=yes"));
        Assert.DoesNotContain("visits.needs.read", await house.Acts());

        var read = await Visitor.Read(await organiser.Fill(path, "main form[action*='handler=needs']"));
        Assert.Contains("Fauteuil roulant", read.Said(), StringComparison.Ordinal);
        Assert.Equal(1, (await house.Acts()).Count(a => a == "visits.needs.read"));

        var form = await administrator.Page(path);
        var token = form.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var forged = await administrator.Client.PostAsync(new Uri($"{path}?handler=needs", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]));
        Assert.DoesNotContain("Fauteuil", await forged.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, forged.StatusCode);
    }
}
