using System.Threading.Channels;
using Terril.Shared.Telemetry;
using Terril.Shared.Wording;

namespace Terril.Shared.Mail;

/// <summary>
/// Sends what is due. A connection claims one mail when it is about to hand it over, and hands over none before the ledger knows what
/// became of the last: as many are on their way as there are connections, and a sender that dies leaves no more in doubt.
/// </summary>
public sealed partial class SendMail(IServiceScopeFactory scopes, MailSettings settings, ILogger<SendMail> log)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_toFinish = TimeSpan.FromSeconds(10);

    /// <summary>Sends until nothing is due. Stopping ends what is on its way and claims no more.</summary>
    /// <returns>How many left.</returns>
    public async Task<int> Run(CancellationToken stop)
    {
        if (!await InScope(IsWanted, stop)) return 0;

        var demands = Channel.CreateUnbounded<Demand>();
        var clerk = Keep(demands.Reader, stop);
        var left = 0;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, settings.Connections).Select(_ => Connection()));
        }
        finally
        {
            demands.Writer.Complete();
            await clerk;
        }
        return left;

        async Task Connection()
        {
            await using var carrier = Carrier();
            Outcome? outcome = null;
            while (await Next(demands.Writer, outcome, stop) is { } mail)
            {
                outcome = new(mail, await Hand(carrier, mail, stop));
                Measures.MailEnded(outcome.Handed.As.ToString());
                if (outcome.Handed.As == HandedAs.Sent) Interlocked.Increment(ref left);
            }
        }
    }

    private static async Task<bool> IsWanted(IServiceProvider services, CancellationToken stop) =>
        await services.GetRequiredService<MailHold>().Enter(stop) is null && await services.GetRequiredService<MailLedger>().HasDue(stop);

    private ICarrier Carrier() => settings.Server is null ? new FolderCarrier(settings) : new SmtpCarrier(settings);

    // It gives up before its lease does: two never hold the same mail.
    private async Task<Handed> Hand(ICarrier carrier, OutgoingMail mail, CancellationToken stop)
    {
        using var ends = new CancellationTokenSource(0.8 * settings.Lease);
        await using var stopping = stop.Register(() => ends.CancelAfter(Shorter(s_toFinish, 0.8 * settings.Lease)));
        return await carrier.Hand(mail, ends.Token);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task<OutgoingMail?> Next(ChannelWriter<Demand> demands, Outcome? outcome, CancellationToken stop)
    {
        var demand = new Demand(outcome, IsForMore: !stop.IsCancellationRequested);
        await demands.WriteAsync(demand, CancellationToken.None);
        return await demand.Reply.Task;
    }

    // All that the connections ask at an instant is one transaction.
    private async Task Keep(ChannelReader<Demand> demands, CancellationToken stop)
    {
        var some = new List<Demand>();
        while (await demands.WaitToReadAsync(CancellationToken.None))
        {
            while (demands.TryRead(out var demand)) some.Add(demand);
            await Reply(some, stop);
            some.Clear();
        }
    }

    private async Task Reply(List<Demand> some, CancellationToken stop)
    {
        var outcomes = some.Select(d => d.Outcome).OfType<Outcome>().ToList();
        try
        {
            var wanted = stop.IsCancellationRequested ? 0 : some.Count(d => d.IsForMore);
            var claimed = await Persist(outcomes, wanted, stop);
            var next = new Queue<OutgoingMail>(claimed);
            foreach (var demand in some) demand.Reply.SetResult(demand.IsForMore && next.TryDequeue(out var mail) ? mail : null);
        }
#pragma warning disable CA1031 // Each connection hears of it, and ends.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            foreach (var demand in some) demand.Reply.SetException(fault);
        }
    }

    // A database that is away comes back: what has left is written as long as the lease keeps others from sending it again.
    private async Task<IReadOnlyList<OutgoingMail>> Persist(List<Outcome> outcomes, int wanted, CancellationToken stop)
    {
        for (var waited = TimeSpan.Zero; ; waited += s_pause)
        {
            try
            {
                return await InScope((services, _) => services.GetRequiredService<MailLedger>().Turn(outcomes, wanted, CancellationToken.None), stop);
            }
            catch (Exception fault) when (outcomes.Count > 0 && waited < settings.Lease && !stop.IsCancellationRequested)
            {
                Broken(Masked.Of(fault));
                await Task.Delay(s_pause, CancellationToken.None);
            }
        }
    }

    private async Task<T> InScope<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider, stop);
    }

    private sealed record Demand(Outcome? Outcome, bool IsForMore)
    {
        public TaskCompletionSource<OutgoingMail?> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(LogLevel.Error, "The ledger of mail could not be written, and is tried again: {Fault}")]
    private partial void Broken(string fault);
}
