using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;
using Terril.Collectives.Organisations;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Api;
using Terril.Shared.Database;
using Terril.Shared.Wording;

namespace Terril.Collectives.Api;

/// <summary>The organisations: listed, one.</summary>
internal static class OrganisationsApi
{
    private static readonly Parameter<string> s_words = Parameters.Words("q", "Words of their name.", 100);
    private static readonly Parameter<string> s_kind = Parameters.Choice("kind", "What they are.", [.. Enum.GetNames<OrganisationKind>()]);
    private static readonly Parameter<string> s_theme = Parameters.Words("theme", "Key of a theme.", 80);
    private static readonly Parameter<string> s_collective = Parameters.Words("collective", "Slug of a collective that they are members of today.", 120);
    private static readonly Parameter<int> s_take = Parameters.Whole("take", "How many.", 1, 200, 50);
    private static readonly Parameter<IReadOnlyList<string>> s_cursor = Parameters.Cursor with { Meaning = "Where the list goes on. Opaque: follow the `next` link of the page before." };

    private static readonly Parameter<TerritoryId> s_territory = new("territory", "A territory, as `level:code`: those that act there, in what contains it, or in what it contains.", Parameters.Of(JsonSchemaType.String),
        TerritoryId.TryParse, new("niveau:code, comme epci:200093201", "level:code, such as epci:200093201"));

    public static void Map(IEndpointRouteBuilder organisations)
    {
        organisations.MapRead("", List).WithName("listOrganisations").WithSummary("Organisations that act, by their slug.").Takes(s_words, s_kind, s_theme, s_territory, s_collective, s_take, s_cursor).Produces(StatusCodes.Status304NotModified);
        organisations.MapRead("/{slug}", One).WithName("getOrganisation").WithSummary("An organisation, and the collectives that it is or was in. Nothing of the people who speak for it.")
            .Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<OrganisationList>, ProblemHttpResult, StatusCodeHttpResult>> List(Asked asked, KnownCollectives known, SubjectNames names, TimeProvider clock, CancellationToken stop)
    {
        var (take, cursor) = (asked.One(s_take, 50), asked.One(s_cursor, []));
        string? One(Parameter<string> parameter) => asked.One(parameter, "") is { Length: > 0 } said ? said : null;
        var wanted = new OrganisationsAsked { Words = One(s_words), Kind = One(s_kind), Theme = One(s_theme), Collective = One(s_collective), Territory = asked.All(s_territory) is [var territory] ? territory.ToString() : null };
        string? last = null;
        if (cursor is [var list, var after] && list == asked.Fingerprint(s_cursor.Name, s_take.Name)) last = after;
        else if (cursor.Count > 0) asked.Refuse(s_cursor, null, new("vient d’une autre demande ; suivez le lien « next » sans rien y changer, ou repartez sans lui", "comes from another request; follow the “next” link as it stands, or start again without it"));
        if (asked.Refusal is { } refusal) return refusal;
        var said = await known.Now(stop);
        if (EntityTag.IsKnown(asked.Context, $"{said.Edition} {(wanted.Territory is null ? "" : names.Release?.Id)} {(wanted.Collective is null ? "" : Paris.Day(clock.GetUtcNow()))}")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var found = wanted.Among(said, names, Paris.Day(clock.GetUtcNow())).OrderBy(o => o.Slug, StringComparer.Ordinal)
            .Where(o => last is null || string.CompareOrdinal(o.Slug, last) > 0).Take(take + 1).ToList();
        var page = found.Take(take).ToList();
        return TypedResults.Ok(new OrganisationList([.. page.Select(CollectiveShapes.Summary)], found.Count > take ? asked.Again((s_cursor.Name, Cursor.Write([asked.Fingerprint(s_cursor.Name, s_take.Name), page[^1].Slug]))) : null));
    }

    private static async Task<Results<Ok<OrganisationAnswer>, ProblemHttpResult, StatusCodeHttpResult>> One(string slug, Asked asked, TerrilDb db, KnownCollectives known, CancellationToken stop)
    {
        var said = await known.Now(stop);
        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Slug == slug && o.IsPublished && o.MergedInto == null, stop) is not { } organisation)
            return Problems.NotFound(asked.Context, new($"Aucune organisation ne s’appelle « {Problems.Quoted(slug)} » ; elles sont à /api/v1/organisations.", $"No organisation is called “{Problems.Quoted(slug)}”; they are at /api/v1/organisations."), Nearest.To(slug, said.Organisations.Select(o => o.Slug)));
        if (EntityTag.IsKnown(asked.Context, said.Edition)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(new OrganisationAnswer(CollectiveShapes.Details(organisation, said)));
    }
}
