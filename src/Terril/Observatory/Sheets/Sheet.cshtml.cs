using Microsoft.AspNetCore.Mvc;
using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;

namespace Terril.Observatory.Sheets;

/// <summary>The sheet of a territory. A code of yesterday leads to the territory of today, and says so.</summary>
public sealed class SheetPage(KeyFigures figures, EpciMap maps, Plates plates, Missing missing) : ReleasePage
{
    private const string FormerName = "ancien";
    private const int MostKeys = 4;

    public Territory Territory { get; private set; } = null!;

    public IReadOnlyList<Territory> Above { get; private set; } = [];

    /// <summary>The former code that led here, with its name.</summary>
    public string? Former { get; private set; }

    /// <summary>What a former territory became, when it is several.</summary>
    public IReadOnlyList<Territory> Successors { get; private set; } = [];

    public IReadOnlyList<KeyCard> Keys { get; private set; } = [];

    public IReadOnlyList<ThemeSection> Themes { get; private set; } = [];

    public IReadOnlyList<MissingFigure> Missing { get; private set; } = [];

    public IReadOnlyList<Territory> Members { get; private set; } = [];

    public TileMap? Map { get; private set; }

    public IReadOnlyList<Edition> Editions { get; private set; } = [];

    public IActionResult OnGet(string level, string code, string? slug)
    {
        if (Release.Find(new TerritoryId(level, code)) is not { } territory) return Yesterday(new(level, code));
        if (slug != Addresses.Slug(territory.Name)) return RedirectPermanent(With(Links.Territory(territory), Request.Query[FormerName]));

        Territory = territory;
        Above = [.. Release.Geography.Above(territory).Where(t => t.Level != Level.Country)];
        Former = Known(level, Request.Query[FormerName]);
        Keys = [.. KeyIndicators().Select(i => figures.Of(Release, i, territory))];
        Themes = [.. Release.Site.Themes.Select(theme => plates.Of(Release, theme, territory)).Where(t => t.Plates.Count + t.Lines.Count > 0)];
        Missing = missing.Of(Release, territory);
        Members = MembersOf(territory);
        Map = territory.Level switch
        {
            Level.Epci => EpciMap.Place(Release, territory),
            Level.Region when Release.Site.Indicator("population") is { } population => maps.Of(Release, population),
            _ => null,
        };
        Editions = EditionsOf(territory);
        return Page();
    }

    /// <summary>Those the site puts first at this level; where it says nothing of the level and they say little, others that do have a value here.</summary>
    private IEnumerable<Indicator> KeyIndicators()
    {
        var keys = Release.KeyIndicators(Territory.Level);
        if (Release.Site.KeyIndicatorsByLevel.ContainsKey(Territory.Level)) return keys.Take(MostKeys);
        var oneATheme = Release.Site.Themes.Select(t => Release.Of(t.Id).Where(i => !keys.Contains(i) && HasValue(i)).OrderByDescending(i => i.Kind == IndicatorKind.Ratio).FirstOrDefault()).OfType<Indicator>();
        return keys.Where(HasValue).Concat(oneATheme).Concat(keys.Where(i => !HasValue(i))).Take(MostKeys);
    }

    private bool HasValue(Indicator indicator) => Release.Latest(indicator.Id, "", Territory.Id) is { Status: not (Status.Unavailable or Status.None) };

    private IReadOnlyList<Territory> MembersOf(Territory territory) => territory.Level switch
    {
        Level.Epci => Release.Geography.Members(territory, Level.Commune),
        Level.Region => [],
        Level.Department => [.. Release.Shown(Level.Epci).Where(epci => Release.Geography.Above(epci).Contains(territory))],
        _ => [],
    };

    private IReadOnlyList<Edition> EditionsOf(Territory territory) =>
    [
        .. Release.Site.Indicators.Select(i => i.Id).Where(id => Release.Says(id, territory.Id)).SelectMany(Release.EditionsOf).Distinct()
            .OrderByDescending(e => e.Published).ThenBy(e => e.Path, StringComparer.Ordinal),
    ];

    private IActionResult Yesterday(TerritoryId id)
    {
        Successors = [.. Published.Lists.Successors(id, Release.Site.Vintage).Where(t => Release.Find(t.Id) is not null)];
        if (Successors is [var heir]) return RedirectPermanent(With(Links.Territory(heir), id.Code));
        if (Successors.Count == 0) return NotFound();

        Former = Known(id.Level, id.Code);
        return Page();
    }

    /// <summary>A code of an older list with the name it had; null when there was none.</summary>
    private string? Known(string level, string? code)
    {
        if (string.IsNullOrEmpty(code) || Release.Geography.Find(new(level, code)) is not null) return null;
        var name = level == Level.Commune
            ? Published.Lists.FormerNames(Release.Site.Vintage).FirstOrDefault(a => a.Code == code)?.Name
            : Published.Lists.Vintages.OrderDescending().Select(vintage => Published.Lists.At(vintage).Find(new(level, code))?.Name).FirstOrDefault(n => n is not null);
        return name is null ? null : $"{code} ({name})";
    }

    private static string With(string address, string? former) => string.IsNullOrEmpty(former)
        ? address
        : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{FormerName}={Uri.EscapeDataString(former)}";
}
