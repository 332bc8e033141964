using System.Text;
using System.Text.Json;

namespace Terril.Observatory.Reading;

/// <summary>The cells of one record: its properties, those of nested objects under dotted names.</summary>
internal sealed class JsonRow(string file)
{
    // A file with more has its rows elsewhere: an object keyed by codes was taken for a record.
    private const int MostColumns = 5_000;

    private readonly List<string> columns = [];
    private readonly TextTable names = new();
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private bool[] isRead = new bool[32];
    private byte[] text = new byte[1024];
    private byte[] path = new byte[256];
    private int textLength;

    /// <summary>The properties met so far, in order of first sight.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The texts of the properties, in UTF-8.</summary>
    public byte[] Text => text;

    /// <summary>Bytes of the texts of the record.</summary>
    public int TextLength => textLength;

    /// <summary>Where the text of each property begins; one that the record lacks is empty.</summary>
    public int[] Starts => starts;

    /// <summary>Where the text of each property ends.</summary>
    public int[] Ends => ends;

    /// <summary>Whether no cell holds anything but white space.</summary>
    public bool IsBlank => Utf8Cell.IsBlank(text.AsSpan(0, textLength));

    /// <summary>Reads a record.</summary>
    /// <param name="json">The text that <paramref name="reader"/> reads.</param>
    /// <param name="reader">At the opening brace; left at the closing one.</param>
    /// <param name="line">Where the record begins.</param>
    public void Read(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, int line)
    {
        Array.Clear(starts);
        Array.Clear(ends);
        Array.Clear(isRead);
        textLength = 0;
        ReadObject(json, ref reader, prefix: 0, line);
    }

    private void ReadObject(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, int prefix, int line)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = AppendName(ref reader, prefix);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject) ReadObject(json, ref reader, name, line);
            else ReadValue(json, ref reader, path.AsSpan(0, name), line);
        }
    }

    private int AppendName(ref Utf8JsonReader reader, int prefix)
    {
        Reserve(ref path, prefix, reader.ValueSpan.Length + 1);
        if (prefix > 0) path[prefix++] = (byte)'.';
        return prefix + reader.CopyString(path.AsSpan(prefix));
    }

    private void ReadValue(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ReadOnlySpan<byte> name, int line)
    {
        var column = ColumnOf(name, line);
        if (isRead[column]) throw ReadingFaults.RepeatedColumns(new Place(file, line), [Encoding.UTF8.GetString(name)]);

        starts[column] = textLength;
        ends[column] = textLength += CopyValue(json, ref reader);
        isRead[column] = true;
    }

    private int CopyValue(ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return 0;
        if (reader.TokenType == JsonTokenType.String)
        {
            Reserve(ref text, textLength, reader.ValueSpan.Length);
            return reader.CopyString(text.AsSpan(textLength));
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var raw = json[start..(int)reader.BytesConsumed];
        Reserve(ref text, textLength, raw.Length);
        raw.CopyTo(text.AsSpan(textLength));
        return raw.Length;
    }

    private int ColumnOf(ReadOnlySpan<byte> name, int line)
    {
        var index = names.Of(name);
        if (index < columns.Count) return index;
        if (columns.Count == MostColumns) throw ReadingFaults.TooManyColumns(new Place(file, line), MostColumns);

        columns.Add(Encoding.UTF8.GetString(name));
        if (columns.Count > starts.Length)
        {
            Array.Resize(ref starts, columns.Count * 2);
            Array.Resize(ref ends, columns.Count * 2);
            Array.Resize(ref isRead, columns.Count * 2);
        }
        return columns.Count - 1;
    }

    private static void Reserve<T>(ref T[] buffer, int used, int more)
    {
        if (buffer.Length - used < more) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + more));
    }
}
