using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Asked;

/// <summary>A session whose end has passed is done.</summary>
public sealed class EndSessions(TerrilDb db, TimeProvider clock) : IJob
{
    public Task Run(string? given, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return db.VisitSessions.Where(s => (s.State == SessionState.Published || s.State == SessionState.Moved) && s.EndsAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SessionState.Done).SetProperty(s => s.ChangedAt, now), stop);
    }
}
