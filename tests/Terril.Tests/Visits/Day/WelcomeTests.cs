using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Visits.Day;
using Terril.Visits.Registering;

namespace Terril.Tests.Visits.Day;

public sealed class WelcomeTests
{
    [Theory, OnBothDatabases]
    public async Task A_party_is_found_by_name_and_noted_whole_and_a_form_sent_twice_counts_once(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        await house.Party(session, "Camille Fictive", 4, "Camille Fictive", "Noé Exemple");
        await house.Party(session, "Sacha Modèle", 3);
        using var organiser = await house.SignIn(Role.VisitOrganiser);

        var page = await organiser.Page($"/gestion/visites/{session.Id}/accueil?q=noe exem");
        Assert.Equal("Camille Fictive", Assert.Single(page.QuerySelectorAll(".door h3")).TextContent);
        var done = await organiser.Follow(await organiser.Fill(page, ".door form[data-do=here]"));
        Assert.Contains("c’est noté", done.QuerySelector(".note.ok")!.TextContent, StringComparison.Ordinal);
        using var twice = await organiser.Fill(page, ".door form[data-do=here]");

        var count = (await house.Roll(session)).Count;
        Assert.Equal((7, 4, 3, 0, 4), (count.Expected, count.Here, count.Awaited, count.WalkIns, count.OnSite));
        Assert.Equal(3, (await house.Attendances(session)).Count);
        Assert.Contains("7 inscrites=4 présentes+3 attendues", done.Said().Replace("\n", "", StringComparison.Ordinal).Replace(" = ", "=", StringComparison.Ordinal).Replace(" + ", "+", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, await house.InDatabase(db => db.AuditEntries.CountAsync(e => e.Act == "visits.note")));
    }

    [Theory, OnBothDatabases]
    public async Task Some_of_a_party_are_noted_and_a_mistake_is_undone(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        var party = await house.Party(session, "Camille Fictive", 4, "Camille Fictive", "Noé Exemple");
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        var path = $"/gestion/visites/{session.Id}/accueil";

        using (await organiser.Fill(path, "details form[data-do=here]", ("here", party.Participants[1].Id.ToString()), ("others", "1"))) { }
        Assert.Equal(2, (await house.Roll(session)).Count.Here);
        using (var empty = await organiser.Fill(path, "details form[data-do=here]")) Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        using (var letters = await organiser.Fill(path, "details form[data-do=here]", ("others", "x"))) Assert.Equal(HttpStatusCode.UnprocessableEntity, letters.StatusCode);

        using (await organiser.Fill(path, "details form[data-do=undo]")) { }
        Assert.Equal(1, (await house.Roll(session)).Count.Here);
        Assert.Single(await house.Attendances(session), a => a.UndoneAt is not null);
    }

    [Theory, OnBothDatabases]
    public async Task The_square_of_a_badge_opens_the_party_and_notes_nothing_by_itself(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        var party = await house.Party(session, "Camille Fictive", 2, "Camille Fictive", "Noé Exemple");
        using var organiser = await house.SignIn(Role.VisitOrganiser);

        var page = await organiser.Page($"/gestion/visites/p/{DoorCode.Of(party.Participants[1].Id)}");
        Assert.Equal("Noé Exemple", page.QuerySelector("input[name=here][checked] + label")!.TextContent);
        Assert.Empty(await house.Attendances(session));

        await organiser.Follow(await organiser.Fill(page, "details form[data-do=here]"));
        Assert.Equal(party.Participants[1].Id, Assert.Single(await house.Attendances(session)).ParticipantId);
        Assert.Equal(HttpStatusCode.NotFound, await organiser.StatusOf($"/gestion/visites/p/{DoorCode.Of(Guid.CreateVersion7())}"));
    }

    [Theory, OnBothDatabases]
    public async Task Walk_ins_come_in_while_places_are_left_and_those_who_are_late_keep_theirs_until_it_begins(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today(places: 5);
        await house.Party(session, "Sacha Modèle", 3);
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        var path = $"/gestion/visites/{session.Id}/accueil";

        using (var three = await organiser.Fill(path, "form[data-do=walk-in]", ("number", "3"))) Assert.Equal(HttpStatusCode.UnprocessableEntity, three.StatusCode);
        using (await organiser.Fill(path, "form[data-do=walk-in]", ("number", "2"), ("name", "Andrea Échantillon"), ("role", "Elected"))) { }
        Assert.Equal((2, 0), ((await house.Roll(session)).Count.WalkIns, (await house.Roll(session)).Count.Left));

        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, (await house.Roll(session)).Count.Left);
        using (await organiser.Fill(path, "form[data-do=walk-in]", ("number", "3"))) { }
        var noted = await house.Attendances(session);
        Assert.Equal((5, VisitorRole.Elected, "Andrea Échantillon"), (noted.Sum(a => a.Number), noted[0].Role, noted[0].Name));
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_let_in_without_a_registration_takes_a_place_that_nobody_else_then_has(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today(places: 4);
        await house.Party(session, "Sacha Modèle", 3);
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        var walkIn = house.Mark(null);
        await organiser.Send(session, walkIn);
        await organiser.Send(session, walkIn);

        await house.Register(session, VisitsHouse.Fields("lou@terril.example"));
        Assert.Equal(RegistrationState.Waiting, (await house.Of(session, "lou@terril.example")).State);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
        Assert.Contains("4 = 3 + 1", (await organiser.Page($"/gestion/visites/seances/{session.Id}")).Said(), StringComparison.Ordinal);

        // Noted by mistake: the place is offered to who waits.
        await organiser.Send(session, house.Undoing(walkIn), house.Undoing(walkIn));
        Assert.Equal((RegistrationState.Offered, 4), ((await house.Of(session, "lou@terril.example")).State, (await house.Again(session)).Taken));

        // The door notes whoever is there; the site never says that less than nothing is left.
        await organiser.Send(session, house.Mark(null, 2));
        var full = await house.Again(session);
        Assert.Equal((6, 0, 0), (full.Taken, full.Free, (await house.Roll(session)).Count.Left));
    }

    [Theory, OnBothDatabases]
    public async Task Two_telephones_that_were_without_a_line_agree_and_nothing_counts_twice(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        var named = await house.Party(session, "Camille Fictive", 2, "Camille Fictive", "Noé Exemple");
        var group = await house.Party(session, "Charlie Maquette", 11);
        using var one = await house.SignIn(Role.VisitOrganiser);
        using var other = await house.SignIn(Role.VisitOrganiser);
        DoorMark[] ofOne = [house.Mark(named, participant: named.Participants[0].Id, before: TimeSpan.FromMinutes(50)), house.Mark(group, 11, before: TimeSpan.FromMinutes(40))];
        DoorMark[] ofOther = [house.Mark(named, participant: named.Participants[0].Id, before: TimeSpan.FromMinutes(45)), house.Mark(group, 11, before: TimeSpan.FromMinutes(39))];

        Assert.Equal(2, (await one.Send(session, ofOne)).Kept.Count);
        // Each browser has the cookie of its forms before it sends two at once.
        await other.Page($"/gestion/visites/{session.Id}/accueil");
        // The line was cut before the answer came: all of it is sent again, by both at once.
        var answers = await Task.WhenAll(one.Send(session, ofOne), other.Send(session, ofOther), other.Send(session, ofOther));

        Assert.All(answers, answer => Assert.Equal((2, 0), (answer.Kept.Count, answer.Refused.Count)));
        var roll = await house.Roll(session);
        Assert.Equal((4, 12, 1), ((await house.Attendances(session)).Count, roll.Count.Here, roll.Count.Awaited));
        Assert.Empty(roll.Disagreements);
        Assert.Equal(ofOne[0].At.ToUnixTimeMilliseconds(), (await house.Attendances(session))[0].At.ToUnixTimeMilliseconds());
    }

    [Theory, OnBothDatabases]
    public async Task What_telephones_do_not_say_alike_is_shown_and_nothing_is_lost(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today(places: 13);
        var named = await house.Party(session, "Camille Fictive", 2, "Camille Fictive", "Noé Exemple");
        var group = await house.Party(session, "Charlie Maquette", 11);
        var gone = await house.Party(session, "Lou Démonstration", 1);
        using var one = await house.SignIn(Role.VisitOrganiser);
        using var other = await house.SignIn(Role.VisitOrganiser);

        var mistake = house.Mark(named, participant: named.Participants[0].Id, before: TimeSpan.FromMinutes(30));
        await one.Send(session, mistake, house.Undoing(mistake, before: TimeSpan.FromMinutes(20)), house.Mark(group, 7));
        await house.InDatabase(db => db.Registrations.Where(r => r.Id == gone.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RegistrationState.Cancelled)));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await other.Send(session, house.Mark(named, participant: named.Participants[0].Id, before: TimeSpan.FromMinutes(26)), house.Mark(group, 6), house.Mark(gone), house.Mark(null, 2));

        var roll = await house.Roll(session);
        Assert.Equal((13, 12, 3, 15), (roll.Count.Expected, roll.Count.Here, roll.Count.WalkIns, roll.Count.OnSite));
        var page = (await one.Page($"/gestion/visites/{session.Id}/accueil")).Said();
        Assert.Contains("13 personnes sans nom pointées pour 11 inscrites", page, StringComparison.Ordinal);
        Assert.Contains("Camille Fictive : un téléphone note la présence, un autre l’a annulée", page, StringComparison.Ordinal);
        Assert.Contains("dont l’inscription n’est plus confirmée", page, StringComparison.Ordinal);
        Assert.Contains("15 personnes pour 13 places", page, StringComparison.Ordinal);
        Assert.Contains("4 points à éclaircir", page, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_mark_of_another_visit_or_of_a_visit_that_is_cancelled_is_refused_and_said(Provider on)
    {
        await using var house = await House.Open(on);
        var (session, other) = (await house.Today(), await house.Today());
        var stranger = await house.Party(other, "Sacha Modèle", 3);
        using var organiser = await house.SignIn(Role.VisitOrganiser);

        var (kept, refused) = await organiser.Send(session, house.Mark(stranger), house.Mark(null), house.Undoing(house.Mark(null)));
        Assert.Equal((1, 2), (kept.Count, refused.Count));
        Assert.Contains("Cette inscription ou cette étape n’est pas de cette visite.", refused);

        await organiser.Page($"/gestion/visites/{other.Id}/accueil");
        var mark = house.Mark(stranger);
        await house.InDatabase(db => db.VisitSessions.Where(s => s.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, Terril.Visits.Sessions.SessionState.Cancelled)));
        Assert.Single((await house.Act<KeepMarks, MarksKept?>(keep => keep.Run(other.Id, [mark], true, CancellationToken.None)))!.Refused);
    }

    [Theory, OnBothDatabases]
    public async Task A_stop_has_its_own_roll(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today(30, null, 4);
        var party = await house.Party(session, "Sacha Modèle", 3);
        await house.InDatabase(db => db.RegistrationStops.ExecuteDeleteAsync());
        var follows = await house.Party(session, "Camille Fictive", 4);
        var place = session.Stops.Single(s => s.About.Capacity == 4).Id;
        using var organiser = await house.SignIn(Role.VisitOrganiser);

        await organiser.Send(session, house.Mark(follows, 4, place: place), house.Mark(party, 3));

        Assert.Equal((4, 4), ((await house.Roll(session, place)).Count.Expected, (await house.Roll(session, place)).Count.Here));
        Assert.Equal((7, 3), ((await house.Roll(session)).Count.Expected, (await house.Roll(session)).Count.Here));
        Assert.Single((await organiser.Page($"/gestion/visites/{session.Id}/accueil?place={place}")).QuerySelectorAll(".door h3"));
    }

    [Fact]
    public async Task Needs_are_on_the_list_only_when_asked_for_by_who_may_and_it_leaves_a_line()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var session = await house.Today();
        var party = await house.Party(session, "Alix Témoin");
        await house.InDatabase(async db =>
        {
            db.RegistrationNeeds.Add(new() { RegistrationId = party.Id, Access = "Fauteuil roulant" });
            return await db.SaveChangesAsync();
        });
        var path = $"/gestion/visites/{session.Id}/accueil/liste";
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        using var administrator = await house.SignIn(Role.Administrator);

        Assert.DoesNotContain("Fauteuil", (await organiser.Page(path)).Said(), StringComparison.Ordinal);
        using var asked = await organiser.Fill(path);
        Assert.Contains("Fauteuil roulant", (await Visitor.Read(asked)).Said(), StringComparison.Ordinal);
        Assert.Equal(1, await house.InDatabase(db => db.AuditEntries.CountAsync(e => e.Act == "visits.print-needs" && e.PersonId == organiser.Id)));
        Assert.Null((await administrator.Page(path)).QuerySelector("main form"));
        Assert.DoesNotContain("Fauteuil", (await organiser.Page($"/gestion/visites/{session.Id}/accueil")).Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_person_has_a_badge_whose_square_is_an_address_of_ours()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var session = await house.Today();
        await house.Party(session, "Camille Fictive", 4, "Camille Fictive", "Noé Exemple");
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        var page = await organiser.Page($"/gestion/visites/{session.Id}/accueil/badges");

        Assert.Equal(4, page.QuerySelectorAll(".badges li").Length);
        Assert.Equal(4, page.QuerySelectorAll(".badges svg[role=img]").Length);
        Assert.True(DoorCode.Read(DoorCode.Of(session.Id)) == session.Id);
    }
}
