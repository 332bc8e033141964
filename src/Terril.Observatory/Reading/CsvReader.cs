using System.Text;

namespace Terril.Observatory.Reading;

/// <summary>What the first row shows of the others.</summary>
/// <param name="Any">Whether there was a row.</param>
/// <param name="EndInDelimiter">Rows end in a delimiter that the header lacks.</param>
internal readonly record struct RowsSeen(bool Any, bool EndInDelimiter);

/// <summary>Reads a CSV file in one pass: cells are slices of the buffer, nothing is allocated for a row.</summary>
internal sealed class CsvReader : RowReader
{
    private Utf8Text text;
    private readonly BlockSource? blocks;
    private readonly CsvRow row;
    private readonly CsvIndex index;
    private readonly byte delimiter;
    private int line;

    public CsvReader(Stream stream, string name, ReadingOptions options) : base(name)
    {
        text = new Utf8Text(stream, name, options.Encoding, sample =>
            Signature.KindOf(sample) is { } kind ? ReadingFaults.NotOfFormat(name, "CSV", kind) : null);
        try
        {
            Skip(options.Skip);
            delimiter = options.Delimiter is { } said ? (byte)said : FindDelimiter(options.Header);
            (row, index) = (new CsvRow(delimiter), new CsvIndex(delimiter));
            ReadHeader(options.Header);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    private CsvReader(CsvReader of, Utf8Text text, BlockSource? blocks, RowsSeen seen) : base(of)
    {
        (delimiter, this.text, this.blocks, Seen) = (of.delimiter, text, blocks, seen);
        (row, index) = (new CsvRow(delimiter), new CsvIndex(delimiter));
    }

    /// <summary>Takes the next rows away, for a reader of their own; null at the end. From then on this reader reads none.</summary>
    public Utf8Text? TakeBlock(int most)
    {
        Leave();
        return text.TakeLines(most);
    }

    /// <summary>A reader of one block after the other, each with its <see cref="Turn"/>, its lines counted from 1.</summary>
    public CsvReader OfBlock() => new(this, text, null, default);

    /// <summary>For a reader of blocks: goes to the start of one.</summary>
    public void Turn(Utf8Text block, RowsSeen seen)
    {
        (text, Seen) = (block, seen);
        row.Begin();
        index.Forget();
    }

    /// <summary>A reader of block after block, which stops when a row and a block end together.</summary>
    public CsvReader Of(Func<Utf8Text?> next, RowsSeen seen, int line)
    {
        var source = new BlockSource(next);
        return new(this, new Utf8Text(text, source, line), source, seen);
    }

    /// <summary>What the first row has shown.</summary>
    public RowsSeen Seen { get; private set; }

    /// <summary>Line on which what follows the current row begins.</summary>
    public int NextLine => text.Line + row.LineBreaks;

    public override int Line => line;

    internal override int Start => text.Start;

    public override string Raw => Encoding.UTF8.GetString(text.Text[..row.Length]);

    public override Text Format
    {
        get
        {
            var (encoding, separator) = (text.Encoding.Name, Delimiter.NameOf(delimiter));
            return text.HasMark
                ? new($"{encoding} avec BOM, {separator.Fr}", $"{encoding} with BOM, {separator.En}")
                : new($"{encoding}, {separator.Fr}", $"{encoding}, {separator.En}");
        }
    }

    /// <summary>For a block: the plain rows that follow the current one; none when the next is otherwise. They are read by <see cref="Pass"/>.</summary>
    public void Find(PlainRows rows)
    {
        Leave();
        rows.Count = 0;
        if (Seen.Any && text.IsLast && text.Bytes.Length - text.Buffer.Length >= Utf8Text.Slack) index.Find(text.Buffer, text.Start, Columns.Count, rows);
    }

    /// <summary>Makes one of them the current row, for its cells alone.</summary>
    public void GoTo(PlainRows rows, int row)
    {
        ref var cells = ref Row;
        (cells.Bytes, cells.Starts, cells.Ends) = (text.Bytes, null, rows.Places);
        (cells.First, cells.Start, cells.Count) = (rows.First[row], rows.Start[row], Columns.Count);
    }

    /// <summary>Moves past them.</summary>
    public void Pass(PlainRows rows)
    {
        index.Pass(rows);
        text.Advance(rows.End - text.Start, rows.Lines);
    }

    /// <summary>All that holds the text of a block.</summary>
    public byte[] Bytes => text.Bytes;

    internal override void Return(int start, int onLine)
    {
        if (blocks is not null) return;
        text.Return(start, onLine);
        row.Begin();
        ReadRow();
    }

    private protected override bool ReadNext()
    {
        while (ReadRow())
        {
            if (IsBlank()) continue;
            CheckCount();
            return true;
        }
        return false;
    }

    private bool ReadRow()
    {
        Leave();
        line = text.Line;
        while (true)
        {
            if (blocks is { IsBetweenBlocks: true } && text.Text.IsEmpty) return false;
            switch (index.Read(text.Buffer, text.Start, text.IsLast, row))
            {
                case Scan.Row: return Found();
                case Scan.End: return false;
                case Scan.OpenQuote: throw ReadingFaults.OpenQuote(QuotePlace);
                case Scan.StrayQuote: throw ReadingFaults.StrayQuote(QuotePlace);
            }
            text.Fill();
            index.Forget();
        }
    }

    private bool Found()
    {
        ref var cells = ref Row;
        if (index.Count == 0)
        {
            (cells.Bytes, cells.Starts, cells.Ends, cells.First, cells.Count) = (row.Own ?? text.Bytes, row.Starts, row.Ends, 0, row.Count);
            return true;
        }
        (cells.Bytes, cells.Starts, cells.Ends) = (text.Bytes, null, index.Places);
        (cells.First, cells.Start, cells.Count) = (index.First, text.Start, index.Count);
        return true;
    }

    /// <summary>Whether the current row holds nothing but white space.</summary>
    public bool IsBlank()
    {
        for (var column = 0; column < Row.Count; column++)
        {
            if (!Utf8Cell.IsBlank(Utf8(column))) return false;
        }
        return true;
    }

    private void Leave()
    {
        text.Advance(row.FullLength, row.LineBreaks);
        row.Begin();
    }

    // The first row says whether rows end in a delimiter that the header lacks.
    private void CheckCount()
    {
        var extra = Row.Count - Columns.Count;
        if (extra == 0 && Seen.Any) return;

        var endsInDelimiter = extra == 1 && Utf8(Row.Count - 1).IsEmpty;
        if (!Seen.Any) Seen = new RowsSeen(Any: true, endsInDelimiter);

        var lacksUnnamed = extra == -1 && Columns[^1].Length == 0;
        if (extra == 0 || lacksUnnamed || endsInDelimiter && Seen.EndInDelimiter) return;
        throw ReadingFaults.CellCount(new Place(Name, line), Row.Count, Columns.Count);
    }

    private void Skip(int lines)
    {
        while (lines > 0)
        {
            var end = text.Text.IndexOfAny(CsvRow.Return, CsvRow.Feed);
            var mayBeTwoBytes = end >= 0 && end == text.Text.Length - 1 && text.Text[end] == CsvRow.Return;
            if (!text.IsLast && (end < 0 || mayBeTwoBytes))
            {
                text.Fill();
                continue;
            }

            if (end < 0) throw ReadingFaults.NoHeader(Name);
            text.Advance(text.Text[end..].StartsWith("\r\n"u8) ? end + 2 : end + 1, lineBreaks: 1);
            lines--;
        }
    }

    // A header longer than the text at hand is waited for.
    private byte FindDelimiter(int header)
    {
        var found = Delimiter.Of(text.Text, text.IsLast, header);
        while (found == Delimiter.None && !text.IsLast && !HoldsRows(header))
        {
            text.Fill();
            found = Delimiter.Of(text.Text, text.IsLast, header);
        }
        return found;
    }

    private bool HoldsRows(int count)
    {
        var any = new CsvRow(Delimiter.None);
        var rest = text.Text;
        for (; count > 0; count--)
        {
            if (any.Read(rest, text.IsLast) == Scan.More) return false;
            rest = rest[any.FullLength..];
        }
        return true;
    }

    private void ReadHeader(int header)
    {
        for (var number = 0; number < header; number++)
        {
            if (!ReadRow()) throw ReadingFaults.NoHeader(Name);
        }

        var names = new string[Row.Count];
        for (var column = 0; column < names.Length; column++) names[column] = Encoding.UTF8.GetString(Utf8(column)).Trim();
        NameColumns(names, line);
    }

    private Place QuotePlace => new(Name, text.Line + row.LineBreaksBeforeQuote, row.Count + 1);

    protected override void Dispose(bool disposing)
    {
        text.Dispose();
        base.Dispose(disposing);
    }
}
