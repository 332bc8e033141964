using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Visits.Mails;

namespace Terril.Visits.Registering;

/// <summary>A party comes no more, or waits no more; what it had goes to those who wait. Twice is once.</summary>
public sealed class CancelRegistration(TerrilDb db, TimeProvider clock, SessionLock locks, GiveFreedPlaces give, VisitMails mails)
{
    /// <returns>False when it was no more, or the visit has begun.</returns>
    public async Task<bool> Run(Guid registration, TrailReason by, CancellationToken stop)
    {
        if (await locks.TakeOf(registration, stop) is not var (locked, found)) return false;
        await using var _ = locked;
        var (session, now) = (locked.Session, clock.GetUtcNow());
        if (!found.IsAlive || now >= session.StartsAt) return false;

        await End(found);
        // Who cancels the party cancels the rest of it.
        foreach (var rest in await db.Registrations.Include(r => r.Stops).Where(r => r.PartOf == found.Id && r.HeldBy != null).ToListAsync(stop)) await End(rest);
        await mails.Cancelled(session, found);
        await give.Run(session, TrailReason.SomebodyCancelled, stop);
        await locked.Commit(stop);
        return true;

        async Task End(Registration ended)
        {
            await mails.TakeBack(ended, stop);
            Seating.End(session, ended, RegistrationState.Cancelled, now);
            db.Record(ended, TrailKind.Cancelled, by, now);
            await db.ForgetNeeds(ended.Id, stop);
        }
    }
}
