using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Terril.Observatory.Reading;

/// <summary>Reads the records of a JSON document, or of JSON Lines. The document is held in memory.</summary>
internal sealed class JsonReader : RowReader
{
    private const int LargestDocument = 512 << 20;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly Text format;
    private readonly List<JsonRecord> records;
    private readonly JsonRow row;
    private readonly JsonCells cells;
    private readonly int[] starts, ends;
    private int next;

    public JsonReader(Stream stream, string name, ReadingOptions options, int kept = JsonCells.Most) : base(name)
    {
        cells = new JsonCells(kept);
        (bytes, var encoding) = ReadAll(stream, name, options.Encoding);
        row = new JsonRow(name);
        var found = new JsonRecords(bytes, name, JsonPath.Parse(options.Records ?? "$", name), cells);
        records = found.Read(row);
        format = Text.Same($"{(found.AreLines ? "JSON Lines" : "JSON")}, {encoding.Name}");

        if (row.Columns.Count == 0) throw ReadingFaults.NoRecord(name);
        NameColumns(row.Columns, line: records[0].Line);
        (starts, ends) = (new int[row.Columns.Count], new int[row.Columns.Count]);
    }

    public override int Line => Current.Line;

    public override string Raw => Encoding.UTF8.GetString(Record);

    public override Text Format => format;

    private protected override bool ReadNext()
    {
        while (next < records.Count)
        {
            next++;
            if (next <= cells.Count)
            {
                if (cells.Find(next - 1, starts, ends)) return Found(cells.Texts, starts, ends);
                continue;
            }
            var reader = new Utf8JsonReader(Record);
            reader.Read();
            row.Read(Record, ref reader, Current.Line);
            if (!row.IsBlank) return Found(row.Text, row.Starts, row.Ends);
        }
        return false;
    }

    private bool Found(byte[] text, int[] begins, int[] stops)
    {
        Row = new Cells { Bytes = text, Starts = begins, Ends = stops, Count = Columns.Count };
        return true;
    }

    private JsonRecord Current => records[next - 1];

    private ReadOnlySpan<byte> Record => bytes.Span.Slice(Current.Start, Current.Length);

    // In UTF-8, whatever the file is in.
    private static (ReadOnlyMemory<byte> Bytes, TextEncoding Encoding) ReadAll(Stream stream, string name, string? encoding)
    {
        using var text = new Utf8Text(stream, name, encoding, sample =>
            Signature.KindOf(sample) is { } kind && kind != Signature.Json ? ReadingFaults.NotOfFormat(name, "JSON", kind) : null);

        var all = new ArrayBufferWriter<byte>();
        while (true)
        {
            all.Write(text.Text);
            if (text.IsLast) return (all.WrittenMemory, text.Encoding);
            if (all.WrittenCount > LargestDocument) throw ReadingFaults.TooLarge(name);
            text.Advance(text.Text.Length, Lines.Breaks(text.Text));
            text.Fill();
        }
    }
}
