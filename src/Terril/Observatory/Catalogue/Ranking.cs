using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Catalogue;

/// <summary>The territories of a level in the order of an indicator, a page at a time. An order, not a league table.</summary>
public sealed class Ranking(Words T, Links links)
{
    public const int PerPage = 50;

    /// <summary>Under that many members, a rank says nothing and none is given.</summary>
    private const int FewestRanked = 10;

    public int Pages { get; private set; } = 1;

    public Bars Of(Release release, Indicator indicator, string level, Period period, int page)
    {
        var slice = release.Map(indicator.Id, "", level, period);
        var all = slice.Territories.Select((t, i) => (Territory: t, Value: slice.Values[i], Status: slice.Statuses[i]))
            .Where(r => r.Status != Status.None)
            .OrderByDescending(r => r.Status.HasValue() ? r.Value : double.NegativeInfinity).ThenBy(r => r.Territory.Name, StringComparer.Ordinal)
            .ToList();
        Pages = Math.Max(1, (all.Count + PerPage - 1) / PerPage);
        var decimals = indicator.Decimals(slice.Values);
        var mark = Mark(release, indicator, period);
        var isRanked = all.Count(r => r.Status.HasValue()) >= FewestRanked;
        return new()
        {
            Caption = T[$"{indicator.Short.Fr}, {T.Levels(level)}, {T.Period(period)}, en {T.Unit(indicator.Unit)}", $"{indicator.Short.En}, {T.Levels(level)}, {T.Period(period)}, in {T.Unit(indicator.Unit)}"],
            Head = Saying.Capital(T.Level(level)),
            BarHead = mark is null ? T["Barre", "Bar"] : T["Barre ; le repère est le territoire entier", "Bar; the mark is the whole territory"],
            Columns = [T.Period(period), T["Statut", "Status"], .. isRanked ? [T["Rang", "Rank"]] : Array.Empty<string>()],
            Mark = mark,
            Rows = [.. all.Select((r, rank) => (r, rank)).Skip((page - 1) * PerPage).Take(PerPage).Select(p => Row(p.r.Territory, p.r.Value, p.r.Status, p.rank))],
            Max = all.Where(r => r.Status.HasValue()).Select(r => r.Value).DefaultIfEmpty(0).Max(),
        };

        Bar Row(Territory territory, double value, Status status, int rank)
        {
            var key = new FigureKey(indicator.Id, "", territory.Id, period);
            var said = T.Bare(indicator, new Figure(key, value, status, double.NaN, null), decimals);
            return new(territory.Name, status.HasValue() ? value : double.NaN, [said, T.Status(status), .. isRanked ? [status.HasValue() ? T.Number(rank + 1) : ""] : Array.Empty<string>()])
            {
                Address = territory.Level is Level.Commune or Level.Epci or Level.Department or Level.Region ? links.Territory(territory) : null,
                CellAddress = links.Figure(key),
            };
        }
    }

    /// <summary>The whole beside its parts has a meaning for a ratio or a mean, not for a quantity.</summary>
    private static double? Mark(Release release, Indicator indicator, Period period) =>
        indicator.Aggregate is Aggregation.Ratio or Aggregation.Mean && release.Find(new FigureKey(indicator.Id, "", release.Whole().Id, period)) is { HasValue: true } whole
            ? whole.Value
            : null;
}
