using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Jobs;

/// <summary>A job that was done is shown for a week.</summary>
internal sealed class ForgetDoneJobs(TerrilDb db, TimeProvider clock) : IJob
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    public Task Run(string? given, CancellationToken stop)
    {
        var oldest = clock.GetUtcNow() - s_kept;
        return db.Jobs.Where(j => j.State == JobState.Done && j.EndedAt < oldest).ExecuteDeleteAsync(stop);
    }
}
