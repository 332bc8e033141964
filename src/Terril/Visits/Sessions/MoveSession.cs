using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.Wording;
using Terril.Visits.Mails;
using Terril.Visits.Registering;

namespace Terril.Visits.Sessions;

/// <summary>Another day, or another hour: everybody who comes or waits is written to once, and calendars are told.</summary>
public sealed class MoveSession(TerrilDb db, TimeProvider clock, SessionLock locks, GiveFreedPlaces give, VisitMails mails)
{
    /// <returns>False when it is not on the site, or over.</returns>
    public async Task<bool> Run(Guid id, DateTimeOffset startsAt, DateTimeOffset endsAt, Text reason, CancellationToken stop)
    {
        await using var locked = await locks.Take(id, stop);
        var now = clock.GetUtcNow();
        if (locked?.Session is not { IsOn: true } session || startsAt <= now || endsAt <= startsAt) return false;
        if (session.StartsAt == startsAt && session.EndsAt == endsAt) return true;

        Move(session, startsAt, endsAt, reason, now);
        var alive = await db.Registrations.Include(r => r.Stops).Include(r => r.Participants).AsSplitQuery()
            .Where(r => r.SessionId == id && r.HeldBy != null).OrderBy(r => r.Id).ToListAsync(stop);
        foreach (var registration in alive)
        {
            registration.RemindedAt = null;
            // Who had not been told of an offer has its time from now on; what has not left says the former date.
            if (registration.State == RegistrationState.Offered && await mails.IsUntold(registration, stop)) Seating.OfferAgain(session, registration, now);
            else if (registration.OfferEndsAt > startsAt) registration.OfferEndsAt = startsAt;
            await mails.TakeBack(registration, stop);
            db.Record(registration, TrailKind.SessionMoved, TrailReason.ByStaff, now);
        }
        // The rest of a party has one mail with those who come, when it has their address; an offer has a link of its own.
        var rests = alive.Where(r => r.State != RegistrationState.Offered && alive.Exists(first => first.Id == r.PartOf && first.AddressKey == r.AddressKey)).ToLookup(r => r.PartOf);
        foreach (var registration in alive.Where(r => !rests[r.PartOf].Contains(r))) await mails.Moved(session, registration, rests[registration.Id].FirstOrDefault(r => r.State == RegistrationState.Waiting));
        await give.Run(session, TrailReason.PlacesLeft, stop);
        await locked.Commit(stop);
        return true;
    }

    private static void Move(VisitSession session, DateTimeOffset startsAt, DateTimeOffset endsAt, Text reason, DateTimeOffset now)
    {
        var by = startsAt - session.StartsAt;
        (session.PreviousStartsAt, session.StartsAt, session.EndsAt, session.State, session.ChangedAt) = (session.StartsAt, startsAt, endsAt, SessionState.Moved, now);
        (session.ReasonFr, session.ReasonEn) = (reason.Fr ?? "", reason.En ?? "");
        session.Sequence++;
        session.RegistrationClosesAt = session.RegistrationClosesAt is { } closes ? OnTheWall(closes, session.PreviousStartsAt!.Value, startsAt) : null;
        foreach (var stop in session.Stops) stop.StartsAt += by;
    }

    // As many days and hours before as it was, by the clock on the wall: noon stays noon through a change of clocks.
    private static DateTimeOffset OnTheWall(DateTimeOffset at, DateTimeOffset from, DateTimeOffset to)
    {
        var local = Paris.Time(at).DateTime + (Paris.Time(to).DateTime - Paris.Time(from).DateTime);
        return Paris.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
