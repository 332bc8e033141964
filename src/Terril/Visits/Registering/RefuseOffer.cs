using Terril.Shared.Database;

namespace Terril.Visits.Registering;

/// <summary>A party does not want the places that were held for it: they go to who comes next.</summary>
public sealed class RefuseOffer(TerrilDb db, TimeProvider clock, SessionLock locks, GiveFreedPlaces give)
{
    public async Task<bool> Run(Guid registration, CancellationToken stop)
    {
        if (await locks.TakeOf(registration, stop) is not var (locked, found)) return false;
        await using var _ = locked;
        if (found.State != RegistrationState.Offered) return found.State == RegistrationState.Refused;

        var now = clock.GetUtcNow();
        Seating.End(locked.Session, found, RegistrationState.Refused, now);
        db.Record(found, TrailKind.Refused, TrailReason.ByThePerson, now);
        await db.ForgetNeeds(found.Id, stop);
        await give.Run(locked.Session, TrailReason.OfferRefused, stop);
        await locked.Commit(stop);
        return true;
    }
}
