using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;
using Terril.Actions.Census;
using Terril.Actions.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Api;
using Terril.Shared.Database;

namespace Terril.Actions.Api;

/// <summary>The census: listed, one.</summary>
internal static class ActionsApi
{
    private static readonly Parameter<string> s_theme = Parameters.Words(ActionsAsked.ThemeName, "Key of a theme.", ActionsAsked.Longest);
    private static readonly Parameter<string> s_indicator = Parameters.Words(ActionsAsked.IndicatorName, "Id of an indicator that they speak to.", ActionsAsked.Longest);
    private static readonly Parameter<string> s_stage = Parameters.Choice(ActionsAsked.StageName, "How far they are.", [.. ActionsAsked.Stages.Keys]);
    private static readonly Parameter<string> s_organisation = Parameters.Words(ActionsAsked.OrganisationName, "Slug of an organisation that leads them or takes part.", ActionsAsked.Longest);
    private static readonly Parameter<string> s_axis = Parameters.Words(ActionsAsked.AxisName, "Id of an axis of a collective.", ActionsAsked.Longest);
    private static readonly Parameter<string> s_plan = Parameters.Choice(ActionsAsked.PlanName, "The plan that they serve.", [.. ActionWords.Plans.Select(p => p.Key)]);
    private static readonly Parameter<string> s_words = Parameters.Words(ActionsAsked.WordsName, "Words that are all in them; accents do not matter.", ActionsAsked.Longest);
    private static readonly Parameter<string> s_place = Parameters.Words(ActionsAsked.PlaceName, "The tile of the map under which they are counted, as `level:code`; `none` for those that are nowhere that is published.", ActionsAsked.Longest);
    private static readonly Parameter<Box> s_box = new(ActionsAsked.BoxName, "Where their point lies, or one within their area, in degrees: `west,south,east,north`. What has neither is not found.", Parameters.Of(JsonSchemaType.String), Box.TryParse, Box.Form);
    private static readonly Parameter<int> s_take = Parameters.Whole("take", "How many.", 1, 200, 50);

    private static readonly Parameter<TerritoryId> s_territory = new(ActionsAsked.TerritoryName, "A territory, as `level:code`: what is there, in what contains it, or in what it contains.", Parameters.Of(JsonSchemaType.String),
        TerritoryId.TryParse, new("niveau:code, comme epci:200093201", "level:code, such as epci:200093201"));

    private static readonly Parameter<IReadOnlyList<string>> s_cursor = Parameters.Cursor with { Meaning = "Where the list goes on. Opaque: follow the `next` link of the page before." };

    public static void Map(IEndpointRouteBuilder actions)
    {
        actions.MapRead("", List).WithName("listActions").WithSummary("The census of actions, by title: those of the page `/actions` with the same filters.")
            .Takes(s_theme, s_territory, s_place, s_indicator, s_stage, s_organisation, s_axis, s_plan, s_words, s_box, s_take, s_cursor).Produces(StatusCodes.Status304NotModified);
        actions.MapRead("/{slug}", One).WithName("getAction").WithSummary("An action of the census, in full. Nothing of who proposed it.")
            .Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<CensusPage<ActionSummary>>, ProblemHttpResult, StatusCodeHttpResult>> List(Asked asked, FindActions find, CancellationToken stop)
    {
        var (take, start, wanted) = (asked.One(s_take, 50), StartOf(asked), AskedOf(asked));
        if (asked.Refusal is { } refusal) return refusal;
        var (found, said, who) = await find.Run(wanted, stop);
        if (EntityTag.IsKnown(asked.Context, $"{said.Edition} {who.Edition} {find.Names.Release?.Id}")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var rest = found.Where(a => start is not { } last || After(a, last)).Take(take + 1).ToList();
        var page = rest.Take(take).ToList();
        return TypedResults.Ok(new CensusPage<ActionSummary>([.. page.Select(a => ActionSummary.Of(a, who))], found.Count, rest.Count > take ? Next(asked, page[^1]) : null));
    }

    private static async Task<Results<Ok<CensusAnswer<ActionDetails>>, ProblemHttpResult, StatusCodeHttpResult>> One(string slug, Asked asked, TerrilDb db, KnownActions known, KnownCollectives collectives, CancellationToken stop)
    {
        var (said, who) = (await known.Now(stop), await collectives.Now(stop));
        if (said.All.FirstOrDefault(a => a.Slug == slug) is not { } brief || await db.ActionSheets.AsNoTracking().Whole().SingleOrDefaultAsync(s => s.Id == brief.Id, stop) is not { } sheet)
            return Problems.NotFound(asked.Context, new($"Aucune action ne s’appelle « {Problems.Quoted(slug)} » ; elles sont à /api/v1/actions.", $"No action is called “{Problems.Quoted(slug)}”; they are at /api/v1/actions."), Nearest.To(slug, said.All.Select(a => a.Slug)));
        if (EntityTag.IsKnown(asked.Context, $"{said.Edition} {who.Edition} {sheet.ChangedAt.UtcTicks}")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(new CensusAnswer<ActionDetails>(ActionDetails.Of(sheet, brief, who)));
    }

    private static ActionsAsked AskedOf(Asked asked) => new()
    {
        Theme = Said(asked, s_theme), Indicator = Said(asked, s_indicator), Organisation = Said(asked, s_organisation), Axis = Said(asked, s_axis), Plan = Said(asked, s_plan), Words = Said(asked, s_words), Place = Said(asked, s_place),
        Territory = asked.All(s_territory) is [var territory] ? territory.ToString() : null,
        Box = asked.All(s_box) is [var box] ? box : null,
        Stage = Said(asked, s_stage) is { } stage ? ActionsAsked.Stages[stage] : null,
    };

    private static string? Said(Asked asked, Parameter<string> parameter) => asked.One(parameter, "") is { Length: > 0 } said ? said : null;

    // The last that the page before gave; the first page has none.
    private static (string Key, string Slug)? StartOf(Asked asked)
    {
        var cursor = asked.One(s_cursor, []);
        if (cursor.Count == 0) return null;
        if (cursor is [var list, var key, var slug] && list == asked.Fingerprint(s_cursor.Name, s_take.Name)) return (key, slug);
        asked.Refuse(s_cursor, null, new("vient d’une autre demande ; suivez le lien « next » sans rien y changer, ou repartez sans lui", "comes from another request; follow the “next” link as it stands, or start again without it"));
        return null;
    }

    private static string Next(Asked asked, ActionBrief last) => asked.Again((s_cursor.Name, Shared.Api.Cursor.Write([asked.Fingerprint(s_cursor.Name, s_take.Name), last.Key, last.Slug])));

    private static bool After(ActionBrief action, (string Key, string Slug) last) =>
        string.CompareOrdinal(action.Key, last.Key) is var order && (order > 0 || order == 0 && string.CompareOrdinal(action.Slug, last.Slug) > 0);
}
