using Microsoft.AspNetCore.Mvc;
using Terril.Actions.Public;
using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Visits.Public;

namespace Terril.Observatory.Sheets;

/// <summary>The sheet of a territory. A code of yesterday leads to the territory of today, and says so.</summary>
public sealed class SheetPage(KeyFigures figures, EpciMap maps, Plates plates, Missing missing, AskVisits visits, AskActions actions) : ReleasePage
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

    public IReadOnlyList<Producer> Producers { get; private set; } = [];

    /// <summary>From the figure to the visit; null on a day gone by.</summary>
    public LoopOfVisits? Loop { get; private set; }

    /// <summary>What is being done here; null on a day gone by.</summary>
    public ActionsNear? Actions { get; private set; }

    public async Task<IActionResult> OnGet(string level, string code, string? slug, CancellationToken stop)
    {
        if (Release.Find(new TerritoryId(level, code)) is not { } territory) return Yesterday(new(level, code));
        if (slug != Addresses.Slug(territory.Name)) return RedirectPermanent(With(Links.Territory(territory), Request.Query[FormerName]));

        Territory = territory;
        Above = [.. Release.Geography.Above(territory).Where(t => t.Level != Level.Country)];
        Former = Known(level, Request.Query[FormerName]);
        Keys = [.. KeyIndicators().Select(i => figures.Of(Release, i, territory))];
        var said = Phrasebook.Of(Release, T).PublishedAt(level).Where(i => Release.Says(i.Id, territory.Id)).ToList();
        Themes = [.. Release.Site.Themes.Select(theme => plates.Of(Release, theme, said, territory)).Where(t => t.Plates.Count + t.Lines.Count > 0)];
        Missing = missing.Of(Release, territory);
        Members = MembersOf(territory);
        Map = territory.Level switch
        {
            Level.Epci => EpciMap.Place(Release, territory),
            Level.Region when Release.Site.Indicator("population") is { } population => maps.Of(Release, population),
            _ => null,
        };
        Producers = Producer.Of(Release, T, said);
        if (Links.AsOf is null) (Loop, Actions) = (LoopHere(await visits.Of(Release, territory, stop)), await actions.Of(Release, territory, stop));
        return Page();
    }

    /// <summary>Those the site puts first at this level; where it says nothing of the level and they say little, others that do have a value here.</summary>
    private IEnumerable<Indicator> KeyIndicators()
    {
        var keys = Release.KeyIndicators(Territory.Level);
        if (Release.Site.KeyIndicatorsByLevel.ContainsKey(Territory.Level)) return keys.Take(MostKeys);
        var published = Phrasebook.Of(Release, T).PublishedAt(Territory.Level);
        var oneATheme = Release.Site.Themes.Select(t => published.Where(i => i.Theme == t.Id && !keys.Contains(i) && HasValue(i)).OrderByDescending(i => i.Kind == IndicatorKind.Ratio).FirstOrDefault()).OfType<Indicator>();
        return keys.Where(HasValue).Concat(oneATheme).Concat(keys.Where(i => !HasValue(i))).Take(MostKeys);
    }

    private LoopOfVisits LoopHere(VisitsNear near) => new(near, T["Du chiffre à l’action, ici", "From the figure to action, here"],
        KeyOf(near) is { } key ? new($"{key.Bound} {key.Value} {key.Unit}".Trim(), $"{key.Name}, {key.Period}", key.Address) : null,
        T["Aucune visite n’a encore été racontée ici.", "No visit was told of here yet."], T["Aucune visite n’est annoncée ici.", "No visit is announced here."])
    {
        Territory = Territory.Id.ToString(),
    };

    // The one that the visits speak to, when there is one.
    private KeyCard? KeyOf(VisitsNear near)
    {
        var told = near.Coming.Concat(near.Past).SelectMany(v => v.Indicators).ToHashSet(StringComparer.Ordinal);
        return KeyIndicators().Zip(Keys).Where(k => k.Second.Unit.Length > 0).OrderByDescending(k => told.Contains(k.First.Id)).Select(k => k.Second).FirstOrDefault();
    }

    private bool HasValue(Indicator indicator) => Release.Latest(indicator.Id, "", Territory.Id) is { Status: not (Status.Unavailable or Status.None) };

    private IReadOnlyList<Territory> MembersOf(Territory territory) => territory.Level switch
    {
        Level.Epci => Release.Geography.Members(territory, Level.Commune),
        Level.Region => [],
        Level.Department => [.. Release.Shown(Level.Epci).Where(epci => Release.Geography.Above(epci).Contains(territory))],
        _ => [],
    };

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
