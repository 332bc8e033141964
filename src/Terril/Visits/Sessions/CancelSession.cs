using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Visits.Mails;
using Terril.Visits.Registering;

namespace Terril.Visits.Sessions;

/// <summary>It does not take place: everybody who was to come or waited is written to once, and calendars are told. Its page stays and says so.</summary>
public sealed class CancelSession(TerrilDb db, TimeProvider clock, SessionLock locks, VisitMails mails)
{
    public async Task<bool> Run(Guid id, Text reason, CancellationToken stop)
    {
        await using var locked = await locks.Take(id, stop);
        if (locked?.Session is not { } session) return false;
        if (!session.IsOn) return session.State == SessionState.Cancelled;

        var now = clock.GetUtcNow();
        (session.State, session.ReasonFr, session.ReasonEn, session.ChangedAt) = (SessionState.Cancelled, reason.Fr ?? "", reason.En ?? "", now);
        session.Sequence++;
        var alive = await db.Registrations.Include(r => r.Stops).Include(r => r.Participants).AsSplitQuery()
            .Where(r => r.SessionId == id && r.HeldBy != null).OrderBy(r => r.PartOf != null).ThenBy(r => r.Id).ToListAsync(stop);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var registration in alive)
        {
            await mails.TakeBack(registration, stop);
            // The rest of a party has the address of those who come: one mail is for both.
            if (told.Add(registration.AddressKey)) await mails.SessionCancelled(session, registration);
            Seating.End(session, registration, RegistrationState.Over, now);
            db.Record(registration, TrailKind.SessionCancelled, TrailReason.ByStaff, now);
            await db.ForgetNeeds(registration.Id, stop);
        }
        await locked.Commit(stop);
        return true;
    }
}
