using Terril.Observatory.Indicators;

namespace Terril.Observatory.Building;

/// <summary>One series, one level, one period: a value, a status, a coverage and an edition for each territory, by index.</summary>
internal sealed class Cells(int territories)
{
    public readonly double[] Value = Filled(territories);
    public readonly Status[] Status = new Status[territories];

    /// <summary>Share known, 0 to 1; NaN when the source does not tell.</summary>
    public readonly double[] Coverage = new double[territories];

    /// <summary>Number of the edition, from 1; 0 when computed.</summary>
    public readonly ushort[] Edition = new ushort[territories];

    public int Count => Value.Length;

    public void Set(int territory, double value, Status status, double coverage, ushort edition)
    {
        Value[territory] = status.HasValue() ? value : double.NaN;
        Status[territory] = status;
        Coverage[territory] = status.HasValue() ? coverage : 0;
        Edition[territory] = edition;
    }

    public void Take(int territory, Cells from, int index) =>
        Set(territory, from.Value[index], from.Status[index], from.Coverage[index], from.Edition[index]);

    public bool Any() => Array.Exists(Status, s => s != Indicators.Status.None);

    private static double[] Filled(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}

/// <summary>A series: an indicator and the key of a breakdown.</summary>
internal readonly record struct SeriesKey(string Indicator, string Breakdown);

/// <summary>Every value of a release being built: series → level → period → cells.</summary>
internal sealed class Values
{
    private readonly Dictionary<SeriesKey, Dictionary<string, SortedDictionary<Period, Cells>>> _all = [];

    public IEnumerable<SeriesKey> Keys => _all.Keys;

    public Cells? Find(SeriesKey series, string level, Period period) =>
        _all.TryGetValue(series, out var levels) && levels.TryGetValue(level, out var periods) ? periods.GetValueOrDefault(period) : null;

    public Cells Get(SeriesKey series, string level, Period period, int territories)
    {
        if (!_all.TryGetValue(series, out var levels)) _all[series] = levels = [];
        if (!levels.TryGetValue(level, out var periods)) levels[level] = periods = [];
        if (!periods.TryGetValue(period, out var cells)) periods[period] = cells = new Cells(territories);
        return cells;
    }

    public IReadOnlyDictionary<Period, Cells> At(SeriesKey series, string level) =>
        _all.TryGetValue(series, out var levels) && levels.TryGetValue(level, out var periods) ? periods : new SortedDictionary<Period, Cells>();

    public IEnumerable<string> Levels(SeriesKey series) => _all.TryGetValue(series, out var levels) ? levels.Keys : [];

    /// <summary>The periods of an indicator over all its series and levels.</summary>
    public SortedSet<Period> Periods(string indicator) =>
        [.. _all.Where(s => s.Key.Indicator == indicator).SelectMany(s => s.Value.Values).SelectMany(periods => periods.Keys)];
}
