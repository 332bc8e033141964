using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Asked;

/// <summary>Asks those who came what they started, three and twelve months later; each once, whichever node does it.</summary>
public sealed class AskFollowUps(TerrilDb db, TimeProvider clock, AfterMails mails) : IJob
{
    // A site that was down for longer does not ask in the sixth month what was to be asked in the third.
    private const int LatestDays = 45;

    public async Task Run(string? given, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var months in AfterTimes.Months)
        {
            var (latest, oldest) = (now.AddMonths(-months).AddDays(4), now.AddMonths(-months).AddDays(-LatestDays));
            var over = await db.VisitSessions.AsNoTracking()
                .Where(s => s.State != SessionState.Draft && s.State != SessionState.Cancelled && s.EndsAt <= latest && s.EndsAt > oldest).ToListAsync(stop);
            foreach (var session in over.Where(s => AfterTimes.FollowUp(s, months) <= now)) await Ask(session, months, stop);
        }
    }

    private async Task Ask(VisitSession session, int months, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone($"visits after {session.Id:n}", stop);
        // The rest of a party is asked, or refuses to be, with those who came first, when it has their address.
        var came = db.WhoCame(session.Id);
        var unasked = came.Where(r => !r.RefusesFollowUp && !came.Any(first => first.Id == r.PartOf && first.AddressKey == r.AddressKey) && !db.FollowUps.Any(f => f.RegistrationId == r.Id && f.Months == months));
        foreach (var registration in await unasked.AsNoTracking().OrderBy(r => r.Id).ToListAsync(stop))
        {
            try
            {
                await mails.Ask(session, registration, months);
            }
            catch (FaultyInputException)
            {
                // An address to which no mail can be written: the others are asked all the same.
            }
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }
}
