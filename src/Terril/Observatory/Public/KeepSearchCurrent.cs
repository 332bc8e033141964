using Terril.Shared;

namespace Terril.Observatory.Public;

/// <summary>Fills the search box when the site opens, so that the first reader does not wait for it.</summary>
internal sealed partial class KeepSearchCurrent(IServiceScopeFactory scopes, ILogger<KeepSearchCurrent> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterOpening.Wait(stoppingToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<WriteSearchEntries>().Run(stoppingToken)) return;
            // Once a release: what it took is given back to the system, rather than kept for a next time that is far.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
#pragma warning disable CA1031 // The site opens all the same: the first search tries again, and tells its reader what is wrong.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NotFilled(fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "The search box could not be filled")]
    private partial void NotFilled(Exception fault);
}
