namespace Terril.Observatory.Reading;

/// <summary>What became of an attempt to read a row.</summary>
internal enum Scan
{
    /// <summary>A row was read.</summary>
    Row,

    /// <summary>There is no further row.</summary>
    End,

    /// <summary>The row goes on after the text at hand.</summary>
    More,

    /// <summary>A quote is open at the end of the file.</summary>
    OpenQuote,

    /// <summary>A closing quote is followed by neither delimiter nor line end.</summary>
    StrayQuote,
}

/// <summary>The cells of one row as they lie in a text in UTF-8 (RFC 4180, any line end, any delimiter).</summary>
internal sealed class CsvRow(byte delimiter)
{
    public const byte Quote = (byte)'"';
    public const byte Return = (byte)'\r';
    public const byte Feed = (byte)'\n';

    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private byte[] own = new byte[256];
    private int ownLength;

    /// <summary>How many cells.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the row, without its line end.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes of the row, with its line end.</summary>
    public int FullLength { get; private set; }

    /// <summary>Line breaks in the row and at its end.</summary>
    public int LineBreaks { get; private set; }

    /// <summary>Line breaks in the row before the quote that opened last.</summary>
    public int LineBreaksBeforeQuote { get; private set; }

    /// <summary>Where each cell begins, in the text or in <see cref="Own"/>.</summary>
    public int[] Starts => starts;

    /// <summary>Where each cell ends.</summary>
    public int[] Ends => ends;

    /// <summary>The cells of a row that <see cref="Read"/> has read, without quotes; null when they are as they lie in the text.</summary>
    public byte[]? Own => ownLength < 0 ? null : own;

    /// <summary>Reads the row at the start of <paramref name="text"/>.</summary>
    /// <param name="text">Text that begins where a row begins.</param>
    /// <param name="isLast">Whether the text goes to the end of the file.</param>
    public Scan Read(ReadOnlySpan<byte> text, bool isLast)
    {
        Begin();
        ownLength = 0;
        if (text.IsEmpty) return isLast ? Scan.End : Scan.More;

        var at = 0;
        while (true)
        {
            if (at < text.Length && text[at] == Quote)
            {
                var quoted = ReadQuoted(text, isLast, ref at);
                if (quoted != Scan.Row) return quoted;
            }
            else
            {
                ReadPlain(text, ref at);
            }

            if (at < text.Length && text[at] == delimiter) at++;
            else return EndRow(text, isLast, at);
        }
    }

    /// <summary>Forgets the row before.</summary>
    public void Begin() => (Count, LineBreaks, Length, FullLength, ownLength) = (0, 0, 0, 0, -1);

    /// <summary>Adds a cell.</summary>
    public void Add(int start, int end)
    {
        if (Count == starts.Length)
        {
            Array.Resize(ref starts, Count * 2);
            Array.Resize(ref ends, Count * 2);
        }
        starts[Count] = start;
        ends[Count++] = end;
    }

    /// <summary>Tells how long the row is.</summary>
    public void End(int length, int fullLength, int lineBreaks) => (Length, FullLength, LineBreaks) = (length, fullLength, lineBreaks);

    /// <summary>For a row that was read: whether a cell is empty.</summary>
    public bool IsEmpty(int column) => starts[column] == ends[column];

    /// <summary>For a row that was read: whether no cell holds anything but white space.</summary>
    public bool IsBlank() => Utf8Cell.IsBlank(own.AsSpan(0, ownLength));

    private void ReadPlain(ReadOnlySpan<byte> text, ref int at)
    {
        var length = text[at..].IndexOfAny(delimiter, Return, Feed);
        if (length < 0) length = text.Length - at;
        var start = ownLength;
        Copy(text.Slice(at, length));
        Add(start, ownLength);
        at += length;
    }

    private Scan ReadQuoted(ReadOnlySpan<byte> text, bool isLast, ref int at)
    {
        LineBreaksBeforeQuote = LineBreaks;
        int start = ++at, firstOwn = ownLength;
        while (true)
        {
            var quote = text[at..].IndexOf(Quote);
            if (quote < 0) return isLast ? Scan.OpenQuote : Scan.More;

            var end = at + quote;
            if (end + 1 < text.Length && text[end + 1] == Quote)
            {
                Copy(text[at..(end + 1)]);
                at = end + 2;
                continue;
            }

            if (end + 1 < text.Length && text[end + 1] != delimiter && text[end + 1] is not (Return or Feed)) return Scan.StrayQuote;
            LineBreaks += Lines.Breaks(text[start..end]);
            Copy(text[at..end]);
            Add(firstOwn, ownLength);
            at = end + 1;
            return Scan.Row;
        }
    }

    private Scan EndRow(ReadOnlySpan<byte> text, bool isLast, int at)
    {
        var isAtEnd = at == text.Length;
        var mayBeTwoCharacters = !isAtEnd && text[at] == Return && at + 1 == text.Length;
        if (!isLast && (isAtEnd || mayBeTwoCharacters)) return Scan.More;

        End(at, isAtEnd ? at : at + (text[at..].StartsWith("\r\n"u8) ? 2 : 1), LineBreaks + (isAtEnd ? 0 : 1));
        return Scan.Row;
    }

    private void Copy(ReadOnlySpan<byte> part)
    {
        if (own.Length - ownLength < part.Length) Array.Resize(ref own, Math.Max(own.Length * 2, ownLength + part.Length));
        part.CopyTo(own.AsSpan(ownLength));
        ownLength += part.Length;
    }
}
