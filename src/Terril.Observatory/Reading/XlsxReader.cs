using System.Buffers;
using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Terril.Observatory.Reading;

/// <summary>Reads a sheet of a workbook: .xlsx, .xlsb or the older .xls. A cell in error (<c>#N/A</c>) is empty.</summary>
internal sealed class XlsxReader : RowReader
{
    private const long LargestWorkbook = 1L << 30;
    private const int LargestInMemory = 512 << 20;

    private readonly IExcelDataReader workbook;
    private readonly bool isZip;
    private string[] cells = [];
    private readonly ArrayBufferWriter<byte> text = new();
    private int[] starts = [], ends = [];

    public XlsxReader(Stream stream, string name, ReadingOptions options) : base(name)
    {
        // Old workbooks are in code pages.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        var seekable = stream.CanSeek ? stream : InMemory(stream, name);
        isZip = CheckContent(seekable, name);
        workbook = Try(() => ExcelReaderFactory.CreateReader(seekable));
        try
        {
            GoTo(options.Sheet);
            ReadHeader(options.Skip + options.Header);
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    public override int Line => workbook.Depth + 1;

    public override string Raw => string.Join('\t', cells);

    public override Text Format
    {
        get
        {
            var kind = isZip ? "XLSX" : "XLS";
            return new($"{kind}, feuille « {workbook.Name} »", $"{kind}, sheet “{workbook.Name}”");
        }
    }

    private protected override bool ReadNext()
    {
        while (Try(workbook.Read))
        {
            for (var column = 0; column < cells.Length; column++) cells[column] = TextOf(column);
            if (!cells.All(string.IsNullOrWhiteSpace)) return Found();
        }
        return false;
    }

    private bool Found()
    {
        text.ResetWrittenCount();
        for (var column = 0; column < cells.Length; column++)
        {
            starts[column] = text.WrittenCount;
            Encoding.UTF8.GetBytes(cells[column], text);
            ends[column] = text.WrittenCount;
        }
        Row = new Cells { Bytes = text.WrittenMemory.ToArray(), Starts = starts, Ends = ends, Count = cells.Length };
        return true;
    }

    private static MemoryStream InMemory(Stream stream, string name)
    {
        var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, count);
            if (memory.Length > LargestInMemory) throw ReadingFaults.TooLarge(name);
        }
        stream.Dispose();
        return memory;
    }

    private static bool CheckContent(Stream stream, string name)
    {
        var start = new byte[1024];
        stream.Position = 0;
        var sample = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        stream.Position = 0;

        if (sample.IsEmpty) throw ReadingFaults.Empty(name);
        if (Signature.IsOldOffice(sample)) return false;
        if (!Signature.IsZip(sample)) throw ReadingFaults.NotOfFormat(name, "XLSX", Signature.KindOf(sample) ?? Signature.Other);
        Archive.Verify(stream, name, LargestWorkbook);
        return true;
    }

    private void GoTo(string? sheet)
    {
        if (sheet is null) return;
        var names = new List<string>();
        do
        {
            if (workbook.Name == sheet) return;
            names.Add(workbook.Name);
        }
        while (Try(workbook.NextResult));
        throw ReadingFaults.UnknownSheet(Name, sheet, names);
    }

    // Sheets are often wider than their table: cells after the last name are of no column.
    private void ReadHeader(int row)
    {
        for (var number = 0; number < row; number++)
        {
            if (!Try(workbook.Read)) throw ReadingFaults.NoHeader(Name);
        }

        var names = Enumerable.Range(0, workbook.FieldCount).Select(column => TextOf(column).Trim()).ToList();
        names = names[..(names.FindLastIndex(name => name.Length > 0) + 1)];
        NameColumns(names, Line);
        (cells, starts, ends) = (new string[names.Count], new int[names.Count], new int[names.Count]);
    }

    private string TextOf(int column) => workbook.GetValue(column) switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime moment => TextOf(moment),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    // Times are kept as parts of a day, so they are a little off; a time alone is dated of before 1900.
    private static string TextOf(DateTime moment)
    {
        moment = moment.AddMilliseconds(500);
        var form = moment.Year < 1900 ? "HH':'mm':'ss" : moment.TimeOfDay < TimeSpan.FromSeconds(1) ? "yyyy'-'MM'-'dd" : "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
        return moment.ToString(form, CultureInfo.InvariantCulture);
    }

    // Whatever a parser of foreign bytes throws, the bytes are at fault.
    private T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (FaultyInputException or OutOfMemoryException))
        {
            throw ReadingFaults.BrokenWorkbook(Name);
        }
    }

    protected override void Dispose(bool disposing)
    {
        workbook.Dispose();
        base.Dispose(disposing);
    }
}
