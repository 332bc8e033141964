using System.Text;
using System.Text.Json;

namespace Terril.Observatory.Reading;

/// <summary>Where a record lies in a JSON document, in bytes, and the line of its opening brace.</summary>
internal readonly record struct JsonRecord(int Start, int Length, int Line);

/// <summary>Finds the records that a path selects.</summary>
/// <param name="bytes">The document, in UTF-8.</param>
/// <param name="name">How findings name it.</param>
/// <param name="path">Steps from the root: a property, or null for every element of an array.</param>
/// <param name="cells">Keeps their cells.</param>
internal sealed class JsonRecords(ReadOnlyMemory<byte> bytes, string name, IReadOnlyList<string?> path, JsonCells cells)
{
    private const int MostNamesShown = 12;

    private readonly List<JsonRecord> records = [];
    private readonly List<string> names = [];
    private int deepest = -1, line = 1, lineStart;
    private bool found;

    /// <summary>Whether the document is a sequence of objects, not one value.</summary>
    public bool AreLines { get; private set; }

    /// <summary>Reads the whole document; <paramref name="row"/> meets every column.</summary>
    /// <exception cref="FaultyInputException">Malformed JSON; a path that leads nowhere, or to something else than objects.</exception>
    public List<JsonRecord> Read(JsonRow row)
    {
        var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { AllowMultipleValues = path.Count == 0 });
        try
        {
            ReadRoots(ref reader, row);
        }
        catch (JsonException e)
        {
            throw ReadingFaults.InvalidJson(PlaceOf(e));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: no text.
            throw ReadingFaults.InvalidJson(new Place(name, LineOf((int)reader.TokenStartIndex)));
        }
        return found ? records : throw ReadingFaults.UnknownRecords(name, names);
    }

    private void ReadRoots(ref Utf8JsonReader reader, JsonRow row)
    {
        var wasObject = true;
        for (var count = 0; reader.Read(); count++)
        {
            if (count > 0 && !(wasObject && reader.TokenType == JsonTokenType.StartObject)) throw ReadingFaults.NotRecords(Here(ref reader));
            wasObject = reader.TokenType == JsonTokenType.StartObject;
            AreLines = count > 0;
            Select(ref reader, 0, row);
        }
    }

    private void Select(ref Utf8JsonReader reader, int step, JsonRow row)
    {
        if (step == path.Count)
        {
            Take(ref reader, row);
        }
        else if (path[step] is null && reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Select(ref reader, step + 1, row);
        }
        else if (path[step] is { } property && reader.TokenType == JsonTokenType.StartObject)
        {
            SelectProperty(ref reader, property, step, row);
        }
        else
        {
            reader.Skip();
        }
    }

    private void SelectProperty(ref Utf8JsonReader reader, string property, int step, JsonRow row)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Remember(ref reader, step);
            var isSought = reader.ValueTextEquals(property);
            reader.Read();
            if (isSought) Select(ref reader, step + 1, row);
            else reader.Skip();
        }
    }

    private void Take(ref Utf8JsonReader reader, JsonRow row)
    {
        found = true;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            TakeRecord(ref reader, row);
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) TakeRecord(ref reader, row);
    }

    private void TakeRecord(ref Utf8JsonReader reader, JsonRow row)
    {
        var place = Here(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject) throw ReadingFaults.NotRecords(place);

        var start = (int)reader.TokenStartIndex;
        row.Read(bytes.Span, ref reader, line);
        cells.Add(row);
        records.Add(new JsonRecord(start, (int)reader.BytesConsumed - start, place.Line!.Value));
    }

    // The names offered where the path stops are what its author looks for.
    private void Remember(ref Utf8JsonReader reader, int step)
    {
        if (step > deepest)
        {
            deepest = step;
            names.Clear();
        }
        if (step == deepest && names.Count < MostNamesShown && reader.GetString() is { } property && !names.Contains(property)) names.Add(property);
    }

    private Place Here(ref Utf8JsonReader reader) => new(name, LineOf((int)reader.TokenStartIndex));

    private int LineOf(int position)
    {
        line += Lines.Breaks(bytes.Span.Slice(lineStart, position - lineStart));
        lineStart = position;
        return line;
    }

    private Place PlaceOf(JsonException e)
    {
        var rest = bytes.Span;
        for (var number = 0L; number < e.LineNumber; number++) rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        var before = rest[..(int)Math.Min(rest.Length, e.BytePositionInLine ?? 0)];
        return new Place(name, (int)(e.LineNumber ?? 0) + 1, Encoding.UTF8.GetCharCount(before) + 1);
    }
}
