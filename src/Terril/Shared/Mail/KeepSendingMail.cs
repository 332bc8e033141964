using Terril.Shared.Wording;

namespace Terril.Shared.Mail;

/// <summary>Sends what is due, as long as the node runs. Stopping ends what is on its way.</summary>
internal sealed partial class KeepSendingMail(SendMail send, Settings settings, ILogger<KeepSendingMail> log) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Works) return;
        await AfterOpening.Wait(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await send.Run(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away comes back: the node goes on asking.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Broken(Masked.Of(fault));
            }
            await Task.Delay(s_pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "Mail could not be sent: {Fault}")]
    private partial void Broken(string fault);
}
