using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Api;
using Terril.Shared.Database;
using Terril.Visits.Agenda;
using Terril.Visits.Public;
using Terril.Visits.Sessions;

namespace Terril.Visits.Api;

/// <summary>The visits on their dates: listed, one.</summary>
internal static class VisitsApi
{
    public static readonly Parameter<string> Theme = Parameters.Words("theme", "Key of a theme.", 80);
    public static readonly Parameter<string> Indicator = Parameters.Words("indicator", "Id of an indicator that they speak to.", 80);
    public static readonly Parameter<string> Language = Parameters.Words("language", "In which they are led: `fr`, `en`, `lsf`.", 20);
    public static readonly Parameter<int> Take = Parameters.Whole("take", "How many.", 1, 200, 50);

    public static readonly Parameter<TerritoryId> Territory = new("territory", "A territory, as `level:code`: what speaks to it, to what contains it, or to what it contains.", Parameters.Of(JsonSchemaType.String),
        TerritoryId.TryParse, new("niveau:code, comme epci:200093201", "level:code, such as epci:200093201"));

    /// <summary>Of a list of ours: it follows no release, and goes on after the last that was given.</summary>
    public static readonly Parameter<IReadOnlyList<string>> Cursor = Parameters.Cursor with { Meaning = "Where the list goes on. Opaque: follow the `next` link of the page before." };

    private static readonly Parameter<DateOnly?> s_from = Parameters.Day("from", "Those that end that day or later.");
    private static readonly Parameter<DateOnly?> s_to = Parameters.Day("to", "Those that begin that day or earlier.");
    private static readonly Parameter<string> s_when = Parameters.Choice("when", "What is not over yet, or what is. Without it: both.", "coming", "past");
    private static readonly Parameter<string> s_circuit = Parameters.Words("circuit", "Slug of a circuit: its dates.", 120);

    public static void Map(IEndpointRouteBuilder visits)
    {
        visits.MapRead("", List).WithName("listVisits").WithSummary("Visits on their dates, those to come and those that were, the earliest first; what was moved or cancelled is among them.")
            .Takes(Theme, Territory, Indicator, Language, s_circuit, s_from, s_to, s_when, Take, Cursor).Produces(StatusCodes.Status304NotModified);
        visits.MapRead("/{slug}", One).WithName("getVisit").WithSummary("A visit on its date: programme, places, and what was told of it afterwards. Nothing of who comes.")
            .Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<VisitPage<VisitSummary>>, ProblemHttpResult, StatusCodeHttpResult>> List(
        Asked asked, TerrilDb db, KnownVisits known, SubjectNames names, TimeProvider clock, CancellationToken stop)
    {
        var (take, when, circuit, start) = (asked.One(Take, 50), asked.One(s_when, ""), asked.One(s_circuit, ""), StartOf(asked));
        var wanted = AskedOf(asked) with { From = asked.One(s_from, null), To = asked.One(s_to, null) };
        if (asked.Refusal is { } refusal) return refusal;

        var (now, at) = (await known.Now(stop), clock.GetUtcNow());
        var isThere = IsThere(wanted, names);
        var found = now.Said.Sessions.Where(s => wanted.Wants(s, isThere))
            .Where(s => when.Length == 0 || s.EndsAt > at == (when == "coming"))
            .Where(s => circuit.Length == 0 || s.Circuit == VisitPaths.Circuit(circuit))
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Slug, StringComparer.Ordinal)
            .Where(s => start is not { } after || After(s.StartsAt, s.Slug, after)).Take(take + 1).ToList();
        var page = found.Take(take).ToList();
        var slugs = page.ConvertAll(s => s.Slug);
        var rows = await db.VisitSessions.AsNoTracking().Where(s => slugs.Contains(s.Slug) && s.State != SessionState.Draft).ToDictionaryAsync(s => s.Slug, StringComparer.Ordinal, stop);
        if (IsKnown(asked, now, names, wanted, rows.Values, at)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        var data = page.Where(s => rows.ContainsKey(s.Slug)).Select(s => VisitShapes.Summary(rows[s.Slug], SlugOf(s.Circuit), s.HasReport, at)).ToList();
        return TypedResults.Ok(new VisitPage<VisitSummary>(data, found.Count > take ? Next(asked, page[^1].StartsAt, page[^1].Slug) : null));
    }

    private static async Task<Results<Ok<VisitAnswer<VisitDetails>>, ProblemHttpResult, StatusCodeHttpResult>> One(
        string slug, Asked asked, TerrilDb db, KnownVisits known, SubjectNames names, TimeProvider clock, CancellationToken stop)
    {
        var (now, at) = (await known.Now(stop), clock.GetUtcNow());
        if (await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleOrDefaultAsync(s => s.Slug == slug && s.State != SessionState.Draft, stop) is not { } session)
            return Problems.NotFound(asked.Context, new($"Aucune visite ne s’appelle « {Problems.Quoted(slug)} » ; elles sont à /api/v1/visits.", $"No visit is called “{Problems.Quoted(slug)}”; they are at /api/v1/visits."), Nearest.To(slug, now.Said.Sessions.Select(s => s.Slug)));
        if (IsKnown(asked, now, names, new(), [session], at)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        var report = await db.VisitReports.AsNoTracking().SingleOrDefaultAsync(r => r.SessionId == session.Id && r.PublishedAt != null, stop);
        var circuit = await db.Circuits.Where(c => c.Id == session.CircuitId && c.IsPublished).Select(c => c.Slug).SingleOrDefaultAsync(stop);
        return TypedResults.Ok(new VisitAnswer<VisitDetails>(VisitShapes.Details(session, circuit, report, at)));
    }

    /// <summary>What is asked of a list, as the agenda reads it.</summary>
    public static AgendaAsked AskedOf(Asked asked) => new()
    {
        Theme = Said(asked, Theme), Indicator = Said(asked, Indicator), Language = Said(asked, Language), Territory = asked.All(Territory) is [var territory] ? territory.ToString() : null,
    };

    public static Func<IReadOnlyList<string>, bool> IsThere(AgendaAsked wanted, SubjectNames names) => wanted.Territory is { } territory ? names.About(territory) : _ => true;

    /// <summary>The last that the page before gave; the first page has none.</summary>
    public static (long Ticks, string Slug)? StartOf(Asked asked)
    {
        var cursor = asked.One(Cursor, []);
        if (cursor.Count == 0) return null;
        if (cursor is [var list, var ticks, var slug] && list == asked.Fingerprint(Cursor.Name, Take.Name) && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return (at, slug);
        asked.Refuse(Cursor, null, new("vient d’une autre demande ; suivez le lien « next » sans rien y changer, ou repartez sans lui", "comes from another request; follow the “next” link as it stands, or start again without it"));
        return null;
    }

    public static string Next(Asked asked, DateTimeOffset at, string slug) =>
        asked.Again((Cursor.Name, Shared.Api.Cursor.Write([asked.Fingerprint(Cursor.Name, Take.Name), at.UtcTicks.ToString(CultureInfo.InvariantCulture), slug])));

    public static bool After(DateTimeOffset at, string slug, (long Ticks, string Slug) last) => at.UtcTicks > last.Ticks || at.UtcTicks == last.Ticks && string.CompareOrdinal(slug, last.Slug) > 0;

    // What was said, the places of those that are told, and which of them are over.
    private static bool IsKnown(Asked asked, VisitsNow now, SubjectNames names, AgendaAsked wanted, IEnumerable<VisitSession> told, DateTimeOffset at)
    {
        var places = told.OrderBy(s => s.Slug, StringComparer.Ordinal).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Slug}:{s.Version}:{s.Taken}:{s.Waiting}:{s.ChangedAt.UtcTicks}:{s.EndsAt > at}"));
        return EntityTag.IsKnown(asked.Context, $"{now.Said.Edition} {now.Since.UtcTicks} {(wanted.Territory is null ? "" : names.Release?.Id)} {string.Join(' ', places)}");
    }

    private static string? Said(Asked asked, Parameter<string> parameter) => asked.One(parameter, "") is { Length: > 0 } said ? said : null;

    private static string? SlugOf(string? path) => path?[(path.LastIndexOf('/') + 1)..];
}
