using Microsoft.AspNetCore.Diagnostics;
using Terril.Shared.Database;

namespace Terril.Site.Errors;

/// <summary>Every fault that reaches a reader gets a reference, kept for thirty days and written in the log beside its stack.</summary>
internal sealed partial class RecordIncident(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RecordIncident> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        var incident = Incident.From(exception, $"{context.Request.Method} {route}", clock.GetUtcNow());
        Happened(exception, incident.Reference, incident.Route);
        await Keep(incident);

        context.Features.Set(new ErrorReference(incident.Reference));
        return false;
    }

    // A scope of its own: the one of the request may hold what broke. Not cancelled: the reader may have left.
    private async Task Keep(Incident incident)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TerrilDb>();
            db.Incidents.Add(incident);
            await db.SaveChangesAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // The database may be what broke: the reader still gets the page, and the log has it all.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            NotKept(fault, incident.Reference);
        }
    }

    [LoggerMessage(LogLevel.Error, "Incident {Reference} on {Route}")]
    private partial void Happened(Exception fault, string reference, string route);

    [LoggerMessage(LogLevel.Error, "Incident {Reference} could not be kept")]
    private partial void NotKept(Exception fault, string reference);
}

/// <summary>What the error page shows, so that a reader can name what they saw.</summary>
public sealed record ErrorReference(string Value);
