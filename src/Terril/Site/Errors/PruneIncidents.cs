using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Site.Errors;

/// <summary>Forgets incidents older than thirty days.</summary>
internal sealed class PruneIncidents(TerrilDb db, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Task<int> Run(CancellationToken stop)
    {
        var oldest = clock.GetUtcNow() - Kept;
        return db.Incidents.Where(i => i.At < oldest).ExecuteDeleteAsync(stop);
    }
}
