using System.Text;
using System.Text.Json;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Boundaries;

/// <summary>Reads the polygons of a GeoJSON (RFC 7946), compressed or not.</summary>
internal ref struct GeoJson
{
    /// <summary>No file of boundaries is larger once expanded, in bytes: the whole country in full detail holds in a third of it.</summary>
    private const int Largest = 1 << 30;

    private readonly string _name;
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _json;
    private int _feature;

    private GeoJson(string name, ReadOnlySpan<byte> bytes)
    {
        _name = name;
        _bytes = bytes;
        _json = new Utf8JsonReader(bytes);
    }

    /// <summary>The features of a file, in its order.</summary>
    /// <exception cref="FaultyInputException">Absent, cut, no GeoJSON, a geometry that is no polygon, a position out of WGS84.</exception>
    public static List<Feature> Read(string path)
    {
        var name = Path.GetFileName(path);
        var bytes = Bytes(path, ref name).AsSpan();
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var reading = new GeoJson(name, bytes);
        try
        {
            return reading.Collection();
        }
        catch (JsonException e)
        {
            throw ReadingFaults.InvalidJson(new Place(name, (int)(e.LineNumber ?? 0) + 1));
        }
        catch (InvalidOperationException)
        {
            // A token of another kind than the one that was asked for, or text that is not UTF-8.
            throw BoundaryFaults.NotGeoJson(reading.Here);
        }
    }

    private Place Here => PlaceAt(_json.TokenStartIndex);

    // Counted when it is wanted: lines are counted from the start.
    private Place PlaceAt(long at) => new(_name, _bytes[..(int)at].Count((byte)'\n') + 1);

    private static byte[] Bytes(string path, ref string name)
    {
        if (!File.Exists(path)) throw BoundaryFaults.Missing(name);
        (var stream, name) = Archive.Open(File.OpenRead(path), name, entry: null);
        using (stream)
        {
            using var whole = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int count; (count = stream.Read(buffer)) > 0; whole.Write(buffer, 0, count))
                if (whole.Length + count > Largest) throw ReadingFaults.TooLarge(name);
            return whole.Length > 0 ? whole.ToArray() : throw ReadingFaults.Empty(name);
        }
    }

    private List<Feature> Collection()
    {
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject) throw BoundaryFaults.NotGeoJson(Here);
        List<Feature>? features = null;
        while (NextProperty() is { } property)
        {
            if (property == "features") features = Features();
            else _json.Skip();
        }

        // What follows the end is read too: a file of two documents is no GeoJSON.
        _json.Read();
        return features is { Count: > 0 } ? features : throw BoundaryFaults.NotGeoJson(new Place(_name));
    }

    private List<Feature> Features()
    {
        if (_json.TokenType != JsonTokenType.StartArray) throw BoundaryFaults.NotGeoJson(Here);
        var features = new List<Feature>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray) features.Add(One());
        return features;
    }

    private Feature One()
    {
        if (_json.TokenType != JsonTokenType.StartObject) throw BoundaryFaults.NotGeoJson(Here);
        var start = _json.TokenStartIndex;
        _feature++;
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        List<Ring>? rings = null;
        while (NextProperty() is { } property)
        {
            if (property == "geometry") rings = Geometry();
            else if (property == "properties") Properties(properties);
            else _json.Skip();
        }

        return new(_feature, properties, rings ?? throw BoundaryFaults.NotPolygon(PlaceAt(start), _feature, ""));
    }

    private void Properties(Dictionary<string, string> properties)
    {
        if (_json.TokenType == JsonTokenType.Null) return;
        if (_json.TokenType != JsonTokenType.StartObject) throw BoundaryFaults.NotGeoJson(Here);
        while (NextProperty() is { } name)
        {
            if (_json.TokenType is JsonTokenType.String) properties[name] = _json.GetString()!;
            else if (_json.TokenType is JsonTokenType.Number) properties[name] = Encoding.ASCII.GetString(_json.ValueSpan);
            else _json.Skip();
        }
    }

    private List<Ring> Geometry()
    {
        var start = _json.TokenStartIndex;
        if (_json.TokenType != JsonTokenType.StartObject) throw BoundaryFaults.NotPolygon(Here, _feature, "");
        var (type, depth, rings) = ("", 0, new List<Ring>());
        while (NextProperty() is { } property)
        {
            if (property == "type") type = _json.GetString() ?? "";
            else if (property == "coordinates" && _json.TokenType == JsonTokenType.StartArray) depth = Nested(rings, isFirst: true);
            else _json.Skip();
        }

        return (type, depth) is ("Polygon", 3) or ("MultiPolygon", 4) ? rings : throw BoundaryFaults.NotPolygon(PlaceAt(start), _feature, type);
    }

    // Arrays of arrays down to positions; what holds positions is a ring, the first of its polygon is the outline. The depth is answered.
    private int Nested(List<Ring> rings, bool isFirst)
    {
        var positions = new List<Position>();
        var (depth, count) = (1, 0);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.StartArray) return Unnested();
            var before = _json;
            before.Read();
            var below = before.TokenType == JsonTokenType.Number ? At(positions) : Nested(rings, isFirst: count == 0);
            if (count++ > 0 && below + 1 != depth) throw BoundaryFaults.NotPolygon(Here, _feature, "");
            depth = below + 1;
        }

        if (depth == 2) Close(rings, positions, isHole: !isFirst);
        return depth;
    }

    // A point, or an empty array filled with something else: no polygon, whatever its type says.
    private int Unnested() => throw BoundaryFaults.NotPolygon(Here, _feature, "");

    private int At(List<Position> positions)
    {
        var start = _json.TokenStartIndex;
        _json.Read();
        var longitude = _json.GetDouble();
        _json.Read();
        var latitude = _json.GetDouble();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray) _json.Skip();
        // Written so that what is not a number is refused too.
        if (!(Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90))
            throw BoundaryFaults.OutOfWgs84(PlaceAt(start), _feature, longitude, latitude);
        positions.Add(new(longitude, latitude));
        return 1;
    }

    private static void Close(List<Ring> rings, List<Position> positions, bool isHole)
    {
        if (positions.Count > 1 && positions[0] == positions[^1]) positions.RemoveAt(positions.Count - 1);
        // Less than a triangle covers nothing.
        if (positions.Count >= 3) rings.Add(new(positions, isHole));
    }

    private string? NextProperty()
    {
        if (!_json.Read() || _json.TokenType == JsonTokenType.EndObject) return null;
        var name = _json.GetString()!;
        _json.Read();
        return name;
    }
}
