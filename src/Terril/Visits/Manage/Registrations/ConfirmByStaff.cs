using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Mails;
using Terril.Visits.Registering;

namespace Terril.Visits.Manage.Registrations;

public enum ConfirmOutcome
{
    Confirmed,

    /// <summary>Fewer places are free than it asks; nothing was changed.</summary>
    NotEnough,

    /// <summary>It neither waits nor has an offer, or the visit has begun.</summary>
    NotWaiting,
}

/// <summary>
/// Gives its places to a party that waits before its turn, or accepts for it what it was offered. Never one too many; and why the rule was
/// not followed is written in the trail, with its rank and what was free.
/// </summary>
public sealed class ConfirmByStaff(TerrilDb db, TimeProvider clock, SessionLock locks, GiveFreedPlaces give, VisitMails mails, AuditTrail trail)
{
    public async Task<ConfirmOutcome> Run(Guid registration, string reason, CancellationToken stop)
    {
        if (await locks.TakeOf(registration, stop) is not var (locked, found)) return ConfirmOutcome.NotWaiting;
        await using var _ = locked;
        var (session, now) = (locked.Session, clock.GetUtcNow());
        if (found.State is not (RegistrationState.Waiting or RegistrationState.Offered) || !session.IsOn || now >= session.StartsAt) return ConfirmOutcome.NotWaiting;
        var (rank, free) = (await db.RankOf(found, stop), session.Free);
        if (found.State == RegistrationState.Waiting)
        {
            if (found.Size > free) return ConfirmOutcome.NotEnough;
            session.Waiting--;
            Seating.Confirm(session, found, now);
            found.Turn = null;
        }
        else Seating.Accept(found, now);

        db.Record(found, TrailKind.Confirmed, TrailReason.ByStaff, now, rank, free);
        trail.Record("visits.registration.confirm", "registration", found.Id.ToString(), reason);
        await give.FillStops(session, TrailReason.PlacesLeft, now, found.Id, stop);
        await mails.Confirmed(session, found, null, 0, null);
        await locked.Commit(stop);
        return ConfirmOutcome.Confirmed;
    }
}

/// <summary>Cancels a registration for those who came to it, and says in the trail who did.</summary>
public sealed class CancelByStaff(CancelRegistration cancel, AuditTrail trail)
{
    /// <returns>False when it was no more, or the visit has begun.</returns>
    public Task<bool> Run(Guid registration, CancellationToken stop) =>
        trail.RecordWith("visits.registration.cancel", "registration", registration.ToString(), null, () => cancel.Run(registration, TrailReason.ByStaff, stop));
}
