using Microsoft.AspNetCore.Http.HttpResults;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Api;
using Terril.Shared.Search;

namespace Terril.Observatory.Api;

/// <summary>A territory.</summary>
/// <param name="Level">`commune`, `epci`, `department`, `region`, `country`, or a level of the site.</param>
/// <param name="Code">Official code, as text: leading zeros count.</param>
/// <param name="Name">Official name.</param>
/// <param name="Kind">Legal form of an EPCI: `CC`, `CA`, `CU`, `METRO`; null for the others.</param>
/// <param name="Population">Municipal population of the official list; null where it has none.</param>
public sealed record TerritorySummary(string Level, string Code, string Name, string? Kind, int? Population)
{
    public static TerritorySummary Of(Territory t) => new(t.Level, t.Code, t.Name, KindOf(t), t.Population);

    public static string? KindOf(Territory t) => t.Kind.Length > 0 ? t.Kind : null;
}

/// <summary>A territory that a search or a list gives.</summary>
/// <param name="Territory">The territory of today: for a former commune, its largest heir.</param>
/// <param name="FormerCode">Code of the former commune that was found, when it is one.</param>
/// <param name="FormerName">Its name.</param>
public sealed record TerritoryFound(TerritorySummary Territory, string? FormerCode, string? FormerName);

/// <summary>A territory in full.</summary>
/// <param name="Vintage">Year of the official list in which the code is to be read.</param>
/// <param name="Postcodes">Postcodes of a commune.</param>
/// <param name="Above">What contains it, nearest first; for an EPCI, all that it touches, most peopled first.</param>
/// <param name="Members">How many territories of each level it is made of.</param>
public sealed record TerritoryDetails(
    string Level, string Code, string Name, string? Kind, int? Population, int Vintage,
    IReadOnlyList<string> Postcodes, IReadOnlyList<TerritorySummary> Above, IReadOnlyList<MemberCount> Members);

/// <summary>How many members of a level.</summary>
public sealed record MemberCount(string Level, int Count);

/// <summary>A member of a territory.</summary>
/// <param name="Whole">False for an EPCI that lies partly elsewhere.</param>
public sealed record MemberTerritory(string Level, string Code, string Name, string? Kind, int? Population, bool Whole);

/// <summary>Territories: found by name or code, listed, one, its members.</summary>
internal static class TerritoriesApi
{
    private const int MostFound = 100;

    private static readonly Parameter<string> s_q = Parameters.Words("q", "Words of a name, a postcode or a code; accents and hyphens do not matter, the last word may be unfinished. Searches the names of the release in force, former communes included.");
    private static readonly Parameter<string> s_level = Parameters.Words("level", "A level: commune, epci, department, region, country, or one of the site's own.");
    private static readonly Parameter<int> s_take = Parameters.Whole("take", $"How many. A search gives {MostFound} at most.", 1, 1000, 100);

    public static void Map(IEndpointRouteBuilder territories)
    {
        territories.MapRead("", List).WithName("listTerritories").WithSummary("Finds territories by name, postcode or code; without words, lists them by level and code.")
            .Takes(s_q, s_level, s_take, Parameters.Cursor);
        territories.MapRead("/{level}/{code}", One).WithName("getTerritory").WithSummary("One territory. A former code answers 301 when it has one heir, 410 with its successors when it has several.")
            .Produces(StatusCodes.Status301MovedPermanently).ProducesProblem(StatusCodes.Status410Gone);
        territories.MapRead("/{level}/{code}/members", Members).WithName("listMembers").WithSummary("The territories that one is made of; for EPCIs, those that have a commune in it.")
            .Takes(s_level, s_take, Parameters.Cursor).Produces(StatusCodes.Status301MovedPermanently).ProducesProblem(StatusCodes.Status410Gone);
    }

    private static async Task<Results<Ok<Page<TerritoryFound>>, ProblemHttpResult>> List(Asked asked, ReleaseRead reading, SearchIndex index, WriteSearchEntries entries, CancellationToken stop)
    {
        var (words, take, levels) = (asked.One(s_q, ""), asked.One(s_take, 100), LevelsAsked(asked, reading));
        if (asked.Refusal is { } refusal) return refusal;
        if (words.Length == 0)
            return TypedResults.Ok(reading.Page([.. levels.SelectMany(reading.Release.Shown)], take, t => new TerritoryFound(TerritorySummary.Of(t), null, null)));

        await entries.Run(stop);
        var found = await index.Find(words, Math.Min(take, MostFound), stop, [.. levels]);
        return TypedResults.Ok(new Page<TerritoryFound>(reading.Release.Id, [.. found.Select(e => Found(reading, e)).OfType<TerritoryFound>()], null));
    }

    private static Results<Ok<Answer<TerritoryDetails>>, ProblemHttpResult, RedirectHttpResult> One(string level, string code, Asked asked, ReleaseRead reading)
    {
        var release = reading.Release;
        var id = new TerritoryId(level, code);
        if (release.Find(id) is not { } t) return Heir(reading, id) is { } heir ? Moved(asked, heir) : Former.Refuse(asked, reading, id);
        var members = release.Geography.Levels.Select(l => new MemberCount(l, MembersOf(reading, t, l).Count)).Where(m => m.Count > 0);
        return TypedResults.Ok(reading.Answer(new TerritoryDetails(t.Level, t.Code, t.Name, TerritorySummary.KindOf(t), t.Population, release.Site.Vintage,
            t.Postcodes, [.. release.Geography.Above(t).Select(TerritorySummary.Of)], [.. members])));
    }

    private static Results<Ok<Page<MemberTerritory>>, ProblemHttpResult, RedirectHttpResult> Members(string level, string code, Asked asked, ReleaseRead reading)
    {
        var id = new TerritoryId(level, code);
        var (take, levels) = (asked.One(s_take, 100), LevelsAsked(asked, reading));
        if (asked.Refusal is { } refusal) return refusal;
        if (reading.Release.Find(id) is not { } territory) return Heir(reading, id) is { } heir ? Moved(asked, heir, "/members") : Former.Refuse(asked, reading, id);

        var members = levels.Select(l => MembersOf(reading, territory, l)).FirstOrDefault(m => m.Count > 0) ?? [];
        return TypedResults.Ok(reading.Page(members, take, m => new MemberTerritory(m.Level, m.Code, m.Name, TerritorySummary.KindOf(m), m.Population, IsWhole(reading, m, territory))));
    }

    /// <summary>The level asked, or all of them, finest first.</summary>
    private static IReadOnlyList<string> LevelsAsked(Asked asked, ReleaseRead reading)
    {
        var known = reading.Release.Geography.Levels;
        if (asked.One(s_level, "") is not { Length: > 0 } level) return known;
        if (!known.Contains(level)) asked.Unknown(s_level, level, Text.Same(string.Join(", ", known)), known);
        return [level];
    }

    private static IReadOnlyList<Territory> MembersOf(ReleaseRead reading, Territory territory, string level)
    {
        var geography = reading.Release.Geography;
        var members = level == Level.Epci && territory.Level is Level.Department or Level.Region
            ? geography.Touching(territory, level).OrderBy(t => t.Code, StringComparer.Ordinal)
            : geography.Members(territory, level).AsEnumerable();
        return [.. members.Where(m => reading.Release.Find(m.Id) is not null)];
    }

    private static bool IsWhole(ReleaseRead reading, Territory member, Territory territory) =>
        member.Level != Level.Epci || reading.Release.Geography.Above(member).Count(above => above.Level == territory.Level) == 1;

    private static TerritoryFound? Found(ReleaseRead reading, SearchEntry entry)
    {
        if (entry.Path.Split('/', '?') is not [_, _, var level, var code, ..]) return null;
        var id = new TerritoryId(level, code);
        if (reading.Release.Find(id) is { } today) return new(TerritorySummary.Of(today), null, null);
        return Former.HeirsOf(reading, id) is [var heir, ..] ? new(TerritorySummary.Of(heir), code, entry.Title.Fr) : null;
    }

    private static Territory? Heir(ReleaseRead reading, TerritoryId id) => Former.HeirsOf(reading, id) is [var only] ? only : null;

    private static RedirectHttpResult Moved(Asked asked, Territory to, string rest = "") =>
        TypedResults.LocalRedirect($"{asked.Request.PathBase}{ApiModule.Root}/territories/{to.Level}/{to.Code}{rest}{asked.Request.QueryString}", permanent: true);
}
