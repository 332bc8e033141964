using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Actions.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Actions.Census;

/// <summary>A tile of the map, or a territory that has none, and how many actions are counted under it.</summary>
/// <param name="Key">As <see cref="ActionsAsked.Place"/>.</param>
/// <param name="Territory">Null for those that are nowhere that is published.</param>
public sealed record PlaceOfActions(string Key, Territory? Territory, int Count);

/// <summary>The census: the list first, page by page, then the same actions by place.</summary>
[Open]
[SharedPage("theme", "territory", "place", "indicator", "stage", "organisation", "axis", "plan", "q", "box", "number")]
public sealed class IndexPage(FindActions find, Outlines outlines, Words T, Links links) : PageModel
{
    public const int PageSize = 50;

    /// <summary>What MapLibre weighs, compressed: its map, its worker, its styles.</summary>
    public const int MapKilobytes = 450;

    public ActionsAsked Asked { get; private set; } = new();

    public SubjectNames Names => find.Names;

    public CollectivesSaid Who { get; private set; } = null!;

    /// <summary>How many are found.</summary>
    public int Count { get; private set; }

    /// <summary>How many there are.</summary>
    public int Total { get; private set; }

    /// <summary>Those of the page.</summary>
    public IReadOnlyList<ActionBrief> Actions { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public int Pages { get; private set; } = 1;

    /// <summary>All that are found, by place, wherever they are in the list.</summary>
    public IReadOnlyList<PlaceOfActions> Places { get; private set; } = [];

    /// <summary>Those that are lit on the map; null when the site draws none.</summary>
    public IReadOnlyDictionary<string, PlaceOfActions>? Lit { get; private set; }

    /// <summary>How many of those that are found have a point.</summary>
    public int Pointed { get; private set; }

    /// <summary>What the map is drawn on. Where no outlines are loaded there is no map: points on nothing tell nothing.</summary>
    public Outline? Outline { get; private set; }

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public IReadOnlyList<Territory> Territories { get; private set; } = [];

    public IReadOnlyList<string> Indicators { get; private set; } = [];

    public IReadOnlyList<string> Plans { get; private set; } = [];

    public async Task<IActionResult> OnGet(string? number, CancellationToken stop)
    {
        Asked = ActionsAsked.Of(Request.Query);
        if (Asked.Faults is [var (name, what), ..]) return Refuse(name, T[new Terril.Observatory.Text($"« {name} » {what.Fr}.", $"“{name}” {what.En}.")]);
        var (found, said, who) = await find.Run(Asked, stop);
        if (said.Edition.Length == 0) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        (Count, Total, Who) = (found.Count, said.All.Count, who);
        Pages = Math.Max(1, (Count + PageSize - 1) / PageSize);
        if (number is not null && !(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= 1 && read <= Pages)) return Refuse("number", T[$"La dernière page est {Pages}.", $"The last page is {Pages}."]);
        Number = number is null ? 1 : int.Parse(number, CultureInfo.InvariantCulture);
        Actions = [.. found.Skip((Number - 1) * PageSize).Take(PageSize)];
        (Pointed, Outline) = (found.Count(MapData.HasPoint), outlines.Now());
        Locate(found);
        Choices(said);
        return Page();
    }

    /// <summary>This page, asked otherwise.</summary>
    public string At(ActionsAsked asked, int number = 1) => links.To(ActionPaths.Census, asked.Query(number));

    /// <summary>The same actions in a file.</summary>
    public string File(string path) => links.To(path, Asked.Query());

    /// <summary>Where it is, in a few words.</summary>
    public string Where(ActionBrief action) => T.List([.. action.Territories.Take(3).Select(Names.TerritoryName)]);

    public string Lead(ActionBrief action) => Who.Organisation(action.Lead)?.Name ?? action.LeadName;

    /// <summary>From one action to many: five classes.</summary>
    public static string Css(int count) => count switch { 1 => "q1", 2 => "q2", <= 5 => "q3", <= 20 => "q4", _ => "q5" };

    public IReadOnlyList<MapClass> Legend =>
    [
        new("q1", T["une action", "one action"]), new("q2", T["deux", "two"]), new("q3", T["3 à 5", "3 to 5"]), new("q4", T["6 à 20", "6 to 20"]), new("q5", T["plus de 20", "over 20"]), new("nil", T["aucune", "none"]),
    ];

    private void Locate(IReadOnlyList<ActionBrief> found)
    {
        Places =
        [
            .. found.SelectMany(find.PlacesOf).CountBy(place => place, StringComparer.Ordinal).Select(p => new PlaceOfActions(p.Key, Names.Territory(p.Key), p.Value))
                .OrderBy(p => p.Territory is null).ThenBy(p => p.Territory?.Name, StringComparer.Ordinal),
        ];
        if (Names.Release is not { Site.Tiles.Count: > 0 } release) return;
        var tiles = release.Site.Tiles.Select(t => t.Code).ToHashSet(StringComparer.Ordinal);
        Lit = Places.Where(p => p.Territory is { Level: Level.Epci } epci && tiles.Contains(epci.Code)).ToDictionary(p => p.Territory!.Code, StringComparer.Ordinal);
    }

    // What is offered is what finds something, and what is asked.
    private void Choices(ActionsSaid said)
    {
        Themes = [.. Used(said, a => a.Themes, Asked.Theme).OrderBy(Names.Theme, StringComparer.CurrentCulture)];
        Indicators = [.. Used(said, a => a.Indicators, Asked.Indicator).Order(StringComparer.Ordinal)];
        Plans = [.. ActionWords.Plans.Select(p => p.Key).Intersect(Used(said, a => a.Plans, Asked.Plan), StringComparer.Ordinal)];
        Territories = [.. said.All.SelectMany(find.PlacesOf).Append(Asked.Territory ?? "").Distinct(StringComparer.Ordinal).Select(Names.Territory).OfType<Territory>().OrderBy(t => t.Name, StringComparer.CurrentCulture)];
    }

    private static IEnumerable<string> Used(ActionsSaid said, Func<ActionBrief, IReadOnlyList<string>> of, string? asked) => said.All.SelectMany(of).Append(asked ?? "").Where(k => k.Length > 0).Distinct(StringComparer.Ordinal);

    private StatusCodeResult Refuse(string parameter, string what)
    {
        HttpContext.Features.Set(new BadParameter(parameter, what));
        return StatusCode(StatusCodes.Status400BadRequest);
    }
}
