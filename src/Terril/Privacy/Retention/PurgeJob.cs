using Terril.Shared.Jobs;

namespace Terril.Privacy.Retention;

/// <summary>The night of <see cref="ApplyRetention"/>.</summary>
internal sealed class PurgeJob(ApplyRetention apply) : IJob
{
    public Task Run(string? given, CancellationToken stop) => apply.Run(stop);
}
