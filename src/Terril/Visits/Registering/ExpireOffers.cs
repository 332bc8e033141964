using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Visits.Mails;
using Terril.Visits.Sessions;

namespace Terril.Visits.Registering;

/// <summary>Ends offers that were not answered in time, says so and gives their places on; whose mail has not left has its time again; ends the wait when a visit begins; closes those that are over.</summary>
public sealed class ExpireOffers(TerrilDb db, TimeProvider clock, SessionLock locks, GiveFreedPlaces give, VisitMails mails) : IJob
{
    public async Task Run(string? given, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var late = await db.Registrations.Where(r => r.State == RegistrationState.Offered && r.OfferEndsAt <= now).Select(r => r.SessionId).Distinct().ToListAsync(stop);
        foreach (var session in late) await Expire(session, stop);

        // Places that were freed without an act: by an erasure, by hand.
        var free = await db.VisitSessions.Where(s => (s.State == SessionState.Published || s.State == SessionState.Moved) && s.StartsAt > now && s.Waiting > 0 && s.Taken < s.Capacity).Select(s => s.Id).ToListAsync(stop);
        foreach (var session in free.Except(late)) await Expire(session, stop);

        var begun = await db.VisitSessions.Where(s => (s.State == SessionState.Published || s.State == SessionState.Moved) && s.StartsAt <= now && s.Waiting > 0).Select(s => s.Id).ToListAsync(stop);
        foreach (var session in begun) await EndTheWait(session, stop);

        await db.VisitSessions.Where(s => (s.State == SessionState.Published || s.State == SessionState.Moved) && s.EndsAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SessionState.Done), stop);
    }

    /// <summary>Of one session.</summary>
    public async Task Expire(Guid id, CancellationToken stop)
    {
        await using var locked = await locks.Take(id, stop);
        if (locked?.Session is not { } session) return;
        var now = clock.GetUtcNow();
        var late = await db.Registrations.Include(r => r.Stops).Where(r => r.SessionId == id && r.State == RegistrationState.Offered && r.OfferEndsAt <= now).OrderBy(r => r.OfferEndsAt).ToListAsync(stop);
        foreach (var registration in late)
        {
            var isUntold = session.IsOn && now < session.StartsAt && await mails.IsUntold(registration, stop);
            await mails.TakeBack(registration, stop);
            if (isUntold)
            {
                Seating.OfferAgain(session, registration, now);
                db.Record(registration, TrailKind.OfferedAgain, TrailReason.None, now);
                await mails.Offered(session, registration);
                continue;
            }
            await mails.OfferEnded(session, registration);
            Seating.End(session, registration, RegistrationState.Expired, now);
            db.Record(registration, TrailKind.Expired, TrailReason.None, now);
            await db.ForgetNeeds(registration.Id, stop);
        }
        await give.Run(session, TrailReason.OfferExpired, stop);
        await locked.Commit(stop);
    }

    private async Task EndTheWait(Guid id, CancellationToken stop)
    {
        await using var locked = await locks.Take(id, stop);
        if (locked?.Session is not { } session) return;
        var now = clock.GetUtcNow();
        foreach (var registration in await db.Registrations.Include(r => r.Stops).Where(r => r.SessionId == id && r.State == RegistrationState.Waiting).ToListAsync(stop))
        {
            Seating.End(session, registration, RegistrationState.Over, now);
            db.Record(registration, TrailKind.Over, TrailReason.None, now);
            await db.ForgetNeeds(registration.Id, stop);
        }
        await locked.Commit(stop);
    }
}
