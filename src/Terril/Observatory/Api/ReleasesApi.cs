using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Shared.Api;

namespace Terril.Observatory.Api;

/// <summary>A release and when it came into force.</summary>
/// <param name="Engine">Version of the engine that made it.</param>
/// <param name="Vintage">Year of the official lists its territories are in.</param>
/// <param name="InForce">True for the one that is read today.</param>
public sealed record ReleaseSummary(string Id, DateTimeOffset PublishedAt, string Engine, int Vintage, bool InForce);

/// <summary>A release in full.</summary>
/// <param name="AsOf">Files published after that day were left out; null when none was.</param>
/// <param name="Editions">The files it was made from.</param>
/// <param name="Findings">What the checks said.</param>
public sealed record ReleaseDetails(
    string Id, IReadOnlyList<DateTimeOffset> PublishedAt, string Engine, int Vintage, bool InForce, Text Site, DateOnly? AsOf, int Indicators,
    IReadOnlyList<EditionDetails> Editions, IReadOnlyList<FindingDetails> Findings);

/// <summary>Something the checks said.</summary>
public sealed record FindingDetails(Severity Severity, string Rule, string? Place, Text Message);

/// <summary>A value that differs between two releases.</summary>
/// <param name="Before">Null when there was none.</param>
/// <param name="After">Null when there is none.</param>
/// <param name="Cause">`revision`: the producer's file; `method`: our recipe or engine; `territories`: the vintage; `new`; `withdrawn`.</param>
public sealed record ChangeDetails(
    string Indicator, string Breakdown, string Level, string Territory, string Period,
    double? Before, Status StatusBefore, double? After, Status StatusAfter, ChangeCause Cause)
{
    public static ChangeDetails Of(Change c) => new(
        c.Key.Indicator, c.Key.Breakdown, c.Key.Territory.Level, c.Key.Territory.Code, c.Key.Period.ToString(),
        Finite(c.Before), c.StatusBefore, Finite(c.After), c.StatusAfter, c.Cause);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>What changed.</summary>
/// <param name="From">Id of the earlier release.</param>
/// <param name="Release">Id of the later one.</param>
/// <param name="Count">Changed values in all.</param>
/// <param name="Data">Sorted like observations.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
public sealed record DiffPage(string From, string Release, int Count, IReadOnlyList<ChangeDetails> Data, string? Next);

/// <summary>Releases: the history, one of them, what changed between two.</summary>
internal static class ReleasesApi
{
    private static readonly Parameter<string> s_from = Which("from", "The earlier release: an id, or a day to take the one in force at its end.");
    private static readonly Parameter<string> s_to = Which("to", "The later release; without it, the one in force.");
    private static readonly Parameter<int> s_limit = Parameters.Whole("limit", "Values a page.", 1, 10_000, 1000);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/releases", List).WithName("listReleases").WithSummary("Every publication, latest first.");
        routes.MapRead("/releases/{id}", One).WithName("getRelease").WithSummary("A release: the files it was made from and what the checks said.").ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapRead("/diff", Diff).WithName("diffReleases").WithSummary("Every value that changed from one release to another, with the cause.").Takes(s_from, s_to, s_limit, Parameters.Cursor);
    }

    /// <summary>These answers change with the history alone.</summary>
    public static async ValueTask<object?> Open(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var history = context.HttpContext.RequestServices.GetRequiredService<Public.Releases>().Store.History;
        return EntityTag.IsKnown(context.HttpContext, $"{history.Count} {(history is [.., var last] ? last.Release : "")}")
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : await next(context);
    }

    private static Results<Ok<Answer<IReadOnlyList<ReleaseSummary>>>, ProblemHttpResult> List(HttpContext context, Public.Releases published)
    {
        var history = published.Store.History;
        if (history is not [.., var last]) return Problems.NotFound(context, new("L’observatoire n’a encore rien publié.", "The observatory has published nothing yet."), []);
        context.Response.Headers[ReleaseRead.ReleaseHeader] = last.Release;
        return TypedResults.Ok(new Answer<IReadOnlyList<ReleaseSummary>>(last.Release, [.. history.Reverse().Select(p => published.Readable(p.Release) is { } release ? Summary(release, p, p == last) : null).OfType<ReleaseSummary>()]));
    }

    private static Results<Ok<Answer<ReleaseDetails>>, ProblemHttpResult> One(string id, HttpContext context, Public.Releases published)
    {
        var history = published.Store.History;
        if (history.All(p => p.Release != id)) return Unknown(context, id, history);
        var release = published.Store.Open(id);
        context.Response.Headers[ReleaseRead.ReleaseHeader] = id;
        return TypedResults.Ok(new Answer<ReleaseDetails>(id, new(
            id, [.. history.Where(p => p.Release == id).Select(p => p.At)], release.Engine, release.Site.Vintage, history[^1].Release == id,
            release.Site.Name, release.AsOf, release.Site.Indicators.Count,
            [.. release.Editions.Select(EditionDetails.Of)],
            [.. release.Findings.Select(f => new FindingDetails(f.Severity, f.Rule, f.Place?.ToString(), f.Message))])));
    }

    private static Results<Ok<DiffPage>, ProblemHttpResult> Diff(Asked asked, Public.Releases published, Differences differences)
    {
        var before = Find(asked, s_from, published, null);
        var after = Find(asked, s_to, published, published.Store.Current);
        var limit = asked.One(s_limit, 1000);
        var cursor = asked.One(Parameters.Cursor, []);
        if (asked.Refusal is { } refusal) return refusal;

        var from = 0;
        if (cursor.Count > 0 && !(cursor is [var one, var other, var start] && one == before!.Id && other == after!.Id && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out from)))
        {
            asked.Refuse(Parameters.Cursor, null, new($"vient d’une autre demande ; {Parameters.Cursor.Accepted.Fr}", $"comes from another request; {Parameters.Cursor.Accepted.En}"));
            return asked.Refusal!;
        }

        asked.Context.Response.Headers[ReleaseRead.ReleaseHeader] = after!.Id;
        var changes = differences.Between(before!, after);
        var to = (long)from + limit;
        // The next page names both releases: what is published meanwhile changes nothing to it.
        var next = to < changes.Count ? asked.Again((s_from.Name, before!.Id), (s_to.Name, after.Id), (Parameters.Cursor.Name, Cursor.Write(before.Id, after.Id, to.ToString(CultureInfo.InvariantCulture)))) : null;
        return TypedResults.Ok(new DiffPage(before!.Id, after.Id, changes.Count, [.. changes.Skip(from).Take(limit).Select(ChangeDetails.Of)], next));
    }

    private static Release? Find(Asked asked, Parameter<string> parameter, Public.Releases published, Release? otherwise)
    {
        var history = published.Store.History;
        if (asked.One(parameter, "") is not { Length: > 0 } said)
        {
            if (otherwise is null) asked.Refuse(parameter, null, new($"est attendu : {parameter.Accepted.Fr}", $"is expected: {parameter.Accepted.En}"));
            return otherwise;
        }
        if (history.Any(p => p.Release == said)) return published.Store.Open(said);
        if (DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && published.At(day) is { } release) return release;
        asked.Unknown(parameter, said, parameter.Accepted, history.Select(p => p.Release));
        return null;
    }

    private static ReleaseSummary Summary(Release release, Publication publication, bool inForce) => new(release.Id, publication.At, release.Engine, release.Site.Vintage, inForce);

    private static ProblemHttpResult Unknown(HttpContext context, string id, IReadOnlyList<Publication> history) => Problems.NotFound(context, new(
        $"Aucune publication « {Problems.Quoted(id)} » ; la liste est à /api/v1/releases.",
        $"No release “{Problems.Quoted(id)}”; the list is at /api/v1/releases."), Nearest.To(id, history.Select(p => p.Release)));

    private static Parameter<string> Which(string name, string meaning) => new(name, meaning, Parameters.Of(JsonSchemaType.String),
        Parameters.AtMost(64),
        new("un identifiant de /api/v1/releases, ou un jour où quelque chose était publié, comme 2026-03-31", "an id from /api/v1/releases, or a day when something was published, like 2026-03-31"));
}
