using System.Diagnostics;
using Terril.Observatory;
using Terril.Shared;

namespace Terril.Running.Telemetry;

/// <summary>Nothing leaves unless an address is set.</summary>
internal static class TelemetryModule
{
    public static void AddTelemetry(this IServiceCollection services, Settings settings)
    {
        if (settings.Telemetry is not { } said) return;
        if (!Uri.TryCreate(said, UriKind.Absolute, out var collector) || collector.Scheme is not ("http" or "https"))
        {
            throw new FaultyInputException("telemetry-address", null,
                $"TERRIL__TELEMETRY vaut « {said} » : écrivez l’adresse du collecteur, comme http://127.0.0.1:4318.",
                $"TERRIL__TELEMETRY is “{said}”: write the address of the collector, like http://127.0.0.1:4318.");
        }
        services.AddHostedService(_ => new SendTelemetry(collector));
    }

    /// <summary>Names the trace of a request by the pattern of its address. After routing.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Settings>().Telemetry is null) return;
        app.Use(async (context, next) =>
        {
            if (Activity.Current is { } activity)
            {
                activity.SetTag("http.request.method", context.Request.Method);
                activity.SetTag("http.route", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
            }
            await next(context);
            Activity.Current?.SetTag("http.response.status_code", context.Response.StatusCode);
        });
    }
}
