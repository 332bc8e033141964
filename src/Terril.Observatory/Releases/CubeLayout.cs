using Terril.Observatory.Indicators;

namespace Terril.Observatory.Releases;

/// <summary>From what the directory of a cube says to where its figures are, nothing of it taken at its word.</summary>
/// <param name="cube">The file.</param>
/// <param name="directory">Its directory.</param>
/// <param name="end">Offset of the directory, where arrays end.</param>
/// <param name="territories">Those of the release.</param>
/// <param name="editions">Those of the release.</param>
internal sealed class CubeLayout(Cube cube, CubeDirectory directory, long end, ShownTerritories territories, IReadOnlyList<Edition> editions)
{
    private readonly Edition?[] _editions = [null, .. directory.Editions.Select(one =>
        editions.FirstOrDefault(e => e.Source == one.Source && e.Path == one.Path && e.Part == one.Part && e.Sha256 == one.Sha256)
        ?? throw cube.Broken(new($"la publication n’a pas lu « {one.Path} »", $"the release has not read “{one.Path}”")))];

    /// <exception cref="FaultyInputException">The directory is not that of a cube of this release.</exception>
    public CubeSeries[] Series()
    {
        foreach (var level in directory.Levels)
            if (territories.At(level.Level) is not { } shown || shown.Territories.Count != level.Territories || shown.Codes != level.Codes)
                throw cube.Broken(new($"ses territoires de niveau {level.Level} ne sont pas ceux de la publication", $"its territories of level {level.Level} are not those of the release"));
        Ascending(directory.Series, s => s.Breakdown);
        return [.. directory.Series.Select(Series)];
    }

    private CubeSeries Series(CubeSeriesEntry entry)
    {
        Ascending(entry.Blocks, b => b.Level);
        return new CubeSeries(directory.Indicator, entry.Breakdown, [.. entry.Blocks.Select(Block)]);
    }

    private CubeBlock Block(CubeBlockEntry entry)
    {
        for (var p = 0; p < entry.Periods.Count; p++)
            if (entry.Periods[p] == default || (p > 0 && entry.Periods[p - 1] >= entry.Periods[p])) throw cube.Broken(Cube.Altered);
        var count = (directory.Levels.FirstOrDefault(l => l.Level == entry.Level) ?? throw cube.Broken(Cube.Altered)).Territories;
        if (entry.Edition < 0 || entry.Edition >= _editions.Length) throw cube.Broken(Cube.Altered);
        var cells = (long)entry.Periods.Count * count;
        if (cells > CubeFile.MostCells) throw cube.Broken(Cube.Altered);
        return new CubeBlock(
            entry.Level, count, [.. entry.Periods], Array<double>(entry.Values, cells), Array<Status>(entry.Statuses, cells),
            entry.Coverages is null ? null : Array<double>(entry.Coverages, cells),
            entry.Editions is null ? null : Array<ushort>(entry.Editions, cells), _editions, entry.Edition);
    }

    private CubeArray<T> Array<T>(CubeArrayEntry entry, long cells) where T : unmanaged
    {
        var array = new CubeArray<T>(cube, entry, (int)cells, typeof(T) == typeof(Status) ? (int)Status.Unavailable : _editions.Length - 1);
        return entry.Offset % CubeFile.Alignment == 0 && entry.Offset >= CubeFile.Alignment && entry.Offset <= end - array.Length ? array : throw cube.Broken(Cube.Altered);
    }

    private void Ascending<T>(IReadOnlyList<T> all, Func<T, string> key)
    {
        for (var i = 1; i < all.Count; i++)
            if (string.CompareOrdinal(key(all[i - 1]), key(all[i])) >= 0) throw cube.Broken(Cube.Altered);
    }
}
