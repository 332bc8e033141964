using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Sheets;

/// <summary>Chooses what a sheet shows of a theme: a plate where there is a change or parts to see, a line for the rest.</summary>
public sealed class Plates(Words T, Links links)
{
    /// <summary>Beyond, the indicator's own page shows more than a sheet can print.</summary>
    private const int MostInTheme = 2;

    private const int FewestPoints = 3;

    /// <param name="said">The indicators that say something of the territory, of every theme.</param>
    public ThemeSection Of(Release release, Theme theme, IReadOnlyList<Indicator> said, Territory territory)
    {
        var present = new List<Present>();
        foreach (var indicator in said)
        {
            if (indicator.Theme != theme.Id) continue;
            var (chart, parts) = (new SeriesChart(T, links, release, indicator, "", territory), Parts(release, indicator, territory));
            if (parts is not null || chart.Series.Any(f => f.Status != Status.Unavailable)) present.Add(new(indicator, chart, parts));
        }
        var chosen = present.Where(p => HasChange(p.Chart) || p.Parts is not null).OrderByDescending(p => release.Site.KeyIndicators.Contains(p.Indicator.Id)).Take(MostInTheme).ToList();
        return new(theme.Id, T[theme.Name],
            [.. chosen.Select(p => Plate(release, p, territory))],
            [.. present.Where(p => !chosen.Exists(c => ReferenceEquals(c, p))).Select(p => Line(release, p.Indicator, p.Chart, territory)).OfType<Line>()]);
    }

    /// <summary>A run long enough, an edition that revises another, or a path to a target; dots that nothing joins show no change.</summary>
    private static bool HasChange(SeriesChart chart) =>
        chart.Runs.Any(r => r.Figures.Count >= FewestPoints) || (chart.IsDrawn && (chart.Superseded.Count > 0 || chart.HasPath));

    private BreakdownParts? Parts(Release release, Indicator indicator, Territory territory) =>
        indicator.Breakdown.Select(d => new BreakdownBars(T, links, release, indicator).Read(d, territory)).FirstOrDefault(b => b is not null);

    private Plate Plate(Release release, Present present, Territory territory)
    {
        var (indicator, chart, parts) = present;
        var drawn = HasChange(chart) ? chart.Chart() : null;
        var latest = chart.Latest;
        return new()
        {
            Title = Finding(indicator, chart, latest),
            Name = T[indicator.Name],
            Measure = T.Unit(indicator.Unit),
            Reading = T[indicator.Note],
            Status = latest?.Status ?? Status.None,
            Source = release.Cited(T, indicator.Id, chart.Series) + (drawn is { Scale: { StartsAtZero: false } scale } ? T[$" L’axe commence à {T.Number(scale.Low)}.", $" The axis starts at {T.Number(scale.Low)}."] : ""),
            Address = links.Indicator(indicator, territory.Id),
            Chart = drawn,
            Table = drawn is null ? null : chart.Table($"{T[indicator.Name]}, {territory.Name}"),
            Bars = parts is null ? null : new BreakdownBars(T, links, release, indicator).Of(parts),
        };
    }

    /// <summary>« 605 kg/hab. en 2023 : 45 kg/hab. de trop » ; else the last value and how it has changed.</summary>
    private string Finding(Indicator indicator, SeriesChart chart, Figure? latest)
    {
        if (latest is not { } figure) return T[indicator.Short];
        var value = T[$"{indicator.Short.Fr} : {T.Full(indicator, figure)} en {T.Period(figure.Period)}", $"{indicator.Short.En}: {T.Full(indicator, figure)} in {T.Period(figure.Period)}"];
        if (chart.Gap is { Refused: null } gap && double.IsFinite(gap.Difference) && new GapCard(T, indicator, gap, figure) is { IsRounding: false } card) return $"{value}, {card.Finding}";
        if (chart.Runs is not [.., var run] || new Evolution(T, indicator).Say(run) is not { Length: > 0 } trend) return value;
        return $"{value}, {trend}";
    }

    private Line? Line(Release release, Indicator indicator, SeriesChart chart, Territory territory)
    {
        if (chart.Latest is not { } figure || figure.Status is Status.Unavailable or Status.None) return null;
        var trend = chart.Runs is [.., var run] ? new Evolution(T, indicator).Say(run) : "";
        var above = new Comparison(T, release, indicator).Say(territory, figure);
        return new(T[indicator.Short], links.Indicator(indicator, territory.Id), T.Full(indicator, figure), links.Figure(figure.Key), T.Period(figure.Period), figure.Status,
            string.Join(T[" ; ", "; "], new[] { trend, above }.Where(s => s.Length > 0)));
    }

    private sealed record Present(Indicator Indicator, SeriesChart Chart, BreakdownParts? Parts);
}
