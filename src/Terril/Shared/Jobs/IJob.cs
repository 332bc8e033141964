namespace Terril.Shared.Jobs;

/// <summary>
/// Something done away from any page, by one node at a time. It may be begun again after a node has died:
/// what it does twice, it does once.
/// </summary>
public interface IJob
{
    /// <param name="given">What <see cref="Jobs.Ask"/> gave: the key of a row, never what is in it. Null for a recurring job.</param>
    /// <param name="stop">The node stops, or has lost its lease: the job gives up soon, and another takes it.</param>
    Task Run(string? given, CancellationToken stop);
}
