using System.Runtime.InteropServices;
using System.Text;
using Terril.Observatory.Building;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Releases;

/// <summary>Writes the values of a draft as a cube. Same draft, same bytes.</summary>
internal static class CubeWriter
{
    public static void Write(string path, Draft draft)
    {
        using var file = File.Create(path);
        using var writer = new BinaryWriter(file, Encoding.UTF8);
        writer.Write(new byte[Cube.HeaderLength]);
        var series = draft.Values.Keys
            .OrderBy(k => k.Indicator, StringComparer.Ordinal).ThenBy(k => k.Breakdown, StringComparer.Ordinal)
            .Select(key => new CubeSeries(key.Indicator, key.Breakdown, [.. Blocks(writer, draft, key)]))
            .Where(s => s.Blocks.Length > 0).ToList();
        var directory = writer.BaseStream.Position;
        WriteCodes(writer, draft);
        writer.Write(series.Count);
        foreach (var one in series) WriteSeries(writer, one);
        writer.Flush();
        var length = file.Position;
        file.Position = 0;
        writer.Write(Encoding.ASCII.GetBytes(Cube.Magic));
        writer.Write(length);
        writer.Write(directory);
        writer.Flush();
        file.Flush(flushToDisk: true);
    }

    private static IEnumerable<CubeBlock> Blocks(BinaryWriter writer, Draft draft, SeriesKey key)
    {
        foreach (var level in draft.Values.Levels(key).Order(StringComparer.Ordinal))
        {
            var shown = draft.Shown[level];
            var periods = draft.Values.At(key, level).Where(p => Array.Exists(shown, t => p.Value.Status[t] != Status.None)).ToList();
            if (periods.Count > 0) yield return Block(writer, level, shown, periods);
        }
    }

    private static CubeBlock Block(BinaryWriter writer, string level, int[] shown, List<KeyValuePair<Period, Cells>> periods)
    {
        T[] All<T>(Func<Cells, T[]> column) => [.. periods.SelectMany(p => shown.Select(t => column(p.Value)[t]))];
        var (values, statuses, coverages, editions) = (All(c => c.Value), All(c => c.Status), All(c => c.Coverage), All(c => c.Edition));
        var said = editions.Where((_, i) => statuses[i] != Status.None).Distinct().ToList();
        var plain = !coverages.Where((c, i) => statuses[i].HasValue() && c != 1).Any();
        return new CubeBlock(level, shown.Length, [.. periods.Select(p => p.Key)],
            Put(writer, MemoryMarshal.AsBytes(values.AsSpan())),
            plain ? 0 : Put(writer, MemoryMarshal.AsBytes(coverages.AsSpan())),
            said.Count == 1 ? 0 : Put(writer, MemoryMarshal.AsBytes(editions.AsSpan())),
            Put(writer, MemoryMarshal.AsBytes(statuses.AsSpan())),
            said.Count == 1 ? said[0] : (ushort)0);
    }

    private static long Put(BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Flush();
        var padding = (int)(-writer.BaseStream.Position & 7);
        writer.Write(new byte[padding]);
        writer.Flush();
        var at = writer.BaseStream.Position;
        writer.Write(bytes);
        return at;
    }

    private static void WriteCodes(BinaryWriter writer, Draft draft)
    {
        writer.Write(draft.Geography.Levels.Count);
        foreach (var level in draft.Geography.Levels)
        {
            writer.Write(level);
            writer.Write(draft.Shown[level].Length);
            foreach (var t in draft.Shown[level]) writer.Write(draft.Geography.At(level)[t].Code);
        }
    }

    private static void WriteSeries(BinaryWriter writer, CubeSeries series)
    {
        writer.Write(series.Indicator);
        writer.Write(series.Breakdown);
        writer.Write(series.Blocks.Length);
        foreach (var block in series.Blocks) block.Write(writer);
    }
}
