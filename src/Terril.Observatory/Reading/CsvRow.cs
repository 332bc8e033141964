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

    private Cell[] cells = new Cell[32];
    private byte[] unescaped = new byte[256];
    private int unescapedLength;

    // Where a cell lies: in the text, or, when quotes in it were doubled, in the buffer beside.
    private readonly record struct Cell(int Start, int Length, bool Unescaped);

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

    /// <summary>Text of a cell of the row that was read from <paramref name="text"/>.</summary>
    public ReadOnlySpan<byte> this[ReadOnlySpan<byte> text, int column]
    {
        get
        {
            var cell = cells[column];
            return cell.Unescaped ? unescaped.AsSpan(cell.Start, cell.Length) : text.Slice(cell.Start, cell.Length);
        }
    }

    /// <summary>Reads the row at the start of <paramref name="text"/>.</summary>
    /// <param name="text">Text that begins where a row begins.</param>
    /// <param name="isLast">Whether the text goes to the end of the file.</param>
    public Scan Read(ReadOnlySpan<byte> text, bool isLast)
    {
        Begin();
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
    public void Begin() => Count = unescapedLength = LineBreaks = Length = FullLength = 0;

    /// <summary>Adds a cell, as it lies in the text.</summary>
    public void Add(int start, int length) => Add(new Cell(start, length, Unescaped: false));

    /// <summary>Tells how long the row is.</summary>
    public void End(int length, int fullLength, int lineBreaks) => (Length, FullLength, LineBreaks) = (length, fullLength, lineBreaks);

    /// <summary>Whether no cell holds anything but white space.</summary>
    public bool IsBlank(ReadOnlySpan<byte> text)
    {
        for (var column = 0; column < Count; column++)
        {
            if (!Utf8Cell.IsBlank(this[text, column])) return false;
        }
        return true;
    }

    private void ReadPlain(ReadOnlySpan<byte> text, ref int at)
    {
        var length = text[at..].IndexOfAny(delimiter, Return, Feed);
        if (length < 0) length = text.Length - at;
        Add(at, length);
        at += length;
    }

    private Scan ReadQuoted(ReadOnlySpan<byte> text, bool isLast, ref int at)
    {
        LineBreaksBeforeQuote = LineBreaks;
        int start = ++at, firstUnescaped = unescapedLength;
        while (true)
        {
            var quote = text[at..].IndexOf(Quote);
            if (quote < 0) return isLast ? Scan.OpenQuote : Scan.More;

            var end = at + quote;
            if (end + 1 < text.Length && text[end + 1] == Quote)
            {
                Unescape(text[at..(end + 1)]);
                at = end + 2;
                continue;
            }

            if (end + 1 < text.Length && text[end + 1] != delimiter && text[end + 1] is not (Return or Feed)) return Scan.StrayQuote;
            EndQuoted(text, start, at, end, firstUnescaped);
            at = end + 1;
            return Scan.Row;
        }
    }

    private void EndQuoted(ReadOnlySpan<byte> text, int start, int rest, int end, int firstUnescaped)
    {
        LineBreaks += Lines.Breaks(text[start..end]);
        if (rest == start)
        {
            Add(start, end - start);
            return;
        }

        Unescape(text[rest..end]);
        Add(new Cell(firstUnescaped, unescapedLength - firstUnescaped, Unescaped: true));
    }

    private Scan EndRow(ReadOnlySpan<byte> text, bool isLast, int at)
    {
        var isAtEnd = at == text.Length;
        var mayBeTwoCharacters = !isAtEnd && text[at] == Return && at + 1 == text.Length;
        if (!isLast && (isAtEnd || mayBeTwoCharacters)) return Scan.More;

        End(at, isAtEnd ? at : at + (text[at..].StartsWith("\r\n"u8) ? 2 : 1), LineBreaks + (isAtEnd ? 0 : 1));
        return Scan.Row;
    }

    private void Unescape(ReadOnlySpan<byte> part)
    {
        while (unescaped.Length - unescapedLength < part.Length) Array.Resize(ref unescaped, unescaped.Length * 2);
        part.CopyTo(unescaped.AsSpan(unescapedLength));
        unescapedLength += part.Length;
    }

    private void Add(Cell cell)
    {
        if (Count == cells.Length) Array.Resize(ref cells, cells.Length * 2);
        cells[Count++] = cell;
    }
}
