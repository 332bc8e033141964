using Terril.Observatory.Indicators;

namespace Terril.Observatory.Building;

/// <summary>One series, one level, one period: a value, a status, a coverage and an edition for each territory, by index.</summary>
internal sealed class Cells
{
    public readonly double[] Value;
    public readonly Status[] Status;

    // Nearly always whole, and of one edition: kept from the first that is otherwise.
    private double[]? _coverage;
    private ushort[]? _editions;
    private ushort? _edition;

    public Cells(int territories)
    {
        (Value, Status) = (new double[territories], new Status[territories]);
        Array.Fill(Value, double.NaN);
    }

    /// <summary>Takes over what a file says in the vintage of the release.</summary>
    public Cells(Native native, ushort edition)
    {
        (Value, Status, _coverage, _edition) = (native.Value, native.Status, native.Coverage, edition);
        for (var t = 0; t < Value.Length; t++)
        {
            if (Status[t].HasValue()) continue;
            Value[t] = double.NaN;
            _coverage?[t] = 0;
        }
    }

    public int Count => Value.Length;

    /// <summary>Share known, 0 to 1; NaN when the source does not tell.</summary>
    public double CoverageOf(int territory) => _coverage is null ? Status[territory].HasValue() ? 1 : 0 : _coverage[territory];

    /// <summary>Number of the edition, from 1; 0 when computed.</summary>
    public ushort EditionOf(int territory) => _editions is null ? Status[territory] == Indicators.Status.None ? (ushort)0 : _edition ?? 0 : _editions[territory];

    public void Set(int territory, double value, Status status, double coverage, ushort edition)
    {
        if (_editions is null && (_edition ??= edition) != edition) _editions = Each(EditionOf);
        if (_coverage is null && status.HasValue() && coverage != 1) _coverage = Each(CoverageOf);
        Value[territory] = status.HasValue() ? value : double.NaN;
        Status[territory] = status;
        _coverage?[territory] = status.HasValue() ? coverage : 0;
        _editions?[territory] = edition;
    }

    public void Take(int territory, Cells from, int index) =>
        Set(territory, from.Value[index], from.Status[index], from.CoverageOf(index), from.EditionOf(index));

    public bool Any() => Status.AsSpan().ContainsAnyExcept(Indicators.Status.None);

    private T[] Each<T>(Func<int, T> of)
    {
        var all = new T[Count];
        for (var t = 0; t < all.Length; t++) all[t] = of(t);
        return all;
    }
}

/// <summary>A series: an indicator and the key of a breakdown.</summary>
internal readonly record struct SeriesKey(string Indicator, string Breakdown);

/// <summary>Values being built: series → level → period → cells. Each cells object is one thread's; the table of them is safe to share.</summary>
internal sealed class Values
{
    private readonly Dictionary<SeriesKey, Dictionary<string, SortedDictionary<Period, Cells>>> _all = [];
    private readonly Lock _lock = new();

    public IReadOnlyList<SeriesKey> Keys
    {
        get
        {
            lock (_lock) return [.. _all.Keys];
        }
    }

    public Cells? Find(SeriesKey series, string level, Period period)
    {
        lock (_lock) return _all.TryGetValue(series, out var levels) && levels.TryGetValue(level, out var periods) ? periods.GetValueOrDefault(period) : null;
    }

    public Cells Get(SeriesKey series, string level, Period period, int territories)
    {
        lock (_lock)
        {
            var periods = Of(series, level);
            if (!periods.TryGetValue(period, out var cells)) periods[period] = cells = new Cells(territories);
            return cells;
        }
    }

    /// <summary>Puts cells where there were none.</summary>
    public void Put(SeriesKey series, string level, Period period, Cells cells)
    {
        lock (_lock) Of(series, level).Add(period, cells);
    }

    /// <summary>The periods of a series at a level, ascending.</summary>
    public IReadOnlyList<KeyValuePair<Period, Cells>> At(SeriesKey series, string level)
    {
        lock (_lock) return _all.TryGetValue(series, out var levels) && levels.TryGetValue(level, out var periods) ? [.. periods] : [];
    }

    public IReadOnlyList<string> Levels(SeriesKey series)
    {
        lock (_lock) return _all.TryGetValue(series, out var levels) ? [.. levels.Keys] : [];
    }

    /// <summary>The periods of an indicator over all its series and levels.</summary>
    public SortedSet<Period> Periods(string indicator)
    {
        lock (_lock) return [.. _all.Where(s => s.Key.Indicator == indicator).SelectMany(s => s.Value.Values).SelectMany(periods => periods.Keys)];
    }

    /// <summary>Has the values of an indicator of others too, to be read alone.</summary>
    public void Share(Values others, string indicator)
    {
        lock (_lock)
            foreach (var (series, levels) in others._all.Where(s => s.Key.Indicator == indicator)) _all[series] = levels;
    }

    private SortedDictionary<Period, Cells> Of(SeriesKey series, string level)
    {
        if (!_all.TryGetValue(series, out var levels)) _all[series] = levels = [];
        if (!levels.TryGetValue(level, out var periods)) levels[level] = periods = [];
        return periods;
    }
}
