using System.Diagnostics;
using System.Globalization;
using Terril.Shared.Telemetry;
using Terril.Shared.Wording;

namespace Terril.Shared.Jobs;

/// <summary>Does what is due, one job after another.</summary>
public sealed partial class RunJobs(IServiceScopeFactory scopes, TimeProvider clock, JobKinds kinds, ILogger<RunJobs> log)
{
    private static readonly string s_node = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    internal Task Declare(CancellationToken stop) => InLedger(async ledger => { await ledger.Declare(stop); return true; });

    /// <summary>Does one. False when none is due.</summary>
    public async Task<bool> One(CancellationToken stop)
    {
        if (await InLedger(ledger => ledger.Take(s_node, stop)) is not { } job) return false;
        if (JobLedger.IsSpent(job)) await Write(ledger => ledger.Failed(job, "The node that did it died, each time."));
        else await Do(job, stop);
        return true;
    }

    private async Task Do(Job job, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        void Measure(string outcome) => Measures.JobEnded(job.Name, outcome, Stopwatch.GetElapsedTime(began));
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var renewing = KeepLease(job, ends);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IJob)scope.ServiceProvider.GetRequiredService(kinds[job.Name].Type)).Run(job.Given, ends.Token);
            await Write(ledger => ledger.Done(job));
            Measure("done");
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            await Write(ledger => ledger.GiveBack(job));
            Measure("given back");
        }
#pragma warning disable CA1031 // Whatever a job throws is why it failed.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Failed(job.Name, job.Attempts, Masked.Of(fault), fault.StackTrace);
            await Write(ledger => ledger.Failed(job, Masked.Of(fault)));
            Measure("failed");
        }
        await ends.CancelAsync();
        await renewing;
    }

    // A node that cannot renew stops the job: another may have it by now.
    private async Task KeepLease(Job job, CancellationTokenSource ends)
    {
        try
        {
            do await Task.Delay(JobLedger.LeaseLength / 3, clock, ends.Token);
            while (await InLedger(ledger => ledger.Renew(job, ends.Token)));
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // The database is away: the lease will end.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Failed(job.Name, job.Attempts, Masked.Of(fault), fault.StackTrace);
        }
        await ends.CancelAsync();
    }

    private Task<bool> Write(Func<JobLedger, Task> what) => InLedger(async ledger => { await what(ledger); return true; });

    private async Task<T> InLedger<T>(Func<JobLedger, Task<T>> what)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<JobLedger>());
    }

    // Not the fault itself: its message may name a person.
    [LoggerMessage(LogLevel.Error, "Job {Job} failed, attempt {Attempt}: {Fault}\n{Stack}")]
    private partial void Failed(string job, int attempt, string fault, string? stack);
}
