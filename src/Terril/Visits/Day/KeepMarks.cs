using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Day;

/// <summary>
/// Keeps what was noted at the door: at once by a form, or an hour later by a telephone that had no line. Marks have the key they were
/// made with, so that one which comes twice counts once; what is refused is said, mark by mark, and nothing else is lost. Who is let in
/// without a registration takes a place as any other, under the lock of the session.
/// </summary>
public sealed class KeepMarks(TerrilDb db, TimeProvider clock, CurrentPerson person, AuditTrail trail, ReadRoll rolls, SessionLock locks, GiveFreedPlaces give)
{
    public const int MostAtOnce = 500;
    public const int MostPeople = 500;
    private const int LongestName = 100;

    private static readonly TimeSpan s_drift = TimeSpan.FromMinutes(5);

    private static readonly Text s_closed = new("L’accueil de cette visite n’est pas ouvert.", "The welcome of this visit is not open.");
    private static readonly Text s_unknown = new("Cette inscription ou cette étape n’est pas de cette visite.", "This registration or this stop is not of this visit.");
    private static readonly Text s_number = new($"Notez de 1 à {MostPeople} personnes.", $"Note from 1 to {MostPeople} people.");
    private static readonly Text s_noMark = new("Ce pointage n’est pas connu ici.", "This mark is not known here.");
    private static readonly Text s_full = new("Il ne reste pas assez de places.", "Not enough places are left.");

    /// <param name="hasHappened">They came in already: too many people are then a disagreement that is shown, not a refusal.</param>
    /// <returns>Null when there is no such session.</returns>
    public async Task<MarksKept?> Run(Guid session, IReadOnlyList<DoorMark> marks, bool hasHappened, CancellationToken stop)
    {
        await using var locked = await locks.Take(session, stop);
        if (locked is null || await rolls.Run(session, null, stop) is not { } roll) return null;
        if (!roll.IsOpenAt(clock.GetUtcNow())) return new([], [.. marks.Select(m => new RefusedMark(m.Id, s_closed))]);

        var known = await Known(session, marks, stop);
        var (kept, refused, made, isFreed) = (new List<Guid>(), new List<RefusedMark>(), 0, false);
        foreach (var mark in marks.Where(m => m.Kind != DoorMarkKind.Undo).Concat(marks.Where(m => m.Kind == DoorMarkKind.Undo)))
        {
            var why = mark.Kind == DoorMarkKind.Undo ? Undo(locked.Session, mark, known, ref isFreed) : await Keep(locked.Session, roll, mark, known, hasHappened, stop);
            if (why is { } text) refused.Add(new(mark.Id, text));
            else kept.Add(mark.Id);
            if (why is null) made++;
        }
        if (db.ChangeTracker.HasChanges())
            trail.Record("visits.note", "session", session.ToString(), string.Create(CultureInfo.InvariantCulture, $"{made} marks"));
        if (isFreed) await give.Run(locked.Session, TrailReason.PlacesLeft, stop);
        await locked.Commit(stop);
        return new(kept, refused);
    }

    private async Task<Dictionary<Guid, Attendance>> Known(Guid session, IReadOnlyList<DoorMark> marks, CancellationToken stop)
    {
        var ids = marks.Select(m => m.Id).Concat(marks.Select(m => m.Undoes).OfType<Guid>()).Distinct().ToList();
        return await db.Attendances.Where(a => a.SessionId == session && ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, stop);
    }

    private async Task<Text?> Keep(VisitSession session, Roll roll, DoorMark mark, Dictionary<Guid, Attendance> known, bool hasHappened, CancellationToken stop)
    {
        if (known.ContainsKey(mark.Id)) return null;
        if (mark.Number is < 1 or > MostPeople) return s_number;
        if (mark.Place is { } place && !roll.Session.Stops.Exists(s => s.Id == place)) return s_unknown;
        if (mark.Kind == DoorMarkKind.Here && !await IsOf(roll.Session, mark, stop)) return s_unknown;
        // Another session has this key: nobody makes the same twice but on purpose.
        if (await db.Attendances.AnyAsync(a => a.Id == mark.Id, stop)) return s_unknown;
        if (mark.Kind == DoorMarkKind.WalkIn && !hasHappened && mark.Number > await Left(roll, mark, stop)) return s_full;

        var isWalkIn = mark.Kind == DoorMarkKind.WalkIn;
        var attendance = new Attendance
        {
            Id = mark.Id, SessionId = roll.Session.Id, RegistrationId = isWalkIn ? null : mark.Registration, ParticipantId = isWalkIn ? null : mark.Participant, StopId = mark.Place,
            Number = mark.Participant is null || isWalkIn ? mark.Number : 1, Name = isWalkIn ? Line(mark.Name) : "", Organisation = isWalkIn ? Line(mark.Organisation) : "",
            Role = isWalkIn ? mark.Role : null, Territory = isWalkIn && mark.Territory is { Length: > 0 and <= LongestName } ? mark.Territory : null,
            At = Seen(mark.At, roll.Session), ReceivedAt = clock.GetUtcNow(), NotedBy = person.Id,
        };
        db.Attendances.Add(attendance);
        known.Add(mark.Id, attendance);
        if (isWalkIn) Seating.WalkIn(session, attendance.StopId, attendance.Number);
        return null;
    }

    private Text? Undo(VisitSession session, DoorMark mark, Dictionary<Guid, Attendance> known, ref bool isFreed)
    {
        if (mark.Undoes is not { } id || !known.TryGetValue(id, out var attendance)) return s_noMark;
        if (attendance is { UndoneAt: null, RegistrationId: null })
        {
            Seating.WalkIn(session, attendance.StopId, -attendance.Number);
            isFreed = true;
        }
        attendance.UndoneAt ??= mark.At > attendance.At && mark.At <= clock.GetUtcNow() ? mark.At : clock.GetUtcNow();
        return null;
    }

    private async Task<bool> IsOf(VisitSession session, DoorMark mark, CancellationToken stop) =>
        mark.Registration is { } registration
        && await db.Registrations.AnyAsync(r => r.Id == registration && r.SessionId == session.Id, stop)
        && (mark.Participant is not { } participant || await db.Set<Participant>().AnyAsync(p => p.Id == participant && p.RegistrationId == registration, stop));

    private async Task<int> Left(Roll whole, DoorMark mark, CancellationToken stop) =>
        mark.Place is null ? whole.Count.Left : (await rolls.Run(whole.Session.Id, mark.Place, stop))!.Count.Left;

    // A telephone whose clock is wrong is not believed.
    private DateTimeOffset Seen(DateTimeOffset at, VisitSession session) =>
        at <= clock.GetUtcNow() + s_drift && at >= session.StartsAt.AddDays(-2) ? at : clock.GetUtcNow();

    private static string Line(string said)
    {
        var line = new string([.. said.Trim().Where(c => !char.IsControl(c))]);
        return line.Length <= LongestName ? line : line[..LongestName];
    }
}
