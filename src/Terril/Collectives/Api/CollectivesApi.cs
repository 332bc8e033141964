using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Public;
using Terril.Shared.Api;
using Terril.Shared.Database;
using Terril.Shared.Wording;

namespace Terril.Collectives.Api;

/// <summary>The collectives: listed, one, on the day that is asked for.</summary>
internal static class CollectivesApi
{
    private static readonly Parameter<DateOnly?> s_on = Parameters.Day("on", "The day on which members are counted. Without it: today, or the last day of one that is over.");

    public static void Map(IEndpointRouteBuilder collectives)
    {
        collectives.MapRead("", List).WithName("listCollectives").WithSummary("Collectives, the earliest first, with how many organisations were in each on a day.").Takes(s_on).Produces(StatusCodes.Status304NotModified);
        collectives.MapRead("/{slug}", One).WithName("getCollective").WithSummary("A collective on a day: who was in it then, since when, and what sources state of it.").Takes(s_on)
            .Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<CollectiveList>, ProblemHttpResult, StatusCodeHttpResult>> List(Asked asked, KnownCollectives known, TimeProvider clock, CancellationToken stop)
    {
        var on = asked.One(s_on, null);
        if (asked.Refusal is { } refusal) return refusal;
        var (said, today) = (await known.Now(stop), Paris.Day(clock.GetUtcNow()));
        if (EntityTag.IsKnown(asked.Context, $"{said.Edition} {today}")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(new CollectiveList([.. said.Collectives.Select(c => CollectiveShapes.Summary(c, on ?? Shown(c, today)))]));
    }

    private static async Task<Results<Ok<CollectiveAnswer>, ProblemHttpResult, StatusCodeHttpResult>> One(string slug, Asked asked, TerrilDb db, KnownCollectives known, TimeProvider clock, CancellationToken stop)
    {
        var on = asked.One(s_on, null);
        if (asked.Refusal is { } refusal) return refusal;
        var (said, today) = (await known.Now(stop), Paris.Day(clock.GetUtcNow()));
        if (said.Collectives.FirstOrDefault(c => c.Slug == slug) is not { } collective)
            return Problems.NotFound(asked.Context, new($"Aucun collectif ne s’appelle « {Problems.Quoted(slug)} » ; ils sont à /api/v1/collectives.", $"No collective is called “{Problems.Quoted(slug)}”; they are at /api/v1/collectives."), Nearest.To(slug, said.Collectives.Select(c => c.Slug)));
        if (EntityTag.IsKnown(asked.Context, $"{said.Edition} {today}")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var stated = await db.StatedCounts.AsNoTracking().Where(s => s.CollectiveId == collective.Id).ToListAsync(stop);
        return TypedResults.Ok(new CollectiveAnswer(CollectiveShapes.Details(collective, on ?? Shown(collective, today), stated)));
    }

    private static DateOnly Shown(CollectiveBrief collective, DateOnly today) => collective.EndsOn is { } end && end < today ? end : today;
}
