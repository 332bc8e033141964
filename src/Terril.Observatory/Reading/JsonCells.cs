namespace Terril.Observatory.Reading;

/// <summary>The cells of the first records of a document, as they were met, so that a document is read once.</summary>
/// <remarks>Those of a very large document are kept up to a bound; what comes after it is read twice.</remarks>
/// <param name="most">Bytes of text kept at most.</param>
internal sealed class JsonCells(int most)
{
    /// <summary>A list of all communes is far under it.</summary>
    public const int Most = 64 << 20;

    private readonly List<(int Bound, bool IsBlank)> records = [];
    private byte[] texts = new byte[1 << 16];
    private int[] bounds = new int[1 << 12];
    private int length, bound;
    private bool isFull;

    /// <summary>How many records are kept.</summary>
    public int Count => records.Count;

    /// <summary>The texts of all, in UTF-8.</summary>
    public byte[] Texts => texts;

    /// <summary>Keeps the record that a row holds, if there is room.</summary>
    public void Add(JsonRow row)
    {
        var columns = row.Columns.Count;
        var text = row.Text.AsSpan(0, row.TextLength);
        isFull |= length + text.Length > most || bound > most / sizeof(int);
        if (isFull) return;
        if (texts.Length - length < text.Length) Array.Resize(ref texts, Math.Max(texts.Length * 2, length + text.Length));
        if (bounds.Length - bound < 2 * columns) Array.Resize(ref bounds, Math.Max(bounds.Length * 2, bound + 2 * columns));
        records.Add((bound, row.IsBlank));
        text.CopyTo(texts.AsSpan(length));
        for (var c = 0; c < columns; c++) (bounds[bound++], bounds[bound++]) = (length + row.Starts[c], length + row.Ends[c]);
        length += text.Length;
    }

    /// <summary>Where the cells of a record lie; those of columns that were met later are empty.</summary>
    /// <returns>False when it says nothing.</returns>
    public bool Find(int record, Span<int> starts, Span<int> ends)
    {
        var (from, isBlank) = records[record];
        if (isBlank) return false;
        var met = ((record + 1 < records.Count ? records[record + 1].Bound : bound) - from) / 2;
        for (var c = 0; c < met; c++) (starts[c], ends[c]) = (bounds[from + 2 * c], bounds[from + 2 * c + 1]);
        starts[met..].Clear();
        ends[met..].Clear();
        return true;
    }
}
