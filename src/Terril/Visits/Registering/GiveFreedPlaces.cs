using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Visits.Mails;
using Terril.Visits.Sessions;

namespace Terril.Visits.Registering;

/// <summary>
/// Gives the places that are free to those who wait, by the rule that the session declares: the only act that does, whatever freed them.
/// In strict order the first who does not fit is waited for; by best fit those who fit pass, and who is passed keeps their rank. A party
/// larger than all that the visit or the stop takes could be waited for until the end: by either rule it is passed, and its trail says why.
/// Each offer is written with its reason, its rank and what was free. The session is locked by the caller, who commits.
/// </summary>
public sealed class GiveFreedPlaces(TerrilDb db, TimeProvider clock, VisitMails mails)
{
    public async Task Run(VisitSession session, TrailReason reason, CancellationToken stop)
    {
        // What the caller changed is read again from the database, with the rest.
        await db.SaveChangesAsync(stop);
        var now = clock.GetUtcNow();
        if (!session.IsOn || now >= session.StartsAt) return;
        if (session.Waiting > 0 && session.Free > 0) await Offer(session, reason, now, stop);
        await FillStops(session, reason, now, null, stop);
    }

    /// <summary>
    /// Lets into the stops those who come and wait for them, whole parties only. They come anyway: they are told, and have nothing to accept.
    /// </summary>
    /// <param name="told">A registration that another mail tells of it.</param>
    internal async Task FillStops(VisitSession session, TrailReason reason, DateTimeOffset now, Guid? told, CancellationToken stop)
    {
        if (!session.Stops.Exists(s => s.About.Capacity is not null && s.Free > 0)) return;
        await db.SaveChangesAsync(stop);
        foreach (var place in session.Stops.Where(s => s.About.Capacity is not null && s.Free > 0))
        {
            var waiting = await db.Registrations.Include(r => r.Stops)
                .Where(r => r.SessionId == session.Id && (r.State == RegistrationState.Confirmed || r.State == RegistrationState.Offered) && r.Stops.Any(s => s.StopId == place.Id && !s.IsIn))
                .ToListAsync(stop);
            var passed = new List<Registration>();
            foreach (var registration in waiting.OrderBy(r => r.Stops.Single(s => s.StopId == place.Id).Turn))
            {
                if (registration.Size > place.About.Capacity) passed.Add(registration);
                else if (registration.Size > place.Free && session.Rule == WaitingRule.StrictOrder) break;
                if (registration.Size > place.Free) continue;
                registration.Stops.Single(s => s.StopId == place.Id).IsIn = true;
                place.Taken += registration.Size;
                db.Record(registration, TrailKind.StopGiven, reason, now, place: place.Id);
                foreach (var other in passed) db.Record(other, TrailKind.Passed, TrailReason.TooLarge, now, place: place.Id);
                passed.Clear();
                if (registration.Id != told && registration.State == RegistrationState.Confirmed) await mails.StopGiven(session, registration, place);
            }
        }
    }

    private async Task Offer(VisitSession session, TrailReason reason, DateTimeOffset now, CancellationToken stop)
    {
        var waiting = await db.Registrations.Include(r => r.Stops)
            .Where(r => r.SessionId == session.Id && r.State == RegistrationState.Waiting).OrderBy(r => r.Turn).ToListAsync(stop);
        var passed = new List<(Registration Registration, int Rank)>();
        foreach (var (at, registration) in waiting.Index())
        {
            if (session.Free == 0) break;
            var rank = at + 1;
            if (registration.Size > session.Free)
            {
                if (session.Rule == WaitingRule.StrictOrder && registration.Size <= session.Capacity) break;
                passed.Add((registration, rank));
                continue;
            }
            db.Record(registration, TrailKind.Offered, reason, now, rank, session.Free);
            Seating.Offer(session, registration, now);
            foreach (var (other, theirs) in passed) db.Record(other, TrailKind.Passed, other.Size > session.Capacity ? TrailReason.TooLarge : reason, now, theirs, session.Free);
            passed.Clear();
            await mails.Offered(session, registration);
        }
    }
}
