using Microsoft.EntityFrameworkCore;
using Terril.Shared;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Shared.Ui;

namespace Terril.Site.Accessibility;

/// <summary>What the site says of its accessibility: what the last audit found while it speaks, else that it is not compliant.</summary>
public sealed class Declaration(IServiceScopeFactory scopes, TimeProvider clock, AccessibilityMention mention, Shelf shelf)
{
    /// <summary>The audit that speaks now, read from the database.</summary>
    public async Task<AccessibilityAudit?> InForce(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var last = await scope.ServiceProvider.GetRequiredService<TerrilDb>().AccessibilityAudits.AsNoTracking()
            .OrderByDescending(a => a.HeldAt).ThenByDescending(a => a.RecordedAt).FirstOrDefaultAsync(stop);
        return last is not null && last.SpeaksAt(clock.GetUtcNow()) ? last : null;
    }

    /// <summary>Puts at the foot of every page what the database says now; pages already made are made again when it changed.</summary>
    public async Task Refresh(CancellationToken stop)
    {
        var level = (await InForce(stop))?.Level ?? ComplianceLevel.None;
        if (mention.Level == level) return;
        mention.Level = level;
        shelf.Clear();
    }
}

/// <summary>Looks every minute: another node may have recorded an audit, or the time of the last one may be over.</summary>
internal sealed partial class KeepDeclarationCurrent(Declaration declaration, ILogger<KeepDeclarationCurrent> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Until then the site says the most cautious; what was made meanwhile is made again if that changes.
        await AfterOpening.Wait(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        do
        {
            try
            {
                await declaration.Refresh(stoppingToken);
            }
#pragma warning disable CA1031 // The next minute tries again; meanwhile the site says what it said.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                NotRead(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "What the site says of its accessibility could not be read")]
    private partial void NotRead(Exception fault);
}
