using System.Collections.Frozen;
using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

public sealed partial class Release
{
    /// <summary>One value, or null when nothing was ever said of it.</summary>
    public Figure? Find(FigureKey key)
    {
        if (Block(key.Indicator, key.Breakdown, key.Territory) is not ({ } block, { } series, var place) || block.IndexOf(key.Period) is not (>= 0 and var period)) return null;
        return block.FigureAt(series, key.Territory, period, place);
    }

    /// <summary>The values of a territory over time, ascending, cells of which nothing was said left out.</summary>
    public IReadOnlyList<Figure> Series(string indicator, string breakdown, TerritoryId territory)
    {
        if (Block(indicator, breakdown, territory) is not ({ } block, { } series, var place)) return [];
        var (read, figures) = (CubeColumns.Lent(block.Periods.Length), new List<Figure>(block.Periods.Length));
        block.Read(place, read, 0);
        for (var p = 0; p < block.Periods.Length; p++)
            if (read.Statuses[p] != Status.None) figures.Add(block.FigureAt(series, territory, p, read, p));
        return figures;
    }

    /// <summary>The last value of a territory that has a number; failing that, the last one.</summary>
    public Figure? Latest(string indicator, string breakdown, TerritoryId territory)
    {
        if (Block(indicator, breakdown, territory) is not ({ } block, { } series, var place)) return null;
        return block.Latest(place) is >= 0 and var period ? block.FigureAt(series, territory, period, place) : null;
    }

    /// <summary>True when anything is said of a territory by an indicator, in any breakdown.</summary>
    public bool Says(string indicator, TerritoryId territory)
    {
        var place = PlaceOf(territory);
        if (place < 0 || !_seriesByKey.TryGetValue(indicator, out var breakdowns)) return false;
        foreach (var series in breakdowns.Values)
            if (series.At(territory.Level)?.Latest(place) >= 0) return true;
        return false;
    }

    /// <summary>The values of a level at a period.</summary>
    public Slice Map(string indicator, string breakdown, string level, Period period)
    {
        var block = SeriesOf(indicator, breakdown)?.At(level);
        var at = block?.IndexOf(period) ?? -1;
        return at < 0
            ? new Slice(Shown(level), [.. Enumerable.Repeat(double.NaN, Shown(level).Count)], new Status[Shown(level).Count])
            : new Slice(Shown(level), Copied(block!.Values(at)), Copied(block.Statuses(at)));
    }

    /// <summary>All values, filtered by what is given, sorted by indicator, breakdown, level, code and period, each as text (ordinal).</summary>
    public IEnumerable<Figure> Figures(string? indicator = null, string? level = null, TerritoryId? territory = null, Period? period = null) => Figures(new Selection
    {
        Indicators = indicator is null ? null : Only(indicator),
        Levels = level is null ? null : Only(level),
        Territories = territory is null ? null : Only(territory.Value),
        Periods = period is null ? null : Only(period.Value),
    });

    /// <summary>The values selected, in the same order. Nothing is held in memory but those of a single territory.</summary>
    /// <exception cref="ArgumentException">There is no <see cref="Selection.After"/> in this release.</exception>
    public IEnumerable<Figure> Figures(Selection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        if (selection is { After: null, Territories.Count: 1 }) return Sheet(selection.Territories.Single(), selection);
        var start = selection.After is { } after ? PositionOf(after) ?? throw new ArgumentException($"{after} is not in this release.", nameof(selection)) : default;
        return Following(start, selection);
    }

    /// <summary>True when the release has this cell, whatever was said of it: it may be <see cref="Selection.After"/>.</summary>
    public bool Has(FigureKey key) => PositionOf(key) is not null;

    // All is read before anything is made of it: see CubeBlock.Read.
    private List<Figure> Sheet(TerritoryId territory, Selection selection)
    {
        var blocks = new List<(CubeSeries Series, CubeBlock Block)>();
        var (place, cells) = (PlaceOf(territory), 0);
        foreach (var series in place < 0 ? [] : _series)
        {
            if (!selection.Wants(series) || series.At(territory.Level) is not { } block || !selection.Wants(block)) continue;
            blocks.Add((series, block));
            cells += block.Periods.Length;
        }
        var read = new CubeColumns(cells);
        var at = 0;
        foreach (var (_, block) in blocks)
        {
            block.Read(place, read, at);
            at += block.Periods.Length;
        }
        var figures = new List<Figure>(cells);
        at = 0;
        foreach (var (series, block) in blocks)
            for (var p = 0; p < block.Periods.Length; p++, at++)
                if (selection.Wants(read.Statuses[at]) && selection.Wants(block.Periods[p])) figures.Add(block.FigureAt(series, territory, p, read, at));
        return figures;
    }

    private IEnumerable<Figure> Following(Position start, Selection selection)
    {
        for (var s = start.Series; s < _series.Length; s++, start = default)
        {
            var series = _series[s];
            if (!selection.Wants(series)) continue;
            for (var b = start.Block; b < series.Blocks.Length; b++, start = default)
            {
                var block = series.Blocks[b];
                if (!selection.Wants(block)) continue;
                var (shown, read) = (Shown(block.Level), new CubeColumns(block.Periods.Length));
                var wanted = Array.ConvertAll(block.Periods, selection.Wants);
                foreach (var place in Places(block.Level, start.Place, selection.Territories))
                {
                    block.Read(place, read, 0);
                    for (var p = place == start.Place ? start.Period : 0; p < wanted.Length; p++)
                        if (wanted[p] && selection.Wants(read.Statuses[p])) yield return block.FigureAt(series, shown[place].Id, p, read, p);
                }
            }
        }
    }

    private IEnumerable<int> Places(string level, int from, IReadOnlySet<TerritoryId>? only) => only is null
        ? Enumerable.Range(from, Shown(level).Count - from)
        : only.Where(t => t.Level == level).Select(PlaceOf).Where(place => place >= from).Order();

    // The place that follows a value: the same territory, its next period.
    private Position? PositionOf(FigureKey key)
    {
        if (Block(key.Indicator, key.Breakdown, key.Territory) is not ({ } block, { } series, var place) || block.IndexOf(key.Period) is not (>= 0 and var period)) return null;
        return new(series.Index, Array.IndexOf(series.Blocks, block), place, period + 1);
    }

    private static FrozenSet<T> Only<T>(T one) => FrozenSet.Create(one);

    private int PlaceOf(TerritoryId id) => _territories.At(id.Level) is { } level && id.Code is not null ? level.PlaceOf(Geography.IndexOf(id.Level, id.Code)) : -1;

    private (CubeBlock? Block, CubeSeries? Series, int Place) Block(string indicator, string breakdown, TerritoryId territory)
    {
        var place = PlaceOf(territory);
        var series = place < 0 ? null : SeriesOf(indicator, breakdown);
        return (series?.At(territory.Level), series, place);
    }

    private CubeSeries? SeriesOf(string indicator, string breakdown) =>
        _seriesByKey.TryGetValue(indicator, out var breakdowns) ? breakdowns.GetValueOrDefault(breakdown) : null;

    private static T[] Copied<T>(ReadOnlySpan<T> row)
    {
        var copy = GC.AllocateUninitializedArray<T>(row.Length);
        row.CopyTo(copy);
        return copy;
    }

    private readonly record struct Position(int Series, int Block, int Place, int Period);
}
