using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Jobs;

/// <summary>What staff read of the jobs, and what they decide of them.</summary>
public sealed class JobRegister(TerrilDb db, TimeProvider clock, JobKinds kinds)
{
    public IQueryable<Job> All => db.Jobs.AsNoTracking();

    /// <summary>A job of another version waits for it.</summary>
    public bool IsKnown(Job job) => kinds.Knows(job.Name);

    /// <summary>When a job recurs; null for one that is asked, and for one of another version.</summary>
    public Every? Recurs(Job job) => kinds.Knows(job.Name) ? kinds[job.Name].Every : null;

    /// <summary>Begins again, at once, those of them that failed; a recurring one is done once more before its time.</summary>
    public Task<int> Retry(IReadOnlyCollection<Guid> jobs, CancellationToken stop) => db.Jobs
        .Where(j => jobs.Contains(j.Id) && (j.State == JobState.Failed || j.State == JobState.Waiting))
        .ExecuteUpdateAsync(set => set
            .SetProperty(j => j.State, JobState.Waiting).SetProperty(j => j.DueAt, clock.GetUtcNow())
            .SetProperty(j => j.Attempts, 0).SetProperty(j => j.EndedAt, (DateTimeOffset?)null), stop);

    /// <summary>Gives up those of them that failed or wait. A recurring one is not given up.</summary>
    public Task<int> GiveUp(IReadOnlyCollection<Guid> jobs, CancellationToken stop) => db.Jobs
        .Where(j => jobs.Contains(j.Id) && j.Schedule == null && (j.State == JobState.Failed || j.State == JobState.Waiting))
        .ExecuteDeleteAsync(stop);
}
