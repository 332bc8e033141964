using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory.Public;
using Terril.Shared.Api;
using Terril.Shared.Database;
using Terril.Visits.Public;

namespace Terril.Visits.Api;

/// <summary>The visits of the catalogue: listed, one.</summary>
internal static class CircuitsApi
{
    public static void Map(IEndpointRouteBuilder circuits)
    {
        circuits.MapRead("", List).WithName("listCircuits").WithSummary("The catalogue: visits that have dates, or that a group may ask for, by their slug.")
            .Takes(VisitsApi.Theme, VisitsApi.Territory, VisitsApi.Indicator, VisitsApi.Language, VisitsApi.Take, VisitsApi.Cursor).Produces(StatusCodes.Status304NotModified);
        circuits.MapRead("/{slug}", One).WithName("getCircuit").WithSummary("A visit of the catalogue, with its stops. Its dates are at `/api/v1/visits?circuit={slug}`.")
            .Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<VisitPage<CircuitSummary>>, ProblemHttpResult, StatusCodeHttpResult>> List(Asked asked, TerrilDb db, KnownVisits known, SubjectNames names, CancellationToken stop)
    {
        var (take, start, wanted) = (asked.One(VisitsApi.Take, 50), VisitsApi.StartOf(asked), VisitsApi.AskedOf(asked));
        if (asked.Refusal is { } refusal) return refusal;
        var said = (await known.Now(stop)).Said;
        if (EntityTag.IsKnown(asked.Context, $"{said.Edition} {(wanted.Territory is null ? "" : names.Release?.Id)}")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        var isThere = VisitsApi.IsThere(wanted, names);
        var found = said.Circuits.Where(c => wanted.Wants(c, isThere)).Select(c => c.Slug).Order(StringComparer.Ordinal)
            .Where(slug => start is not { } last || string.CompareOrdinal(slug, last.Slug) > 0).Take(take + 1).ToList();
        var page = found.Take(take).ToList();
        var rows = await db.Circuits.AsNoTracking().Include(c => c.Stops).Where(c => page.Contains(c.Slug) && c.IsPublished).ToListAsync(stop);
        return TypedResults.Ok(new VisitPage<CircuitSummary>([.. rows.OrderBy(c => c.Slug, StringComparer.Ordinal).Select(VisitShapes.Summary)], found.Count > take ? VisitsApi.Next(asked, DateTimeOffset.UnixEpoch, page[^1]) : null));
    }

    private static async Task<Results<Ok<VisitAnswer<CircuitDetails>>, ProblemHttpResult, StatusCodeHttpResult>> One(string slug, Asked asked, TerrilDb db, KnownVisits known, CancellationToken stop)
    {
        var said = (await known.Now(stop)).Said;
        if (await db.Circuits.AsNoTracking().Include(c => c.Stops).SingleOrDefaultAsync(c => c.Slug == slug && c.IsPublished, stop) is not { } circuit)
            return Problems.NotFound(asked.Context, new($"Aucun circuit ne s’appelle « {Problems.Quoted(slug)} » ; ils sont à /api/v1/circuits.", $"No circuit is called “{Problems.Quoted(slug)}”; they are at /api/v1/circuits."), Nearest.To(slug, said.Circuits.Select(c => c.Slug)));
        if (EntityTag.IsKnown(asked.Context, $"{said.Edition} {circuit.ChangedAt.UtcTicks}")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(new VisitAnswer<CircuitDetails>(VisitShapes.Details(circuit)));
    }
}
