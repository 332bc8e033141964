using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;
using Terril.Agenda.Events;
using Terril.Agenda.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Api;
using Terril.Shared.Database;
using Terril.Shared.Wording;

namespace Terril.Agenda.Api;

/// <summary>The agenda: dates listed, one event.</summary>
internal static class EventsApi
{
    private static readonly Parameter<string> s_kind = Parameters.Choice(AgendaAsked.KindName, "`visit`, or the kind of event.", [AgendaAsked.Visits, .. AgendaAsked.Kinds.Keys]);
    private static readonly Parameter<string> s_theme = Parameters.Words(AgendaAsked.ThemeName, "Key of a theme.", AgendaAsked.Longest);
    private static readonly Parameter<string> s_audience = Parameters.Choice(AgendaAsked.AudienceName, "What is for them, or for everybody.", [.. AgendaWords.Audiences.Select(a => a.Key)]);
    private static readonly Parameter<string> s_organisation = Parameters.Words(AgendaAsked.OrganisationName, "Slug of the organisation that holds them.", AgendaAsked.Longest);
    private static readonly Parameter<string> s_free = Parameters.Choice(AgendaAsked.FreeName, "`1` for what is free.", ["1"]);
    private static readonly Parameter<string> s_online = Parameters.Choice(AgendaAsked.OnlineName, "`1` for what can be followed from afar.", ["1"]);
    private static readonly Parameter<string> s_words = Parameters.Words(AgendaAsked.WordsName, "Words that are all in them; accents do not matter.", AgendaAsked.Longest);
    private static readonly Parameter<DateOnly?> s_from = Parameters.Day(AgendaAsked.FromName, "The first day; today when it is not said.");
    private static readonly Parameter<DateOnly?> s_to = Parameters.Day(AgendaAsked.ToName, "The last day.");
    private static readonly Parameter<int> s_take = Parameters.Whole("take", "How many.", 1, 200, 50);

    private static readonly Parameter<TerritoryId> s_territory = new(AgendaAsked.TerritoryName, "A territory, as `level:code`: what is there, in what contains it, or in what it contains.", Parameters.Of(JsonSchemaType.String),
        TerritoryId.TryParse, new("niveau:code, comme epci:200093201", "level:code, such as epci:200093201"));

    private static readonly Parameter<IReadOnlyList<string>> s_cursor = Parameters.Cursor with { Meaning = "Where the list goes on. Opaque: follow the `next` link of the page before." };

    public static void Map(IEndpointRouteBuilder events)
    {
        events.MapRead("", List).WithName("listEvents").WithSummary("The dates of the agenda, visits among them: those of the page `/agenda` with the same filters.")
            .Takes(s_kind, s_theme, s_territory, s_audience, s_organisation, s_free, s_online, s_words, s_from, s_to, s_take, s_cursor).Produces(StatusCodes.Status304NotModified);
        events.MapRead("/{slug}", One).WithName("getEvent").WithSummary("An event of the agenda, in full, with its dates. Nothing of who proposed it. Visits are at `/visits`.")
            .Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<AgendaPage<AgendaDateSummary>>, ProblemHttpResult, StatusCodeHttpResult>> List(Asked asked, FindEntries find, TimeProvider clock, CancellationToken stop)
    {
        var (take, start, wanted) = (asked.One(s_take, 50), StartOf(asked), AskedOf(asked));
        if (asked.Refusal is { } refusal) return refusal;
        var today = Paris.Day(clock.GetUtcNow());
        var held = await find.Held(stop);
        if (EntityTag.IsKnown(asked.Context, $"{held.Edition} {find.Names.Release?.Id} {today:O}")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var found = find.Between(held, wanted, Paris.Start(wanted.From ?? today), wanted.To is { } to ? Paris.Start(to.AddDays(1)) : DateTimeOffset.MaxValue);
        var rest = found.Where(e => start is not { } last || After(e, last)).Take(take + 1).ToList();
        var page = rest.Take(take).ToList();
        return TypedResults.Ok(new AgendaPage<AgendaDateSummary>([.. page.Select(e => AgendaDateSummary.Of(e, held.Who))], found.Count, rest.Count > take ? Next(asked, page[^1]) : null));
    }

    private static async Task<Results<Ok<EventAnswer<EventDetails>>, ProblemHttpResult, StatusCodeHttpResult>> One(string slug, Asked asked, TerrilDb db, KnownAgenda known, KnownCollectives collectives, CancellationToken stop)
    {
        var (said, who) = (await known.Now(stop), await collectives.Now(stop));
        var one = await db.AgendaEvents.AsNoTracking().Include(e => e.Dates).SingleOrDefaultAsync(e => e.Slug == slug && e.State == EventState.Published && e.SameAs == null, stop);
        if (one is null)
            return Problems.NotFound(asked.Context, new($"Aucun rendez-vous ne s’appelle « {Problems.Quoted(slug)} » ; ils sont à /api/v1/events.", $"No event is called “{Problems.Quoted(slug)}”; they are at /api/v1/events."), Nearest.To(slug, said.All.Values.Where(e => !e.IsWithdrawn).Select(e => e.Slug)));
        if (EntityTag.IsKnown(asked.Context, $"{who.Edition} {one.Id} {one.ChangedAt.UtcTicks}")) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var feed = one.FeedId is { } id ? await db.AgendaFeeds.Where(f => f.Id == id).Select(f => f.Name).SingleAsync(stop) : null;
        return TypedResults.Ok(new EventAnswer<EventDetails>(EventDetails.Of(one, who.Organisation(one.OrganisationId), feed)));
    }

    private static AgendaAsked AskedOf(Asked asked) => new()
    {
        Kind = Said(asked, s_kind), Theme = Said(asked, s_theme), ForWhom = Said(asked, s_audience), Organisation = Said(asked, s_organisation), Words = Said(asked, s_words),
        Free = Said(asked, s_free) is not null, Online = Said(asked, s_online) is not null,
        Territory = asked.All(s_territory) is [var territory] ? territory.ToString() : null,
        From = asked.One(s_from, null), To = asked.One(s_to, null),
    };

    private static string? Said(Asked asked, Parameter<string> parameter) => asked.One(parameter, "") is { Length: > 0 } said ? said : null;

    // The last that the page before gave; the first page has none.
    private static (long At, string Path)? StartOf(Asked asked)
    {
        var cursor = asked.One(s_cursor, []);
        if (cursor.Count == 0) return null;
        if (cursor is [var list, var at, var path] && list == asked.Fingerprint(s_cursor.Name, s_take.Name) && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)) return (ticks, path);
        asked.Refuse(s_cursor, null, new("vient d’une autre demande ; suivez le lien « next » sans rien y changer, ou repartez sans lui", "comes from another request; follow the “next” link as it stands, or start again without it"));
        return null;
    }

    private static string Next(Asked asked, AgendaEntry last) =>
        asked.Again((s_cursor.Name, Shared.Api.Cursor.Write([asked.Fingerprint(s_cursor.Name, s_take.Name), last.StartsAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Path])));

    private static bool After(AgendaEntry entry, (long At, string Path) last) =>
        entry.StartsAt.UtcTicks > last.At || entry.StartsAt.UtcTicks == last.At && string.CompareOrdinal(entry.Path, last.Path) > 0;
}
