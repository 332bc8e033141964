namespace Terril.Observatory.Territories;

/// <summary>For each territory, the parts it becomes. Sparse rows: those of territory i lie from start i to start i + 1.</summary>
internal sealed class Shares
{
    private readonly int[] _starts;
    private readonly Part[] _parts;

    private Shares(int[] starts, Part[] parts) => (_starts, _parts) = (starts, parts);

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<Part> this[int index] => _parts.AsSpan(_starts[index].._starts[index + 1]);

    /// <summary>Builds the rows one after the other: <paramref name="fill"/> adds the targets of a territory with their weights.</summary>
    public static Shares Of(int count, Action<int, List<Part>> fill)
    {
        var starts = new int[count + 1];
        var parts = new List<Part>(count);
        var row = new List<Part>();
        for (var i = 0; i < count; i++)
        {
            row.Clear();
            fill(i, row);
            if (row.Count == 1) parts.Add(row[0] with { Share = 1 });
            else parts.AddRange(Normalised(row));
            starts[i + 1] = parts.Count;
        }

        return new(starts, [.. parts]);
    }

    /// <summary>This passage, then <paramref name="next"/>.</summary>
    public Shares Then(Shares next) => Of(Count, (i, row) =>
    {
        foreach (var half in this[i])
        {
            foreach (var part in next[half.Target]) row.Add(new(part.Target, half.Share * part.Share));
        }
    });

    /// <summary>The way back: each target is shared between its <paramref name="count"/> possible sources by the population that came from them.</summary>
    public Shares Back(int[] populations, int count)
    {
        var starts = new int[count + 1];
        foreach (var part in _parts) starts[part.Target + 1]++;
        for (var i = 0; i < count; i++) starts[i + 1] += starts[i];

        var sources = new Part[_parts.Length];
        var next = starts[..count];
        for (var i = 0; i < Count; i++)
        {
            foreach (var part in this[i]) sources[next[part.Target]++] = new(i, Math.Max(0, populations[i]) * part.Share);
        }

        return Of(count, (i, row) => row.AddRange(sources.AsSpan(starts[i]..starts[i + 1])));
    }

    // One part for each target, in order; where nobody lives the parts are equal.
    private static IEnumerable<Part> Normalised(List<Part> row)
    {
        var total = row.Sum(p => p.Share);
        return row.GroupBy(p => p.Target).OrderBy(g => g.Key)
            .Select(g => new Part(g.Key, total > 0 ? g.Sum(p => p.Share) / total : (double)g.Count() / row.Count));
    }
}
