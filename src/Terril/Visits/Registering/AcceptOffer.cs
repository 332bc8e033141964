using Terril.Shared.Database;
using Terril.Visits.Mails;

namespace Terril.Visits.Registering;

/// <summary>A party takes the places that were held for it, in its time.</summary>
public sealed class AcceptOffer(TerrilDb db, TimeProvider clock, SessionLock locks, GiveFreedPlaces give, VisitMails mails)
{
    /// <returns>True when the places are theirs, since now or since they first accepted.</returns>
    public async Task<bool> Run(Guid registration, CancellationToken stop)
    {
        if (await locks.TakeOf(registration, stop) is not var (locked, found)) return false;
        await using var _ = locked;
        var (session, now) = (locked.Session, clock.GetUtcNow());
        if (found.State == RegistrationState.Confirmed) return true;
        if (found.State != RegistrationState.Offered) return false;

        // Late, whether or not the job has passed.
        if (now >= found.OfferEndsAt || !session.IsOn)
        {
            await mails.OfferEnded(session, found);
            Seating.End(session, found, RegistrationState.Expired, now);
            db.Record(found, TrailKind.Expired, TrailReason.None, now);
            await db.ForgetNeeds(found.Id, stop);
            await give.Run(session, TrailReason.OfferExpired, stop);
            await locked.Commit(stop);
            return false;
        }
        Seating.Accept(found, now);
        db.Record(found, TrailKind.Accepted, TrailReason.ByThePerson, now);
        await give.FillStops(session, TrailReason.PlacesLeft, now, found.Id, stop);
        await mails.Confirmed(session, found, null, 0, null);
        await locked.Commit(stop);
        return true;
    }
}
