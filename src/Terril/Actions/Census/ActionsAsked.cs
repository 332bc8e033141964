using Terril.Actions.Public;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Search;

namespace Terril.Actions.Census;

/// <summary>
/// What an address asks of the census. The list, the map, the CSV, the GeoJSON and the API read it alike, and ask it of the same
/// published sheets: they are the same actions.
/// </summary>
public sealed record ActionsAsked
{
    public const string ThemeName = "theme";
    public const string TerritoryName = "territory";
    public const string PlaceName = "place";
    public const string IndicatorName = "indicator";
    public const string StageName = "stage";
    public const string OrganisationName = "organisation";
    public const string AxisName = "axis";
    public const string PlanName = "plan";
    public const string WordsName = "q";
    public const string BoxName = "box";

    /// <summary>As <see cref="Place"/>: those that are at no intermunicipality, department or region that is published.</summary>
    public const string Nowhere = "none";

    public const int Longest = 80;

    public string? Theme { get; init; }

    /// <summary><c>level:code</c>; what contains it and what is inside of it are found too.</summary>
    public string? Territory { get; init; }

    /// <summary>The tile of the map under which it is counted, <c>level:code</c>, or <see cref="Nowhere"/>.</summary>
    public string? Place { get; init; }

    public string? Indicator { get; init; }

    public ActionStage? Stage { get; init; }

    /// <summary>Slug of an organisation that leads it or takes part.</summary>
    public string? Organisation { get; init; }

    /// <summary>Id of an axis of a collective.</summary>
    public string? Axis { get; init; }

    public string? Plan { get; init; }

    /// <summary>Words that are all in it.</summary>
    public string? Words { get; init; }

    /// <summary>What its point lies in, or the one within its area; what has neither is not found then.</summary>
    public Box? Box { get; init; }

    /// <summary>What could not be read: the parameter, and what to write.</summary>
    public IReadOnlyList<(string Name, Text What)> Faults { get; init; } = [];

    public bool IsFiltered => this with { Faults = s_none } != new ActionsAsked { Faults = s_none };

    private static readonly (string, Text)[] s_none = [];

    public static ActionsAsked Of(IQueryCollection query)
    {
        List<(string, Text)> faults = [];
        string? Said(string name, bool isName = true)
        {
            var said = query[name].FirstOrDefault()?.Trim();
            if (string.IsNullOrEmpty(said)) return null;
            if (said.Length <= Longest && !said.Any(c => isName ? char.IsWhiteSpace(c) : char.IsControl(c))) return said;
            faults.Add((name, isName ? new("ne se lit pas : choisissez dans la liste", "cannot be read: choose from the list") : new($"tient en {Longest} signes", $"holds in {Longest} characters")));
            return null;
        }
        var stage = Said(StageName);
        ActionStage? read = null;
        if (stage is not null && Stages.TryGetValue(stage, out var known)) read = known;
        else if (stage is not null) faults.Add((StageName, new($"est l’un de : {string.Join(", ", Stages.Keys)}", $"is one of: {string.Join(", ", Stages.Keys)}")));
        Box? box = null;
        if (Said(BoxName) is { } sides && !Box.TryParse(sides, out box)) faults.Add((BoxName, Box.Form));
        return new()
        {
            Theme = Said(ThemeName), Territory = Said(TerritoryName), Place = Said(PlaceName), Indicator = Said(IndicatorName), Stage = read,
            Organisation = Said(OrganisationName), Axis = Said(AxisName), Plan = Said(PlanName), Words = Said(WordsName, isName: false), Box = box, Faults = faults,
        };
    }

    /// <summary>Stages as addresses write them.</summary>
    public static IReadOnlyDictionary<string, ActionStage> Stages { get; } = Enum.GetValues<ActionStage>().ToDictionary(Write, StringComparer.Ordinal);

    public static string Write(ActionStage stage) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(stage.ToString());

    /// <summary>The same in an address.</summary>
    public (string Name, string? Value)[] Query(int number = 1) =>
    [
        (ThemeName, Theme), (TerritoryName, Territory), (PlaceName, Place), (IndicatorName, Indicator), (StageName, Stage is { } stage ? Write(stage) : null),
        (OrganisationName, Organisation), (AxisName, Axis), (PlanName, Plan), (WordsName, Words), (BoxName, Box?.ToString()),
        ("number", number > 1 ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
    ];
}

/// <summary>Finds the actions that are asked for, in the order in which they are said.</summary>
public sealed class FindActions(KnownActions known, KnownCollectives collectives, SubjectNames names)
{
    public SubjectNames Names => names;

    /// <summary>The edition of the answer: what it was made from.</summary>
    public async Task<(IReadOnlyList<ActionBrief> Found, ActionsSaid Said, CollectivesSaid Who)> Run(ActionsAsked asked, CancellationToken stop)
    {
        var (said, who) = (await known.Now(stop), await collectives.Now(stop));
        return ([.. said.All.Where(Matching(asked, who))], said, who);
    }

    /// <summary>Under which tile of the map, or which larger territory, something there is counted; <see cref="ActionsAsked.Nowhere"/> for nothing known.</summary>
    public IReadOnlyCollection<string> PlacesOf(ActionBrief action)
    {
        var places = action.Territories.Select(PlaceOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return places.Count == 0 ? [ActionsAsked.Nowhere] : places;
    }

    private readonly Dictionary<string, string?> _places = new(StringComparer.Ordinal);

    private string? PlaceOf(string key)
    {
        if (!_places.TryGetValue(key, out var place)) _places[key] = place = names.PlaceOf(key)?.Id.ToString();
        return place;
    }

    private Func<ActionBrief, bool> Matching(ActionsAsked asked, CollectivesSaid who)
    {
        var isThere = asked.Territory is { } territory ? Once(names.About(territory)) : _ => true;
        var organisation = asked.Organisation is { } slug ? who.Organisations.FirstOrDefault(o => o.Slug == slug) : null;
        var words = SearchText.Words(asked.Words);
        bool IsOf(Guid? id) => who.Organisation(id) is { } of && of.Id == organisation?.Id;
        return a =>
            (asked.Theme is null || a.Themes.Contains(asked.Theme, StringComparer.Ordinal))
            && (asked.Indicator is null || a.Indicators.Contains(asked.Indicator, StringComparer.Ordinal))
            && (asked.Axis is null || a.Axes.Contains(asked.Axis, StringComparer.Ordinal))
            && (asked.Plan is null || a.Plans.Contains(asked.Plan, StringComparer.Ordinal))
            && (asked.Stage is null || a.Stage == asked.Stage)
            && (asked.Organisation is null || IsOf(a.Lead) || a.Partners.Any(p => IsOf(p)))
            && words.All(word => a.Words.Contains(word, StringComparison.Ordinal))
            && (asked.Place is null || PlacesOf(a).Contains(asked.Place))
            && (asked.Box is null || asked.Box.Holds(a.Latitude, a.Longitude))
            && isThere(a.Territories);
    }

    // A territory is looked up once, however many actions are there.
    private static Func<IReadOnlyList<string>, bool> Once(Func<IReadOnlyList<string>, bool> about)
    {
        Dictionary<string, bool> known = new(StringComparer.Ordinal);
        return keys => keys.Any(key => known.TryGetValue(key, out var isThere) ? isThere : known[key] = about([key]));
    }
}
