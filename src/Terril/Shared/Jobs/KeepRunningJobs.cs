using Terril.Shared.Wording;

namespace Terril.Shared.Jobs;

/// <summary>Two jobs at a time in each node, as long as it runs. Stopping gives back what it holds.</summary>
internal sealed partial class KeepRunningJobs(RunJobs run, Settings settings, ILogger<KeepRunningJobs> log) : BackgroundService
{
    private const int AtOnce = 2;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Works) return;
        await AfterOpening.Wait(stoppingToken);
        await Trying(async () => { await run.Declare(stoppingToken); return true; });
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Work(stoppingToken)));
    }

    private async Task Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!await Trying(() => run.One(stop))) await Task.Delay(s_pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A database that is away comes back: the node goes on asking.
    private async Task<bool> Trying(Func<Task<bool>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Broken(Masked.Of(fault));
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Jobs could not be asked for: {Fault}")]
    private partial void Broken(string fault);
}
