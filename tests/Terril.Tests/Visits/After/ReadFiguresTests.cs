using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Day;
using Terril.Visits.After;
using Terril.Visits.After.Figures;
using Terril.Visits.Day;
using Terril.Visits.Registering;

namespace Terril.Tests.Visits.After;

public sealed class ReadFiguresTests
{
    [Theory, OnBothDatabases]
    public async Task Who_came_is_counted_once_wherever_they_were_noted_and_the_numbers_add_up(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today(30, null, null);
        var named = await house.Party(session, "Camille Fictive", 3, "Camille Fictive", "Noé Exemple");
        var group = await house.Party(session, "Charlie Maquette", 11);
        await house.Party(session, "Sacha Modèle", 2);
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        var places = session.Stops.ConvertAll(s => s.Id);
        await organiser.Send(session,
            house.Mark(named, participant: named.Participants[0].Id), house.Mark(named, participant: named.Participants[0].Id, place: places[0]), house.Mark(named, place: places[1]),
            house.Mark(group, 4, place: places[0]), house.Mark(group, 9, place: places[1]), house.Mark(null, 2));

        var figures = await Read(house, session.Id);

        Assert.Equal((16, 11, 5, 2, 13), (figures.Registered, figures.Came, figures.Absent, figures.WalkIns, figures.OnSite));
        Assert.Equal([(VisitorRole.Officer, 16, 11), (null, 0, 2)], figures.ByRole.Select(r => (r.Key, r.Registered, r.OnSite)));
        Assert.Equal([("epci:200093201", 16, 11), (null, 0, 2)], figures.ByTerritory.Select(r => (r.Key, r.Registered, r.OnSite)));
    }

    [Theory, OnBothDatabases]
    public async Task The_door_the_desk_the_figures_and_the_certificate_count_a_party_alike(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        var party = await house.Party(session, "Camille Fictive", 5, "Camille Fictive", "Noé Exemple");
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        // Two telephones without a line note one person each, and the same three others.
        await organiser.Send(session, house.Mark(party, participant: party.Participants[1].Id), house.Mark(party, 3), house.Mark(party, participant: party.Participants[1].Id), house.Mark(party, 3));

        Assert.Equal(4, (await house.Roll(session)).Count.Here);
        Assert.Equal((4, 0, 4), await Read(house, session.Id) is var figures ? (figures.Came, figures.WalkIns, figures.OnSite) : default);
        var certificate = (await house.Act<ReadCertificate, AttendanceCertificate?>(read => read.Run(party.Id, CancellationToken.None)))!;
        Assert.Equal((1, 3), (certificate.People.Count, certificate.Others));
        Assert.Contains("4 sur 5", (await organiser.Page($"/gestion/visites/inscriptions/{party.Id}")).Said(), StringComparison.Ordinal);
        var desk = await organiser.Page($"/gestion/visites/seances/{session.Id}");
        Assert.Contains("4 sur 5", desk.QuerySelector("main table")!.TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("4 sur 5", desk.QuerySelectorAll("main .key").Single(k => k.QuerySelector("h3")!.TextContent == "Présents").TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);

        // Whose name was erased since was there all the same.
        await house.InDatabase(db => db.Attendances.Where(a => a.ParticipantId != null).ExecuteUpdateAsync(set => set.SetProperty(a => a.ParticipantId, Guid.NewGuid())));
        Assert.Equal(4, (await Read(house, session.Id)).Came);
    }

    [Theory, OnBothDatabases]
    public async Task An_effect_is_never_said_without_those_who_kept_silent_nor_in_detail_below_five(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        await Tell(house, session.Id, 3, Effect.Started, Effect.Done, Effect.Nothing, Effect.GaveUp, null, null, null, null);
        var four = (await Read(house, session.Id)).Effects[0];
        Assert.Equal((8, 4, 4, 0.5, true), (four.Asked, four.Answered, four.Silent, four.Rate, four.Counts is null));

        await Tell(house, session.Id, 3, Effect.Started);
        var five = (await Read(house, session.Id)).Effects[0];
        Assert.Equal((9, 5, 4, 3), (five.Asked, five.Answered, five.Silent, five.Started));

        using var organiser = await house.SignIn(Role.Evaluator);
        using var csv = await organiser.Get($"/gestion/visites/{session.Id}/bilan?format=csv");
        var lines = await csv.Content.ReadAsStringAsync();
        Assert.Contains("effect.3.silent;À 3 mois : sans réponse;4;", lines.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("effect.3.Started;À 3 mois : commencé;2;5", lines.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("9 inscriptions interrogées = 5 réponses + 4 silences : 56 % de réponse", (await organiser.Page($"/gestion/visites/{session.Id}/bilan")).Said(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await organiser.StatusOf($"/gestion/visites/{Guid.CreateVersion7()}/bilan"));
    }

    private static Task<VisitFigures> Read(House house, Guid session) => house.Act<ReadFigures, VisitFigures>(read => read.Run([session], CancellationToken.None));

    private static Task<int> Tell(House house, Guid session, int months, params IReadOnlyList<Effect?> effects) => house.InDatabase(db =>
    {
        foreach (var effect in effects)
            db.FollowUps.Add(new() { SessionId = session, RegistrationId = Guid.CreateVersion7(), Months = months, SecretHash = Guid.NewGuid().ToString("n"), AskedAt = house.Clock.Now, AnsweredAt = effect is null ? null : house.Clock.Now, Effect = effect });
        return db.SaveChangesAsync();
    });
}
