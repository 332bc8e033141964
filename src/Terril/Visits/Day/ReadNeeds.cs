using Microsoft.EntityFrameworkCore;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Registering;

namespace Terril.Visits.Day;

/// <summary>Reads what those who come need, for the printed list: it is asked for, and leaves a line in the trail.</summary>
public sealed class ReadNeeds(TerrilDb db, AuditTrail trail)
{
    public async Task<IReadOnlyDictionary<Guid, RegistrationNeeds>> Run(Guid session, CancellationToken stop)
    {
        var needs = await db.RegistrationNeeds.AsNoTracking()
            .Where(n => db.Registrations.Any(r => r.Id == n.RegistrationId && r.SessionId == session && r.State == RegistrationState.Confirmed)).ToListAsync(stop);
        trail.Record("visits.print-needs", "session", session.ToString());
        await db.SaveChangesAsync(stop);
        return needs.Where(n => !n.IsEmpty).ToDictionary(n => n.RegistrationId);
    }
}
