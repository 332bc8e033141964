using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Visits.Mails;
using Terril.Visits.Registering;

namespace Terril.Visits.Sessions;

/// <summary>Reminds those who come, three days before, once. Who registered later than that has just been written to.</summary>
public sealed class RemindOfSessions(TerrilDb db, TimeProvider clock, SessionLock locks, VisitMails mails) : IJob
{
    internal static readonly TimeSpan Before = TimeSpan.FromDays(3);

    public async Task Run(string? given, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var soon = now + Before;
        var near = await db.VisitSessions.Where(s => (s.State == SessionState.Published || s.State == SessionState.Moved) && s.StartsAt > now && s.StartsAt <= soon).Select(s => s.Id).ToListAsync(stop);
        foreach (var session in near) await Remind(session, stop);
    }

    private async Task Remind(Guid id, CancellationToken stop)
    {
        await using var locked = await locks.Take(id, stop);
        if (locked?.Session is not { IsOn: true } session) return;
        var (now, before) = (clock.GetUtcNow(), session.StartsAt - Before);
        var all = await db.Registrations.Include(r => r.Stops).Include(r => r.Participants).AsSplitQuery()
            .Where(r => r.SessionId == id && r.State == RegistrationState.Confirmed && r.RemindedAt == null && r.ConfirmedAt < before).OrderBy(r => r.Id).ToListAsync(stop);
        // The rest of a party has one mail with those who came first, when it has their address and is at the same stops.
        var rests = all.Where(r => all.Exists(first => first.Id == r.PartOf && first.AddressKey == r.AddressKey && StopsOf(first).SetEquals(StopsOf(r)))).ToLookup(r => r.PartOf);
        foreach (var registration in all)
        {
            registration.RemindedAt = now;
            if (!rests[registration.PartOf].Contains(registration)) await mails.Reminder(session, registration, rests[registration.Id].FirstOrDefault());
        }
        await locked.Commit(stop);
    }

    private static HashSet<(Guid, bool)> StopsOf(Registration registration) => [.. registration.Stops.Select(s => (s.StopId, s.IsIn))];
}
