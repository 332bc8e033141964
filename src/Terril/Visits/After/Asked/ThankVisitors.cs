using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Asked;

/// <summary>Thanks those who came, the next morning, with a questionnaire and their certificate; each once, whichever node does it.</summary>
public sealed class ThankVisitors(TerrilDb db, TimeProvider clock, AfterMails mails) : IJob
{
    // Whoever is found out later to have come is thanked no more.
    private static readonly TimeSpan s_latest = TimeSpan.FromDays(15);

    public async Task Run(string? given, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var oldest = now - s_latest;
        var over = await db.VisitSessions.AsNoTracking()
            .Where(s => (s.State == SessionState.Published || s.State == SessionState.Moved || s.State == SessionState.Done) && s.EndsAt <= now && s.EndsAt > oldest).ToListAsync(stop);
        foreach (var session in over.Where(s => AfterTimes.Thanks(s) <= now)) await Thank(session, now, stop);
    }

    private async Task Thank(VisitSession session, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone($"visits after {session.Id:n}", stop);
        var hasReport = await db.VisitReports.AnyAsync(r => r.SessionId == session.Id && r.PublishedAt != null, stop);
        var came = await db.WhoCame(session.Id).Where(r => r.ThankedAt == null).OrderBy(r => r.Id).ToListAsync(stop);
        // The rest of a party has one mail with those who came first, when it has their address.
        var rests = came.Where(r => came.Exists(first => first.Id == r.PartOf && first.AddressKey == r.AddressKey)).ToLookup(r => r.PartOf);
        foreach (var rest in rests.SelectMany(r => r)) rest.ThankedAt = now;
        foreach (var registration in came.Where(r => r.ThankedAt is null))
        {
            registration.ThankedAt = now;
            try
            {
                await mails.Thank(session, registration, rests[registration.Id].FirstOrDefault(), hasReport);
            }
            catch (FaultyInputException)
            {
                // An address to which no mail can be written: the others are thanked all the same.
            }
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }
}

internal static class Visitors
{
    /// <summary>Registrations of which somebody came, and that may be written to.</summary>
    public static IQueryable<Registration> WhoCame(this TerrilDb db, Guid session) => db.Registrations
        .Where(r => r.SessionId == session && r.ForgottenAt == null && r.Address != "" && db.Attendances.Any(a => a.RegistrationId == r.Id && a.UndoneAt == null));
}
