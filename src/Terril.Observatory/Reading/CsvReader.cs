namespace Terril.Observatory.Reading;

/// <summary>Reads a CSV file in one pass: cells are slices of the buffer, nothing is allocated for a row.</summary>
internal sealed class CsvReader : RowReader
{
    private readonly TextWindow window;
    private readonly CsvRow row;
    private readonly char delimiter;
    private int line;
    private bool rowsEndInDelimiter;
    private bool isFirst = true;

    public CsvReader(Stream stream, string name, ReadingOptions options) : base(name)
    {
        window = new TextWindow(stream, name, options.Encoding, sample =>
            Signature.KindOf(sample) is { } kind ? ReadingFaults.NotOfFormat(name, "CSV", kind) : null);
        try
        {
            Skip(options.Skip);
            delimiter = options.Delimiter ?? FindDelimiter(options.Header);
            row = new CsvRow(delimiter);
            ReadHeader(options.Header);
        }
        catch
        {
            window.Dispose();
            throw;
        }
    }

    public override int Line => line;

    public override ReadOnlySpan<char> this[int column] => column < row.Count ? row[window.Text, column] : [];

    public override string Raw => window.Text[..row.Length].ToString();

    public override Text Format
    {
        get
        {
            var (encoding, separator) = (window.Encoding.Name, Delimiter.NameOf(delimiter));
            return window.HasMark
                ? new($"{encoding} avec BOM, {separator.Fr}", $"{encoding} with BOM, {separator.En}")
                : new($"{encoding}, {separator.Fr}", $"{encoding}, {separator.En}");
        }
    }

    public override bool Next()
    {
        while (ReadRow())
        {
            if (row.IsBlank(window.Text)) continue;
            CheckCount();
            return true;
        }
        return false;
    }

    private bool ReadRow()
    {
        window.Advance(row.FullLength, row.LineBreaks);
        line = window.Line;
        while (true)
        {
            switch (row.Read(window.Text, window.IsLast))
            {
                case Scan.Row: return true;
                case Scan.End: return false;
                case Scan.OpenQuote: throw ReadingFaults.OpenQuote(QuotePlace);
                case Scan.StrayQuote: throw ReadingFaults.StrayQuote(QuotePlace);
                default: window.Fill(); break;
            }
        }
    }

    // The first row says whether rows end in a delimiter that the header lacks.
    private void CheckCount()
    {
        var extra = row.Count - Columns.Count;
        var endsInDelimiter = extra == 1 && this[row.Count - 1].IsEmpty;
        if (isFirst) (isFirst, rowsEndInDelimiter) = (false, endsInDelimiter);

        var lacksUnnamed = extra == -1 && Columns[^1].Length == 0;
        if (extra == 0 || lacksUnnamed || endsInDelimiter && rowsEndInDelimiter) return;
        throw ReadingFaults.CellCount(new Place(Name, line), row.Count, Columns.Count);
    }

    private void Skip(int lines)
    {
        while (lines > 0)
        {
            var end = window.Text.IndexOfAny('\r', '\n');
            var mayBeTwoCharacters = end >= 0 && end == window.Text.Length - 1 && window.Text[end] == '\r';
            if (!window.IsLast && (end < 0 || mayBeTwoCharacters))
            {
                window.Fill();
                continue;
            }

            if (end < 0) throw ReadingFaults.NoHeader(Name);
            window.Advance(window.Text[end..].StartsWith("\r\n") ? end + 2 : end + 1, lineBreaks: 1);
            lines--;
        }
    }

    // A header longer than the window is waited for.
    private char FindDelimiter(int header)
    {
        var found = Delimiter.Of(window.Text, window.IsLast, header);
        while (found == Delimiter.None && !window.IsLast && !HoldsRows(header))
        {
            window.Fill();
            found = Delimiter.Of(window.Text, window.IsLast, header);
        }
        return found;
    }

    private bool HoldsRows(int count)
    {
        var any = new CsvRow(Delimiter.None);
        var text = window.Text;
        for (; count > 0; count--)
        {
            if (any.Read(text, window.IsLast) == Scan.More) return false;
            text = text[any.FullLength..];
        }
        return true;
    }

    private void ReadHeader(int header)
    {
        for (var number = 0; number < header; number++)
        {
            if (!ReadRow()) throw ReadingFaults.NoHeader(Name);
        }

        var names = new string[row.Count];
        for (var column = 0; column < names.Length; column++) names[column] = this[column].Trim().ToString();
        NameColumns(names, line);
    }

    private Place QuotePlace => new(Name, window.Line + row.LineBreaksBeforeQuote, row.Count + 1);

    protected override void Dispose(bool disposing)
    {
        window.Dispose();
        base.Dispose(disposing);
    }
}
