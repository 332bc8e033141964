using System.Runtime.InteropServices;
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
        var all = Bytes;
        var at = 0;
        for (int next; (next = NextUnknown(all[at..])) >= 0; at += next + 1)
        {
            Value[at + next] = double.NaN;
            _coverage?[at + next] = 0;
        }
    }

    /// <summary>Takes over what was computed: whole everywhere when no coverage is given.</summary>
    public Cells(double[] value, Status[] status, double[]? coverage) => (Value, Status, _coverage, _edition) = (value, status, coverage, 0);

    public int Count => Value.Length;

    /// <summary>The first status that comes with a value, nearly always that of all others; none when nothing is known.</summary>
    public Status Usual
    {
        get
        {
            var first = Bytes.IndexOfAnyInRange((byte)Indicators.Status.Reference, (byte)Indicators.Status.Partial);
            return first < 0 ? Indicators.Status.None : Status[first];
        }
    }

    /// <summary>The share known of each; none when all values are whole.</summary>
    public ReadOnlySpan<double> Coverages => _coverage;

    /// <summary>The number of the edition of all that is said; null when they differ.</summary>
    public ushort? OneEdition => _editions is null ? _edition ?? 0 : null;

    private ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes<Status>(Status);

    /// <summary>Marks each that has not that status.</summary>
    public void MarkUnlike(Status usual, Span<bool> odd)
    {
        var all = Bytes;
        var at = 0;
        for (int next; (next = all[at..].IndexOfAnyExcept((byte)usual)) >= 0; at += next + 1) odd[at + next] = true;
    }

    /// <summary>Marks each that is not wholly known.</summary>
    public void MarkPartial(Span<bool> odd)
    {
        var all = Coverages;
        var at = 0;
        for (int next; (next = all[at..].IndexOfAnyExcept(1)) >= 0; at += next + 1) odd[at + next] = true;
    }

    /// <summary>Share known, 0 to 1; NaN when the source does not tell.</summary>
    public double CoverageOf(int territory) => _coverage is null ? Status[territory].HasValue() ? 1 : 0 : _coverage[territory];

    /// <summary>Number of the edition, from 1; 0 when computed.</summary>
    public ushort EditionOf(int territory) => _editions is null ? Status[territory] == Indicators.Status.None ? (ushort)0 : _edition ?? 0 : _editions[territory];

    public void Set(int territory, double value, Status status, double coverage, ushort edition)
    {
        if (_editions is null && (_edition ??= edition) != edition) _editions = Each(EditionOf);
        if (_coverage is null && status.HasValue() && coverage != 1) _coverage = KnownOrNot();
        Value[territory] = status.HasValue() ? value : double.NaN;
        Status[territory] = status;
        _coverage?[territory] = status.HasValue() ? coverage : 0;
        _editions?[territory] = edition;
    }

    public void Take(int territory, Cells from, int index) =>
        Set(territory, from.Value[index], from.Status[index], from.CoverageOf(index), from.EditionOf(index));

    public bool Any() => Bytes.ContainsAnyExcept((byte)Indicators.Status.None);

    private double[] KnownOrNot()
    {
        var all = GC.AllocateUninitializedArray<double>(Count);
        Array.Fill(all, 1);
        var statuses = Bytes;
        var at = 0;
        for (int next; (next = NextUnknown(statuses[at..])) >= 0; at += next + 1) all[at + next] = 0;
        return all;
    }

    private static int NextUnknown(ReadOnlySpan<byte> statuses) => statuses.IndexOfAnyExceptInRange((byte)Indicators.Status.Reference, (byte)Indicators.Status.Partial);

    private ushort[] Each(Func<int, ushort> of)
    {
        var all = new ushort[Count];
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

    /// <summary>Has the values of an indicator of others too, to be read alone: those that say something, as a cube would give them.</summary>
    public void ShareSaid(Values others, string indicator)
    {
        foreach (var series in others.Keys.Where(k => k.Indicator == indicator))
            foreach (var level in others.Levels(series))
                foreach (var (period, cells) in others.At(series, level).Where(p => p.Value.Any())) Put(series, level, period, cells);
    }

    private SortedDictionary<Period, Cells> Of(SeriesKey series, string level)
    {
        if (!_all.TryGetValue(series, out var levels)) _all[series] = levels = [];
        if (!levels.TryGetValue(level, out var periods)) levels[level] = periods = [];
        return periods;
    }
}
