using Microsoft.Extensions.Diagnostics.HealthChecks;
using Terril.Shared;
using Terril.Shared.Database;
using Terril.Shared.Mail;

namespace Terril.Running.Health;

/// <summary>Asked to stop, it finishes what it holds: nobody new is to be sent here.</summary>
internal sealed class StillOpen(IHostApplicationLifetime life) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(life.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
}

/// <summary>It answers, and has received every script of this version and none of a later one.</summary>
internal sealed class DatabaseHealth(TerrilDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await Migrations.Found(db, cancellationToken) == Migration.All[^1].Version ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}

/// <summary>The data folder can be written.</summary>
internal sealed class DataHealth(Settings settings) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            Write(settings.Data);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy(fault.Message));
        }
    }

    public static void Write(string folder)
    {
        using var trial = new FileStream(Path.Combine(folder, $"trial-{Guid.NewGuid():n}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        trial.WriteByte(1);
        trial.Flush();
    }
}

/// <summary>Mail leaves within the quarter of an hour.</summary>
internal sealed class MailHealth(MailBacklog backlog) : IHealthCheck
{
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await backlog.Age(cancellationToken) > Late ? HealthCheckResult.Degraded() : HealthCheckResult.Healthy();
}
