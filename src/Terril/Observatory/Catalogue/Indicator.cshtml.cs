using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Terril.Actions.Public;
using Terril.Observatory.Indicators;
using Terril.Observatory.Maps;
using Terril.Observatory.Public;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Cache;
using Terril.Shared.Ui;
using Terril.Visits.Public;

namespace Terril.Observatory.Catalogue;

/// <summary>An indicator: what it measures, over time for a territory, across the territories of a level, by whom and since when.</summary>
[SharedPage("territory", "level", "period", "number")]
public sealed class IndicatorPage(Ranking ranking, EpciMap maps, CommuneMap communes, AskVisits visits, AskActions actions, KeyFigures figures) : ReleasePage
{
    public Indicator Indicator { get; private set; } = null!;

    public IReadOnlyList<string> Levels { get; private set; } = [];

    /// <summary>The territory of the chart.</summary>
    public Territory Territory { get; private set; } = null!;

    public SeriesChart Series { get; private set; } = null!;

    public IReadOnlyList<Bars> Parts { get; private set; } = [];

    /// <summary>The level and period of the ordered list.</summary>
    public string? Level { get; private set; }

    public Period Period { get; private set; }

    public IReadOnlyList<Period> Periods { get; private set; } = [];

    public Bars? Ranked { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => ranking.Pages;

    public TileMap? Map { get; private set; }

    public OfferedMap? Communes { get; private set; }

    public IReadOnlyList<Edition> Editions { get; private set; } = [];

    public IReadOnlyList<Source> Sources { get; private set; } = [];

    public IReadOnlyList<Target> Targets { get; private set; } = [];

    /// <summary>From the figure to the visit; null on a day gone by.</summary>
    public LoopOfVisits? Loop { get; private set; }

    /// <summary>What is being done about it; null on a day gone by.</summary>
    public ActionsNear? Actions { get; private set; }

    public string ThemeName => T[Release.Site.Themes.FirstOrDefault(t => t.Id == Indicator.Theme)?.Name ?? new Text("Autres", "Others")];

    public async Task<IActionResult> OnGet(string id, string? territory, string? level, string? period, string? number, CancellationToken stop)
    {
        if (Release.Site.Indicator(id) is not { } indicator) return NotFound();

        Indicator = indicator;
        Levels = Release.Levels(id);
        if (Choose(territory) is { } refused) return refused;
        if (Rank(level, period, number) is { } bad) return bad;

        Series = new SeriesChart(T, Links, Release, indicator, "", Territory);
        Parts = [.. indicator.Breakdown.Select(d => new BreakdownBars(T, Links, Release, indicator).Read(d, Territory)).OfType<BreakdownParts>().Select(new BreakdownBars(T, Links, Release, indicator).Of)];
        Map = Levels.Contains(Territories.Level.Epci) ? maps.Of(Release, indicator) : null;
        Communes = communes.Of(Release, indicator, Level == Territories.Level.Commune ? Period : null);
        Editions = Release.EditionsOf(id);
        Sources = Release.SourcesOf(id);
        Targets = [.. Release.Site.Targets.Where(t => t.Indicator == id)];
        if (Links.AsOf is null) (Loop, Actions) = (LoopOf(await visits.Of(id, stop)), (await actions.Of(id, stop)) with { Gap = GapHere() });
        return Page();
    }

    /// <summary>Territories few enough for a list to choose from: those of the widest levels that have values.</summary>
    public IEnumerable<Territory> Choices => Levels.Reverse().Where(l => l != Territories.Level.Commune).SelectMany(Release.Shown).Append(Territory).Distinct()
        .Where(t => t == Territory || Release.Series(Indicator.Id, "", t.Id).Count > 0);

    public string At(int number) => Links.To($"/indicateurs/{Indicator.Id}", ("territory", Territory.Id.ToString()), ("level", Level), ("period", Period.ToString()), ("number", number.ToString(CultureInfo.InvariantCulture))) + "#rang";

    private LoopOfVisits LoopOf(VisitsNear near) => new(near, T["Et maintenant", "And now"],
        Release.Latest(Indicator.Id, "", Territory.Id) is { HasValue: true } last ? new(T.Full(Indicator, last), T[$"{Territory.Name}, {T.Period(last.Period)}", $"{Territory.Name}, {T.Period(last.Period)}"], Links.Figure(last.Key)) : null,
        T["Aucune visite n’a encore été racontée sur ce sujet.", "No visit was told of on this subject yet."], T["Aucune visite n’est annoncée sur ce sujet.", "No visit is announced on this subject."])
    {
        Indicator = Indicator.Id,
    };

    // As its card says it, where there is a target.
    private string? GapHere() => Release.Targets(Indicator.Id, Territory.Id).Any() && figures.Of(Release, Indicator, Territory) is { Finding.Length: > 0 } card ? $"{Territory.Name}, {card.Finding} {card.Reading}".TrimEnd() : null;

    private IActionResult? Choose(string? territory)
    {
        if (!string.IsNullOrEmpty(territory))
        {
            if (!TerritoryId.TryParse(territory, out var id)) return Refuse("territory", T["Écrivez un niveau et un code, comme department:62.", "Write a level and a code, like department:62."]);
            if (Release.Find(id) is not { } chosen) return Refuse("territory", T[$"Aucun territoire de l’observatoire n’est {id}.", $"No territory of the observatory is {id}."]);
            Territory = chosen;
            return null;
        }
        var whole = Release.Whole();
        Territory = Levels.Contains(whole.Level) || Levels.Count == 0 ? whole : Release.Shown(Levels[^1]).FirstOrDefault(t => Release.Series(Indicator.Id, "", t.Id).Count > 0) ?? whole;
        return null;
    }

    private IActionResult? Rank(string? level, string? period, string? number)
    {
        var ranked = Levels.Where(l => Release.Shown(l).Count > 1).ToList();
        if (!string.IsNullOrEmpty(level) && !ranked.Contains(level)) return Refuse("level", ranked.Count == 0 ? T["Cet indicateur n’a pas de liste.", "This indicator has no list."] : T[$"Choisissez parmi : {string.Join(", ", ranked)}.", $"Choose among: {string.Join(", ", ranked)}."]);
        Level = string.IsNullOrEmpty(level) ? ranked.FirstOrDefault(l => l != Territories.Level.Commune) ?? ranked.FirstOrDefault() : level;
        if (Level is null) return null;

        Periods = Release.Periods(Indicator.Id, "", Level);
        if (Periods.Count == 0) return null;
        if (string.IsNullOrEmpty(period)) Period = Periods[^1];
        else if (Indicators.Period.TryParse(period, out var asked) && Periods.Contains(asked)) Period = asked;
        else return Refuse("period", T[$"Choisissez parmi : {string.Join(", ", Periods.TakeLast(20))}.", $"Choose among: {string.Join(", ", Periods.TakeLast(20))}."]);

        if (string.IsNullOrEmpty(number)) number = "1";
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) || wanted < 1) return Refuse("number", T["Écrivez un nombre à partir de 1.", "Write a number from 1."]);
        Number = wanted;
        Ranked = ranking.Of(Release, Indicator, Level, Period, Number);
        return Number > Pages ? Refuse("number", T[$"La dernière page est {Pages}.", $"The last page is {Pages}."]) : null;
    }
}
