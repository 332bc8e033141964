using System.Buffers;
using System.Runtime.InteropServices;
using Terril.Observatory.Building;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Releases;

/// <summary>Writes the figures of a draft, a cube an indicator. Same figures, same bytes, whatever else the release holds.</summary>
/// <param name="draft">The draft.</param>
/// <param name="territories">Those it shows.</param>
internal sealed class CubeWriter(Draft draft, ShownTerritories territories)
{
    // The same bytes of a file may be listed twice: they are one edition.
    private readonly CubeEdition[] _editions = [.. draft.Editions.Select(e => new CubeEdition(e.Source, e.Path, e.Part, e.Sha256))];

    /// <summary>Writes an indicator, a row at a time.</summary>
    /// <returns>What was written; null, and no file, when it has no figure.</returns>
    /// <exception cref="FaultyInputException">One of its series is larger than a cube may hold.</exception>
    public CubeSeal? Write(string path, string indicator)
    {
        var blocks = draft.Values.Keys.Where(k => k.Indicator == indicator).OrderBy(k => k.Breakdown, StringComparer.Ordinal)
            .SelectMany(key => draft.Values.Levels(key).Order(StringComparer.Ordinal).Select(level => new Plan(key, level, draft)))
            .Where(b => b.Periods.Count > 0).ToList();
        if (blocks.Count == 0) return null;
        var editions = blocks.SelectMany(b => b.Editions).Where(e => e > 0).Select(e => _editions[e - 1]).Distinct()
            .OrderBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Part, StringComparer.Ordinal).ThenBy(e => e.Sha256, StringComparer.Ordinal).ToList();
        ushort[] numbers = [0, .. _editions.Select(e => (ushort)(editions.IndexOf(e) + 1))];
        using var file = new CubeFile(path);
        var series = blocks.GroupBy(b => b.Breakdown).Select(s => new CubeSeriesEntry(s.Key, [.. s.Select(b => Write(file, b, numbers))])).ToList();
        var levels = blocks.Select(b => b.Level).Distinct().Order(StringComparer.Ordinal).Select(l => new CubeLevel(l, draft.Shown[l].Length, territories.At(l)!.Codes));
        return file.End(new CubeDirectory(indicator, editions, [.. levels], series));
    }

    private static CubeBlockEntry Write(CubeFile file, Plan block, ushort[] numbers)
    {
        if ((long)block.Periods.Count * block.Shown.Length > CubeFile.MostCells) throw TooLarge(block);
        var uniform = block.Editions.Select(e => numbers[e]).Distinct().Count() == 1;
        return new CubeBlockEntry(
            block.Level, [.. block.Periods.Select(p => p.Key)],
            Array<double>(file, block, (row, cells, shown) => Plain(row, cells.Value, shown)),
            Array<Status>(file, block, (row, cells, shown) =>
            {
                for (var t = 0; t < row.Length; t++) row[t] = cells.Status[shown[t]];
            }),
            block.Covered ? null : Array<double>(file, block, (row, cells, shown) => Plain(row, cells.Coverage, shown)),
            uniform ? null : Array<ushort>(file, block, (row, cells, shown) =>
            {
                for (var t = 0; t < row.Length; t++) row[t] = cells.Status[shown[t]] == Status.None ? (ushort)0 : numbers[cells.Edition[shown[t]]];
            }),
            uniform ? numbers[block.Editions.First()] : 0);
    }

    private static CubeArrayEntry Array<T>(CubeFile file, Plan block, Row<T> fill) where T : unmanaged
    {
        var rented = ArrayPool<T>.Shared.Rent(block.Shown.Length);
        var row = rented.AsSpan(0, block.Shown.Length);
        foreach (var (_, cells) in block.Periods)
        {
            fill(row, cells, block.Shown);
            file.Add(MemoryMarshal.AsBytes(row));
        }
        ArrayPool<T>.Shared.Return(rented);
        return file.EndArray();
    }

    // What is not a number has many writings, and processors do not agree on one.
    private static void Plain(Span<double> row, double[] values, int[] shown)
    {
        for (var t = 0; t < row.Length; t++) row[t] = double.IsNaN(values[shown[t]]) ? double.NaN : values[shown[t]];
    }

    private delegate void Row<T>(Span<T> row, Cells cells, int[] shown) where T : unmanaged;

    private static FaultyInputException TooLarge(Plan block) => new("too-large", null,
        $"{block.Indicator} a trop de périodes au niveau {block.Level} : {block.Periods.Count} ; le publier par mois ou par année", $"{block.Indicator} has too many periods at level {block.Level}: {block.Periods.Count}; publish it by month or by year");

    /// <summary>What a block will hold, found before it is written.</summary>
    private sealed class Plan
    {
        private readonly SortedSet<ushort> _editions = [];

        public Plan(SeriesKey key, string level, Draft draft)
        {
            (Indicator, Breakdown, Level, Shown) = (key.Indicator, key.Breakdown, level, draft.Shown[level]);
            Periods = [.. draft.Values.At(key, level).Where(p => Scan(p.Value))];
        }

        public string Indicator { get; }

        public string Breakdown { get; }

        public string Level { get; }

        public int[] Shown { get; }

        /// <summary>Those that say something of a territory shown.</summary>
        public List<KeyValuePair<Period, Cells>> Periods { get; }

        /// <summary>True when every value is whole: no coverage needs be said.</summary>
        public bool Covered { get; private set; } = true;

        /// <summary>Numbers of the editions, 0 among them when something is computed.</summary>
        public IReadOnlySet<ushort> Editions => _editions;

        private bool Scan(Cells cells)
        {
            var (any, last) = (false, -1);
            foreach (var t in Shown)
            {
                var status = cells.Status[t];
                if (status == Status.None) continue;
                any = true;
                if (cells.Edition[t] != last) _editions.Add((ushort)(last = cells.Edition[t]));
                if (status.HasValue() && cells.Coverage[t] != 1) Covered = false;
            }
            return any;
        }
    }
}
