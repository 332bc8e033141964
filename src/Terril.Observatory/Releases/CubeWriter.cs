using Terril.Observatory.Building;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Releases;

/// <summary>Writes the figures of a draft, a cube an indicator. Same figures, same bytes, whatever else the release holds.</summary>
/// <param name="values">The figures.</param>
/// <param name="editions">The files they are of, in order of their number.</param>
/// <param name="shown">Level → indexes of the territories shown, ascending.</param>
/// <param name="territories">The same.</param>
internal sealed class CubeWriter(Values values, IReadOnlyList<Edition> editions, IReadOnlyDictionary<string, int[]> shown, ShownTerritories territories)
{
    // The same bytes of a file may be listed twice: they are one edition.
    private readonly CubeEdition[] _editions = [.. editions.Select(e => new CubeEdition(e.Source, e.Path, e.Part, e.Sha256))];

    /// <summary>Writes an indicator, a row at a time.</summary>
    /// <returns>What was written; null, and no file, when it has no figure.</returns>
    /// <exception cref="FaultyInputException">One of its series is larger than a cube may hold.</exception>
    public CubeSeal? Write(string path, string indicator)
    {
        var blocks = values.Keys.Where(k => k.Indicator == indicator).OrderBy(k => k.Breakdown, StringComparer.Ordinal)
            .SelectMany(key => values.Levels(key).Order(StringComparer.Ordinal).Select(level => new Plan(key, level, values, shown[level])))
            .Where(b => b.Periods.Count > 0).ToList();
        if (blocks.Count == 0) return null;
        var cited = blocks.SelectMany(b => b.Editions).Where(e => e > 0).Select(e => _editions[e - 1]).Distinct()
            .OrderBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Part, StringComparer.Ordinal).ThenBy(e => e.Sha256, StringComparer.Ordinal).ToList();
        ushort[] numbers = [0, .. _editions.Select(e => (ushort)(cited.IndexOf(e) + 1))];
        using var file = new CubeFile(path);
        var series = blocks.GroupBy(b => b.Breakdown).Select(s => new CubeSeriesEntry(s.Key, [.. s.Select(b => Write(file, b, numbers))])).ToList();
        var levels = blocks.Select(b => b.Level).Distinct().Order(StringComparer.Ordinal).Select(l => new CubeLevel(l, shown[l].Length, territories.At(l)!.Codes));
        return file.End(new CubeDirectory(indicator, cited, [.. levels], series), blocks.Sum(b => b.Figures));
    }

    private static CubeBlockEntry Write(CubeFile file, Plan block, ushort[] numbers)
    {
        if ((long)block.Periods.Count * block.Shown.Length > CubeFile.MostCells) throw TooLarge(block);
        var uniform = block.Editions.Select(e => numbers[e]).Distinct().Count() == 1;
        return new CubeBlockEntry(
            block.Level, [.. block.Periods.Select(p => p.Key)],
            Array<double>(file, block, (row, cells, shown) =>
            {
                var values = cells.Value;
                for (var t = 0; t < row.Length; t++) row[t] = Plain(values[shown[t]]);
            }),
            Array<Status>(file, block, (row, cells, shown) =>
            {
                var statuses = cells.Status;
                for (var t = 0; t < row.Length; t++) row[t] = statuses[shown[t]];
            }),
            block.Covered ? null : Array<double>(file, block, Coverages),
            uniform ? null : Array<ushort>(file, block, (row, cells, shown) =>
            {
                for (var t = 0; t < row.Length; t++) row[t] = cells.Status[shown[t]] == Status.None ? (ushort)0 : numbers[cells.EditionOf(shown[t])];
            }),
            uniform ? numbers[block.Editions.First()] : 0);
    }

    private static CubeArrayEntry Array<T>(CubeFile file, Plan block, Row<T> fill) where T : unmanaged
    {
        foreach (var (_, cells) in block.Periods)
        {
            for (var shown = block.Shown.AsSpan(); shown.Length > 0;)
            {
                var room = file.Room<T>();
                var count = Math.Min(room.Length, shown.Length);
                fill(room[..count], cells, shown[..count]);
                file.Add<T>(count);
                shown = shown[count..];
            }
        }
        return file.EndArray();
    }

    private static void Coverages(Span<double> row, Cells cells, ReadOnlySpan<int> shown)
    {
        var coverages = cells.Coverages;
        var statuses = cells.Status;
        if (coverages.IsEmpty)
            for (var t = 0; t < row.Length; t++) row[t] = statuses[shown[t]].HasValue() ? 1 : 0;
        else
            for (var t = 0; t < row.Length; t++) row[t] = Plain(coverages[shown[t]]);
    }

    // What is not a number has many writings, and processors do not agree on one.
    private static double Plain(double value) => double.IsNaN(value) ? double.NaN : value;

    private delegate void Row<T>(Span<T> row, Cells cells, ReadOnlySpan<int> shown) where T : unmanaged;

    private static FaultyInputException TooLarge(Plan block) => new("too-large", null,
        $"{block.Indicator} a trop de périodes au niveau {block.Level} : {block.Periods.Count} ; le publier par mois ou par année", $"{block.Indicator} has too many periods at level {block.Level}: {block.Periods.Count}; publish it by month or by year");

    /// <summary>What a block will hold, found before it is written.</summary>
    private sealed class Plan
    {
        private readonly SortedSet<ushort> _editions = [];

        public Plan(SeriesKey key, string level, Values values, int[] shown)
        {
            (Indicator, Breakdown, Level, Shown) = (key.Indicator, key.Breakdown, level, shown);
            Periods = [.. values.At(key, level).Where(p => Scan(p.Value))];
        }

        public string Indicator { get; }

        public string Breakdown { get; }

        public string Level { get; }

        public int[] Shown { get; }

        /// <summary>Those that say something of a territory shown.</summary>
        public List<KeyValuePair<Period, Cells>> Periods { get; }

        /// <summary>How many figures.</summary>
        public long Figures { get; private set; }

        /// <summary>True when every value is whole: no coverage needs be said.</summary>
        public bool Covered { get; private set; } = true;

        /// <summary>Numbers of the editions, 0 among them when something is computed.</summary>
        public IReadOnlySet<ushort> Editions => _editions;

        private bool Scan(Cells cells)
        {
            var (any, last, statuses, isWhole) = (0, -1, cells.Status, cells.Coverages.IsEmpty);
            foreach (var t in Shown)
            {
                var status = statuses[t];
                if (status == Status.None) continue;
                any++;
                if (cells.OneEdition is null && cells.EditionOf(t) != last) _editions.Add((ushort)(last = cells.EditionOf(t)));
                if (!isWhole && status.HasValue() && cells.CoverageOf(t) != 1) Covered = false;
            }
            Figures += any;
            if (any > 0 && cells.OneEdition is { } edition) _editions.Add(edition);
            return any > 0;
        }
    }
}
