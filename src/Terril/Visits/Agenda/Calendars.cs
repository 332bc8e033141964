using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Api;
using Terril.Shared.Calendar;
using Terril.Shared.Database;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Visits.Public;
using Terril.Visits.Sessions;

namespace Terril.Visits.Agenda;

/// <summary>
/// The sessions as a calendar reads them: all, by the filters of the page, or one. What was cancelled or moved stays, with its
/// sequence, so that calendars that have it learn it.
/// </summary>
public static class Calendars
{
    private static readonly string[] s_reads = [HttpMethods.Get, HttpMethods.Head];

    public static void MapCalendars(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(VisitPaths.Feed, s_reads, Feed).WithMetadata(new OpenAttribute()).ExcludeFromDescription();
        routes.MapMethods(VisitPaths.Calendar("{slug}"), s_reads, One).WithMetadata(new OpenAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> Feed(HttpContext context, AskVisitCalendars calendars, KnownVisits known, SubjectNames names, Words T, SiteAddress site, CancellationToken stop)
    {
        var asked = AgendaAsked.Of(context.Request.Query);
        var said = (await known.Now(stop)).Said;
        if (said.Edition.Length == 0) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (asked.Faults is [var (name, what), ..]) return Problems.BadParameters(context, [new Fault(name, null, Problems.WordsOf(context)[$"« {name} » {what.Fr}.", $"“{name}” {what.En}."], [])]);
        // A filter of territory is read with the release: its id is part of what the answer was made from.
        if (EntityTag.IsKnown(context, $"{said.Edition} {(asked.Territory is null ? "" : names.Release?.Id)}")) return Results.StatusCode(StatusCodes.Status304NotModified);

        Func<IReadOnlyList<string>, bool> isThere = asked.Territory is { } territory ? names.About(territory) : _ => true;
        var slugs = said.Sessions.Where(s => asked.Wants(s, isThere)).Select(s => s.Slug).ToList();
        return WriteCalendar.Send(context, await calendars.Of(slugs, T, site, stop), T["Visites", "Visits"] + $" – {site.Host}", "visites");
    }

    private static async Task<IResult> One(string slug, HttpContext context, TerrilDb db, Words T, SiteAddress site, CancellationToken stop)
    {
        if (await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleOrDefaultAsync(s => s.Slug == slug && s.State != SessionState.Draft, stop) is not { } session) return Results.NotFound();
        if (EntityTag.IsKnown(context, string.Create(CultureInfo.InvariantCulture, $"{session.Id} {session.ChangedAt.UtcTicks} {session.Sequence}"))) return Results.StatusCode(StatusCodes.Status304NotModified);
        return WriteCalendar.Send(context, [SessionCalendar.Of(session, T, site)], null, slug);
    }
}
