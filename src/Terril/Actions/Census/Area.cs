using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Operation.Valid;
using NetTopologySuite.Precision;
using Terril.Observatory;

namespace Terril.Actions.Census;

/// <summary>The ground of an action: a polygon or several, in degrees (WGS 84), to a metre or so.</summary>
public sealed class Area
{
    public const int MostVertices = 1_000;

    /// <summary>What is read at most, in characters.</summary>
    public const int Longest = 100_000;

    private const double EarthRadius = 6_371.0088; // km, the mean one

    private static readonly GeometryFactory s_degrees = new(new PrecisionModel(100_000), 4326);
    private static readonly JsonSerializerOptions s_json = new() { MaxDepth = 16, Converters = { new GeoJsonConverterFactory(s_degrees, writeGeometryBBox: false, GeoJsonConverterFactory.DefaultIdPropertyName, RingOrientationOption.EnforceRfc9746) } };

    private Area(Geometry shape) => Shape = shape;

    private Geometry Shape { get; }

    /// <summary>Reads GeoJSON (a geometry, a feature, a collection of them) or WKT, as maps are copied from other programs.</summary>
    /// <param name="wrong">What to write instead.</param>
    public static bool TryRead(string said, [NotNullWhen(true)] out Area? area, out Text wrong)
    {
        (area, wrong) = (null, default);
        try
        {
            if (said.Length > Longest)
            {
                wrong = new($"tient en {Longest} signes : simplifiez le contour", $"holds in {Longest} characters: simplify the outline");
                return false;
            }
            var shapes = said.TrimStart().StartsWith('{') ? OfJson(said) : OfWkt(said);
            if (Wrong(shapes) is { } fault)
            {
                wrong = fault;
                return false;
            }
            var reduced = GeometryPrecisionReducer.Reduce(UnaryUnionOp.Union(shapes), s_degrees.PrecisionModel);
            if (reduced is (Polygon or MultiPolygon) and { IsEmpty: false }) area = new(s_degrees.CreateGeometry(reduced.Normalized()));
            else wrong = new("est plus petit qu’un mètre : donnez plutôt un point", "is smaller than a metre: give a point rather");
            return area is not null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or ParseException or ArgumentException or InvalidOperationException or FormatException or NotSupportedException or TopologyException)
        {
            wrong = new("ne se lit pas : collez un polygone en GeoJSON (ou en WKT), dont chaque contour revient à son premier point", "cannot be read: paste a polygon in GeoJSON (or in WKT), each outline of which comes back to its first point");
            return false;
        }
    }

    /// <summary>What <see cref="ToGeoJson"/> wrote.</summary>
    public static Area Read(string geoJson) => new(JsonSerializer.Deserialize<Geometry>(geoJson, s_json)!);

    /// <summary>A geometry of RFC 7946.</summary>
    public string ToGeoJson() => JsonSerializer.Serialize(Shape, s_json);

    public string ToWkt() => new WKTWriter(2) { PrecisionModel = s_degrees.PrecisionModel }.Write(Shape);

    /// <summary>A point that is in it, where its middle may not be.</summary>
    public (double Latitude, double Longitude) Inside
    {
        get
        {
            var point = Shape.InteriorPoint;
            return (Math.Round(point.Y, 5), Math.Round(point.X, 5));
        }
    }

    /// <summary>Its extent, in km².</summary>
    public double SquareKilometres => Polygons.Sum(p => RingArea(p.ExteriorRing) - p.InteriorRings.Sum(RingArea));

    public Box Bounds
    {
        get
        {
            var bounds = Shape.EnvelopeInternal;
            return new(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY);
        }
    }

    /// <summary>Its outlines and holes, each closed, as longitudes and latitudes.</summary>
    public IEnumerable<IReadOnlyList<(double Longitude, double Latitude)>> Rings =>
        Polygons.SelectMany(p => p.InteriorRings.Prepend(p.ExteriorRing)).Select(ring => (IReadOnlyList<(double, double)>)[.. ring.Coordinates.Select(c => (c.X, c.Y))]);

    private IEnumerable<Polygon> Polygons => Enumerable.Range(0, Shape.NumGeometries).Select(i => (Polygon)Shape.GetGeometryN(i));

    private static List<Geometry> OfJson(string said)
    {
        using var document = JsonDocument.Parse(said, new() { MaxDepth = 16 });
        return [.. Geometries(document.RootElement).Select(g => g.Deserialize<Geometry>(s_json) ?? throw new JsonException())];
    }

    private static IEnumerable<JsonElement> Geometries(JsonElement element) => element.GetProperty("type").GetString() switch
    {
        "FeatureCollection" => element.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("geometry")),
        "Feature" => [element.GetProperty("geometry")],
        _ => [element],
    };

    private static List<Geometry> OfWkt(string said) => [new WKTReader(new NetTopologySuite.NtsGeometryServices(new PrecisionModel(), 4326)).Read(said)];

    private static Text? Wrong(List<Geometry> shapes)
    {
        if (shapes.Count == 0 || shapes.Exists(s => s is not (Polygon or MultiPolygon) || s.IsEmpty)) return new("est un polygone ou plusieurs : un point s’écrit en latitude et longitude", "is a polygon or several: a point is written as latitude and longitude");
        var vertices = shapes.Sum(s => s.NumPoints);
        if (vertices > MostVertices) return new($"a {MostVertices} sommets au plus, celui-ci en a {vertices} : simplifiez le contour", $"has {MostVertices} vertices at most, this one has {vertices}: simplify the outline");
        if (shapes.Exists(s => s.Coordinates.Any(c => !(Math.Abs(c.X) <= 180 && Math.Abs(c.Y) <= 90)))) return new("s’écrit en degrés (WGS 84, EPSG:4326), longitude puis latitude : exportez-le dans ce système", "is written in degrees (WGS 84, EPSG:4326), longitude then latitude: export it in that system");
        foreach (var shape in shapes)
            if (new IsValidOp(shape).ValidationError is { } error)
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"{error.Coordinate.X:0.#####}, {error.Coordinate.Y:0.#####}");
                return new($"a un contour qui se croise ou se répète, près de {at} : corrigez-le", $"has an outline that crosses or repeats itself, near {at}: correct it");
            }
        return null;
    }

    // Between a side and the equator, on the sphere.
    private static double RingArea(LineString ring)
    {
        var (sum, at) = (0.0, ring.Coordinates);
        for (var i = 1; i < at.Length; i++) sum += double.DegreesToRadians(at[i].X - at[i - 1].X) * (2 + Math.Sin(double.DegreesToRadians(at[i].Y)) + Math.Sin(double.DegreesToRadians(at[i - 1].Y)));
        return Math.Abs(sum) * EarthRadius * EarthRadius / 2;
    }
}
