using System.Runtime.InteropServices;
using Terril.Observatory.Building;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>A series of a release: an indicator and the key of a breakdown.</summary>
internal sealed class CubeSeries(string indicator, string breakdown, CubeBlock[] blocks)
{
    public string Indicator => indicator;

    public string Breakdown => breakdown;

    /// <summary>By level, ordinal.</summary>
    public CubeBlock[] Blocks => blocks;

    /// <summary>Place among all series of the release.</summary>
    public int Index { get; set; }

    public CubeBlock? At(string level)
    {
        foreach (var block in blocks)
            if (block.Level == level) return block;
        return null;
    }
}

/// <summary>The figures of a series at a level, row-major <c>period × territory</c>.</summary>
internal sealed class CubeBlock(
    string level, int territories, Period[] periods, CubeArray<double> values, CubeArray<Status> statuses, CubeArray<double>? coverages, CubeArray<ushort>? editions, Edition?[] table, int edition)
{
    public string Level => level;

    /// <summary>Ascending.</summary>
    public Period[] Periods => periods;

    public int IndexOf(Period period) => Array.IndexOf(periods, period);

    /// <summary>The values of all territories at a period.</summary>
    public ReadOnlySpan<double> Values(int period) => values.Verified().Slice(period * territories, territories);

    /// <summary>The statuses of all territories at a period.</summary>
    public ReadOnlySpan<Status> Statuses(int period) => statuses.Verified().Slice(period * territories, territories);

    /// <summary>The coverages of all territories at a period; none when every value is whole.</summary>
    public ReadOnlySpan<double> Coverages(int period) => coverages is null ? [] : coverages.Verified().Slice(period * territories, territories);

    /// <summary>The figures of a period as those of others are computed from them, over a whole geography; their editions are left out.</summary>
    public Cells CellsAt(int period, int count, ReadOnlySpan<int> places)
    {
        var read = Values(period);
        var said = Statuses(period);
        var covered = Coverages(period);
        if (places.Length == count) return new Cells(read.ToArray(), said.ToArray(), covered.IsEmpty ? null : covered.ToArray());
        var cells = new Cells(count);
        for (var t = 0; t < places.Length; t++)
            if (said[t] != Status.None) cells.Set(places[t], read[t], said[t], covered.IsEmpty ? 1 : covered[t], edition: 0);
        return cells;
    }

    /// <summary>Verifies all of it.</summary>
    /// <exception cref="FaultyInputException">Its bytes are not those that were written.</exception>
    public void Verify()
    {
        _ = values.Verified();
        _ = statuses.Verified();
        if (coverages is not null) _ = coverages.Verified();
        if (editions is not null) _ = editions.Verified();
    }

    /// <summary>Reads a territory at all periods, from a place of the columns on.</summary>
    // Each array by itself and nothing in between: rows are far apart, and the processor waits for many of them at once.
    public void Read(int territory, CubeColumns to, int at)
    {
        var statusesRead = to.Statuses.AsSpan(at, periods.Length);
        Column(values.Verified(), territory, to.Values.AsSpan(at));
        Column(statuses.Verified(), territory, statusesRead);
        if (coverages is not null) Column(coverages.Verified(), territory, to.Coverages.AsSpan(at));
        else for (var p = 0; p < statusesRead.Length; p++) to.Coverages[at + p] = statusesRead[p].HasValue() ? 1 : 0;
        if (editions is not null) Column(editions.Verified(), territory, to.Editions.AsSpan(at));
        else to.Editions.AsSpan(at, periods.Length).Fill((ushort)edition);
    }

    /// <summary>A figure, from the place of the columns where it was read.</summary>
    public Figure FigureAt(CubeSeries series, TerritoryId id, int period, CubeColumns from, int at) => new(
        new FigureKey(series.Indicator, series.Breakdown, id, periods[period]), from.Values[at], from.Statuses[at], from.Coverages[at],
        from.Statuses[at] == Status.None ? null : table[from.Editions[at]]);

    /// <summary>A figure, read alone; null when nothing is said.</summary>
    public Figure? FigureAt(CubeSeries series, TerritoryId id, int period, int territory)
    {
        var cell = (period * territories) + territory;
        var status = statuses.Verified()[cell];
        if (status == Status.None) return null;
        var coverage = coverages is not null ? coverages.Verified()[cell] : status.HasValue() ? 1 : 0;
        return new(new FigureKey(series.Indicator, series.Breakdown, id, periods[period]), values.Verified()[cell], status, coverage, table[editions is not null ? editions.Verified()[cell] : edition]);
    }

    /// <summary>The last period at which a territory has a number; failing that, at which anything is said of it; failing that, −1.</summary>
    public int Latest(int territory)
    {
        var all = statuses.Verified();
        var said = -1;
        for (var p = periods.Length - 1; p >= 0; p--)
        {
            var status = all[(p * territories) + territory];
            if (status.HasValue()) return p;
            if (said < 0 && status != Status.None) said = p;
        }
        return said;
    }

    private void Column<T>(ReadOnlySpan<T> all, int territory, Span<T> to) where T : unmanaged
    {
        for (var p = 0; p < periods.Length; p++) to[p] = all[(p * territories) + territory];
    }
}

/// <summary>Figures by column, as they are read.</summary>
internal sealed class CubeColumns(int length)
{
    [ThreadStatic]
    private static CubeColumns? s_lent;

    /// <summary>Columns of this thread, at least so long, until it is lent others: for who reads and keeps nothing of them.</summary>
    public static CubeColumns Lent(int length) => s_lent is { } mine && mine.Values.Length >= length ? mine : s_lent = new(Math.Max(64, length));

    public readonly double[] Values = new double[length];
    public readonly Status[] Statuses = new Status[length];
    public readonly double[] Coverages = new double[length];
    public readonly ushort[] Editions = new ushort[length];
}

/// <summary>An array of a cube, verified when it is first read, once, whoever reads it.</summary>
/// <param name="cube">Its file.</param>
/// <param name="entry">Where it lies and what it sums to.</param>
/// <param name="cells">How many.</param>
/// <param name="largest">The largest whole number it may hold; numbers with a fraction may be any.</param>
internal sealed unsafe class CubeArray<T>(Cube cube, CubeArrayEntry entry, int cells, int largest) where T : unmanaged
{
    private readonly Lock _verifying = new();
    private volatile bool _verified;

    /// <summary>Bytes it takes, padding included.</summary>
    public long Length { get; } = (((long)cells * sizeof(T)) + CubeFile.Alignment - 1) & -CubeFile.Alignment;

    /// <summary>All of it.</summary>
    /// <exception cref="FaultyInputException">Its bytes are not those that were written.</exception>
    public ReadOnlySpan<T> Verified()
    {
        if (!_verified) Verify();
        return MemoryMarshal.Cast<byte, T>(cube.Bytes(entry.Offset, (long)cells * sizeof(T)));
    }

    private void Verify()
    {
        lock (_verifying)
        {
            if (_verified) return;
            if (Crc32.Of(cube.Bytes(entry.Offset, Length)) != entry.Crc || !Known()) throw cube.Damaged();
            _verified = true;
        }
    }

    private bool Known()
    {
        var bytes = cube.Bytes(entry.Offset, (long)cells * sizeof(T));
        return sizeof(T) switch
        {
            1 => !bytes.ContainsAnyExceptInRange((byte)0, (byte)largest),
            2 => !MemoryMarshal.Cast<byte, ushort>(bytes).ContainsAnyExceptInRange((ushort)0, (ushort)largest),
            _ => true,
        };
    }
}
