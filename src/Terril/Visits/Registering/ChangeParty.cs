using Terril.Shared.Database;
using Terril.Visits.Mails;
using Terril.Visits.Sessions;

namespace Terril.Visits.Registering;

/// <summary>What a party becomes.</summary>
/// <param name="Stops">Those of the stops with a capacity of their own where it wants to be; null when that does not change.</param>
public sealed record PartyChange(int Size, IReadOnlyList<string> Names, IReadOnlyCollection<Guid>? Stops);

public enum ChangeOutcome
{
    Changed,

    /// <summary>It asks more than what is left; nothing was changed.</summary>
    NotEnough,

    /// <summary>It is at a stop that does not take as many, or asks for one; nothing was changed.</summary>
    NotEnoughAtStop,

    /// <summary>It comes and waits no more, or the visit has begun.</summary>
    Over,
}

/// <summary>
/// Changes how many come, who, and where they stop. Somebody for somebody else takes no place. Fewer frees places. More takes what is
/// left; a party that waits and grows begins a new turn, since it would otherwise keep a rank for people who did not ask.
/// </summary>
public sealed class ChangeParty(TerrilDb db, TimeProvider clock, SessionLock locks, GiveFreedPlaces give, VisitMails mails)
{
    public async Task<ChangeOutcome> Run(Guid registration, PartyChange change, TrailReason by, CancellationToken stop)
    {
        if (await locks.TakeOf(registration, stop) is not var (locked, found)) return ChangeOutcome.Over;
        await using var _ = locked;
        var (session, now) = (locked.Session, clock.GetUtcNow());
        if (!found.IsAlive || now >= session.StartsAt || !session.IsOn) return ChangeOutcome.Over;

        var (isFewer, isMore, isElsewhere) = (change.Size < found.Size, change.Size > found.Size, change.Stops is not null && !found.Stops.Select(s => s.StopId).ToHashSet().SetEquals(change.Stops));
        if (isElsewhere) Move(session, found, change.Stops!);
        if (Refusal(session, found, change.Size, isElsewhere) is { } refusal) return refusal;

        if (change.Size != found.Size)
        {
            Seating.Resize(session, found, change.Size);
            if (isMore && found.State == RegistrationState.Waiting) found.Turn = ++session.LastTurn;
            db.Record(found, TrailKind.SizeChanged, by, now);
        }
        if (!found.Participants.OrderBy(p => p.Position).Select(p => p.Name).SequenceEqual(change.Names, StringComparer.Ordinal))
        {
            Seating.Name(found, change.Names);
            db.Record(found, TrailKind.NamesChanged, by, now);
        }
        if (isElsewhere) db.Record(found, TrailKind.StopsChanged, by, now);

        if (isFewer || isElsewhere || found.State == RegistrationState.Waiting) await give.Run(session, TrailReason.SomebodyIsFewer, stop);
        if (found.State == RegistrationState.Confirmed && (isFewer || isElsewhere || isMore)) await mails.Confirmed(session, found, null, 0, null);
        await locked.Commit(stop);
        return ChangeOutcome.Changed;
    }

    private static ChangeOutcome? Refusal(VisitSession session, Registration found, int size, bool isElsewhere)
    {
        var more = size - found.Size;
        if ((more > 0 || isElsewhere) && found.Stops.Exists(s => session.Stops.Find(p => p.Id == s.StopId)?.About.Capacity < size)) return ChangeOutcome.NotEnoughAtStop;
        if (more <= 0) return null;
        if (size > session.Capacity || found.State == RegistrationState.Offered || (found.State == RegistrationState.Confirmed && more > session.Left)) return ChangeOutcome.NotEnough;
        var isTooMany = found.Stops.Where(s => s.IsIn).Any(s => session.Stops.Find(p => p.Id == s.StopId) is { } place && more > place.Free);
        return isTooMany ? ChangeOutcome.NotEnoughAtStop : null;
    }

    private static void Move(VisitSession session, Registration found, IReadOnlyCollection<Guid> wanted)
    {
        foreach (var there in found.Stops.Where(s => !wanted.Contains(s.StopId)).ToList())
        {
            Seating.Leave(session, found, there);
            found.Stops.Remove(there);
        }
        foreach (var place in session.Stops.Where(s => s.About.Capacity is not null && wanted.Contains(s.Id) && !found.Stops.Exists(t => t.StopId == s.Id)).ToList())
            Seating.Ask(session, found, place.Id);
    }
}
