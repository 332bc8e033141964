using System.Text;

namespace Terril.Observatory.Reading;

/// <summary>How a file is to be read; what is not said is detected.</summary>
public sealed record ReadingOptions
{
    /// <summary><c>csv</c>, <c>xlsx</c> or <c>json</c>.</summary>
    public string Format { get; init; } = "csv";

    /// <summary>Delimiter of a CSV file: <c>,</c> <c>;</c> <c>|</c> or a tab. Detected when not said.</summary>
    public char? Delimiter { get; init; }

    /// <summary><c>utf-8</c>, <c>windows-1252</c> (also <c>latin1</c>), <c>utf-16</c>. Detected when not said.</summary>
    public string? Encoding { get; init; }

    /// <summary>Row of the names, from 1, counted after <see cref="Skip"/>.</summary>
    public int Header { get; init; } = 1;

    /// <summary>Lines or rows to leave out before everything else.</summary>
    public int Skip { get; init; }

    /// <summary>Name of the sheet of a workbook; the first one when not said.</summary>
    public string? Sheet { get; init; }

    /// <summary>JSON path to the array of rows: <c>$</c>, <c>$.results</c>, <c>$.a.b[*]</c>. <c>$</c> when not said.</summary>
    public string? Records { get; init; }

    /// <summary>Entry of a .zip archive; needed when it holds more than one file.</summary>
    public string? Entry { get; init; }
}

/// <summary>Rows of a table file, one at a time, with their line numbers. Not safe to share between threads.</summary>
/// <remarks>
/// <para>
/// .gz and .zip are opened by their content, not by their name. A cell is text as in the file, without its quotes;
/// nothing is trimmed but by <see cref="Number"/>. A missing JSON property, a null, an empty sheet cell and one in error (<c>#N/A</c>)
/// are empty text. A sheet's dates are <c>2021-01-31</c> or <c>2021-01-31T12:00:00</c>, its numbers have a point.
/// </para>
/// <para>
/// Measure is kept: 8 GiB out of an archive, and not more than 250 times its compressed length once past 64 MiB; 1 GiB out of a
/// workbook; 512 MiB of JSON; 16 MiB in a row. CSV is read as a stream, JSON and workbooks in memory.
/// </para>
/// </remarks>
public abstract class RowReader : IDisposable
{
    private Dictionary<string, int> indexes = [];
    private Cells cells;
    private char[] text = [];
    private int textLength;

    /// <summary>Names the file for findings.</summary>
    protected RowReader(string name) => Name = name;

    /// <summary>Reads other rows of the same file.</summary>
    private protected RowReader(RowReader of) => (Name, Columns, indexes) = (of.Name, of.Columns, of.indexes);

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where the bytes are.</param>
    /// <param name="name">How findings name the file (as the site writes it); its last extension tells nothing that the content does not confirm.</param>
    /// <param name="options">What the recipe says.</param>
    /// <exception cref="FaultyInputException">
    /// Empty file, truncated or broken archive, content that is not of the format (HTML for CSV, CSV for XLSX…), a header row that is
    /// not there, two columns of one name, text that is not of the encoding said, unknown sheet or entry or records path.
    /// </exception>
    public static RowReader Open(string path, string name, ReadingOptions options) => Open(path, name, options, out _);

    /// <summary>Opens a file whose progress can be watched, by the position in its bytes.</summary>
    internal static RowReader Open(string path, string name, ReadingOptions options, out Stream bytes)
    {
        try
        {
            bytes = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Open(bytes, name, options);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ReadingFaults.Missing(name);
        }
    }

    /// <summary>Opens bytes that are at hand.</summary>
    /// <param name="bytes">The whole file, seekable; the reader disposes of it.</param>
    /// <param name="name">How findings name the file.</param>
    /// <param name="options">What the recipe says.</param>
    /// <exception cref="FaultyInputException">As for a path.</exception>
    public static RowReader Open(Stream bytes, string name, ReadingOptions options)
    {
        var (content, entryName) = Archive.Open(bytes, name, options.Entry);
        try
        {
            return options.Format switch
            {
                "csv" => new CsvReader(content, entryName, options),
                "xlsx" => new XlsxReader(content, entryName, options),
                "json" => new JsonReader(content, entryName, options),
                _ => throw new ArgumentException($"Unknown format: {options.Format}", nameof(options)),
            };
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>How findings name the file; an entry of a .zip follows a <c>!</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// Names of the columns, as written, trimmed; empty where the header is, and such a column cannot be asked for by name.
    /// For JSON: the properties of the records, dotted for nested ones, in order of first sight.
    /// </summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Index of a column, −1 when there is none of that exact name.</summary>
    public int ColumnOf(string name) => indexes.GetValueOrDefault(name, -1);

    /// <summary>Goes to the next row that is not wholly empty.</summary>
    /// <exception cref="FaultyInputException">A row with more or fewer cells than the header, an open quote, a cut file.</exception>
    public bool Next()
    {
        textLength = 0;
        return ReadNext();
    }

    private protected abstract bool ReadNext();

    /// <summary>The cells of the current row.</summary>
    private protected ref Cells Row => ref cells;

    /// <summary>Line on which the row begins, from 1 (header and skipped lines count); row of the sheet; line of the record in JSON.</summary>
    public abstract int Line { get; }

    /// <summary>Text of a cell of the current row, in UTF-8; valid until the next call of <see cref="Next"/>.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        if ((uint)column >= (uint)cells.Count) return [];
        var start = cells.Starts is { } starts ? starts[column] : column == 0 ? cells.Start : cells.Ends[cells.First + column - 1] + 1;
        return cells.Bytes.AsSpan(start, cells.Ends[cells.First + column] - start);
    }

    /// <summary>Text of a cell of the current row; valid until the next call of <see cref="Next"/>.</summary>
    public ReadOnlySpan<char> this[int column]
    {
        get
        {
            var cell = Utf8(column);
            if (text.Length - textLength < cell.Length) (text, textLength) = (new char[Math.Max(cell.Length, 2 * text.Length)], 0);
            var into = text.AsSpan(textLength);
            var length = Encoding.UTF8.GetChars(cell, into);
            textLength += length;
            return into[..length];
        }
    }

    /// <summary>Where the current row begins in what is at hand of the file; 0 for a reader that cannot go back.</summary>
    internal virtual int Start => 0;

    /// <summary>Goes back to a row of what is at hand; does nothing in a reader that cannot.</summary>
    internal virtual void Return(int start, int onLine) { }

    /// <summary>The row as it stands in the file, without its line end; for a sheet, its cells joined by tabs.</summary>
    public abstract string Raw { get; }

    /// <summary>What was found out: <c>UTF-8 avec BOM, virgule</c>: shown on the certificate of a figure.</summary>
    public abstract Text Format { get; }

    /// <summary>Where the cells of a row are in some bytes.</summary>
    private protected struct Cells
    {
        public byte[] Bytes;

        /// <summary>Where each begins; null when a cell begins one byte after the one before it ends, the first at <see cref="Start"/>.</summary>
        public int[]? Starts;

        /// <summary>Where each ends, that of the first cell being at <see cref="First"/>.</summary>
        public int[] Ends;

        public int First, Start, Count;
    }

    /// <summary>Settles the columns.</summary>
    /// <exception cref="FaultyInputException">No name at all, or two columns of one name.</exception>
    private protected void NameColumns(IReadOnlyList<string> names, int line)
    {
        var (found, repeated) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string>());
        for (var column = 0; column < names.Count; column++)
        {
            var name = names[column];
            if (name.Length > 0 && !found.TryAdd(name, column) && !repeated.Contains(name)) repeated.Add(name);
        }
        if (found.Count == 0) throw ReadingFaults.NoHeader(Name);
        if (repeated.Count > 0) throw ReadingFaults.RepeatedColumns(new Place(Name, line), [.. repeated.OrderBy(name => found[name])]);
        (Columns, indexes) = (names, found);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the reader holds.</summary>
    protected virtual void Dispose(bool disposing) { }
}
