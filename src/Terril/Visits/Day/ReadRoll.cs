using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Day;

/// <summary>Reads who is expected and who is there.</summary>
public sealed class ReadRoll(TerrilDb db, TimeProvider clock)
{
    /// <param name="place">A stop of the session; null for the whole visit.</param>
    /// <returns>Null when there is no such session, or no such stop in it.</returns>
    public async Task<Roll?> Run(Guid session, Guid? place, CancellationToken stop)
    {
        if (await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleOrDefaultAsync(s => s.Id == session, stop) is not { } found) return null;
        var at = found.Stops.Find(s => s.Id == place);
        if (place is not null && at is null) return null;

        var marks = await db.Attendances.AsNoTracking().Where(a => a.SessionId == session && a.StopId == place).OrderBy(a => a.At).ToListAsync(stop);
        var registrations = await db.Registrations.AsNoTracking().Include(r => r.Participants).Include(r => r.Stops).AsSplitQuery()
            .Where(r => r.SessionId == session && r.State == RegistrationState.Confirmed).ToListAsync(stop);
        // A stop without a capacity of its own is for everybody.
        if (at?.About.Capacity is not null) registrations.RemoveAll(r => !r.Stops.Exists(s => s.StopId == place && s.IsIn));

        var live = marks.Where(m => m.UndoneAt is null).ToLookup(m => m.RegistrationId);
        var parties = registrations.Select(r => Of(r, [.. live[r.Id]])).OrderBy(p => p.Name, StringComparer.Create(new("fr-FR"), ignoreCase: true)).ToList();
        var expected = registrations.Select(r => (Guid?)r.Id).ToHashSet();
        var others = marks.Where(m => m.UndoneAt is null && !expected.Contains(m.RegistrationId)).ToList();
        var count = Count(found, at, parties, others);
        return new(found, at, parties, others, count, [.. Disagree(marks, parties, others, count)]);
    }

    private static PartyAtDoor Of(Registration registration, IReadOnlyList<Attendance> marks)
    {
        var people = registration.Participants.OrderBy(p => p.Position).Take(registration.Size)
            .Select(p => new PersonAtDoor(p.Id, p.Name, [.. marks.Where(m => m.ParticipantId == p.Id)])).ToList();
        // A person who was replaced since is one of those without a name.
        return new(registration, people, registration.Size - people.Count, [.. marks.Where(m => people.TrueForAll(p => p.Participant != m.ParticipantId))]);
    }

    // Until it begins, those who are late keep their places; then what is free is for those who are there.
    private RollCount Count(VisitSession session, SessionStop? place, List<PartyAtDoor> parties, List<Attendance> others)
    {
        var (expected, here, walkIns) = (parties.Sum(p => p.Registration.Size), parties.Sum(p => p.Here), others.Sum(m => m.Number));
        var capacity = Math.Min(session.Capacity, place?.About.Capacity ?? int.MaxValue);
        var held = clock.GetUtcNow() < session.StartsAt ? Math.Max(place is null ? session.Taken - others.Where(m => m.RegistrationId is null).Sum(m => m.Number) : expected, here) : here;
        return new(expected, here, walkIns, capacity, Math.Max(0, capacity - held - walkIns));
    }

    private static IEnumerable<Disagreement> Disagree(List<Attendance> marks, List<PartyAtDoor> parties, List<Attendance> others, RollCount count)
    {
        foreach (var party in parties.Where(p => p.OthersNoted > p.Others && !(p.Others > 0 && p.OtherMarks.All(m => m.Number == p.Others))))
            yield return new(new(
                $"{party.Name} : {party.OthersNoted} personnes sans nom pointées pour {party.Others} inscrites. Annulez ce qui a été noté deux fois, ou notez les autres sans inscription.",
                $"{party.Name}: {party.OthersNoted} people without a name noted, {party.Others} registered. Undo what was noted twice, or note the others as walk-ins."), party.Registration.Id);

        var undone = marks.Where(m => m.UndoneAt is not null).ToLookup(m => m.ParticipantId);
        foreach (var party in parties)
            foreach (var person in party.People.Where(p => p.Marks.Any(m => undone[p.Participant].Any(u => u.UndoneAt >= m.At && m.ReceivedAt > u.ReceivedAt))))
                yield return new(new(
                    $"{person.Name} : un téléphone note la présence, un autre l’a annulée. Demandez-lui, et annulez s’il le faut.",
                    $"{person.Name}: one telephone notes the presence, another undid it. Ask them, and undo if need be."), party.Registration.Id);

        if (others.Where(m => m.RegistrationId is not null).Sum(m => m.Number) is > 0 and var off)
            yield return new(new(
                $"Présence de {off} {(off < 2 ? "personne" : "personnes")} dont l’inscription n’est plus confirmée, ou pas pour cette étape : on compte sans inscription.",
                $"{off} {(off == 1 ? "person" : "people")} noted whose registration is no longer confirmed, or not for this stop: counted as walk-ins."), null);

        if (count.OnSite > count.Capacity)
            yield return new(new($"{count.OnSite} personnes pour {count.Capacity} places.", $"{count.OnSite} people for {count.Capacity} places."), null);
    }
}
