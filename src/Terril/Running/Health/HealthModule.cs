using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Terril.Shared.Access;

namespace Terril.Running.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve; 503 when it cannot, or is closing.
/// Mail that waits is said and does not close the site.
/// </summary>
internal static class HealthModule
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(5);

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<StillOpen>("open")
        .AddCheck<DatabaseHealth>("database", timeout: s_most)
        .AddCheck<DataHealth>("data", timeout: s_most)
        .AddCheck<MailHealth>("mail", timeout: s_most);

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = Write }).WithMetadata(new OpenAttribute());
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = Write }).WithMetadata(new OpenAttribute());
    }

    // States and nothing else: what broke is in the log.
    private static Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        var said = new { status = Word(report.Status), checks = report.Entries.ToDictionary(e => e.Key, e => Word(e.Value.Status)) };
        return context.Response.WriteAsync(JsonSerializer.Serialize(said, JsonSerializerOptions.Web));
    }

    private static string Word(HealthStatus status) => status switch { HealthStatus.Healthy => "ok", HealthStatus.Degraded => "late", _ => "failed" };
}
