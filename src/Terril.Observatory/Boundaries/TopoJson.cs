using System.Buffers;
using System.Text.Json;

namespace Terril.Observatory.Boundaries;

/// <summary>Writes a topology in the TopoJSON format (version 1): quantised, delta-encoded, ids are the codes of communes.</summary>
internal static class TopoJson
{
    /// <summary>The document; the same topology gives the same bytes.</summary>
    public static byte[] Write(Grid grid, IReadOnlyList<Shape> shapes, IReadOnlyList<IReadOnlyList<Cell>> arcs)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "Topology");
            Transform(json, grid);
            json.WriteStartObject("objects");
            json.WriteStartObject("communes");
            json.WriteString("type", "GeometryCollection");
            json.WriteStartArray("geometries");
            foreach (var shape in shapes) Geometry(json, shape);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("arcs");
            foreach (var arc in arcs) Arc(json, arc);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static void Transform(Utf8JsonWriter json, Grid grid)
    {
        json.WriteStartObject("transform");
        Pair(json, "scale", grid.StepX, grid.StepY);
        Pair(json, "translate", grid.West, grid.South);
        json.WriteEndObject();
    }

    private static void Pair(Utf8JsonWriter json, string name, double x, double y)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(x);
        json.WriteNumberValue(y);
        json.WriteEndArray();
    }

    private static void Geometry(Utf8JsonWriter json, Shape shape)
    {
        var isOne = shape.Polygons.Count == 1;
        json.WriteStartObject();
        json.WriteString("type", isOne ? "Polygon" : "MultiPolygon");
        json.WriteString("id", shape.Code);
        json.WriteStartArray("arcs");
        foreach (var polygon in shape.Polygons)
        {
            if (!isOne) json.WriteStartArray();
            foreach (var ring in polygon)
            {
                json.WriteStartArray();
                foreach (var reference in ring) json.WriteNumberValue(reference);
                json.WriteEndArray();
            }
            if (!isOne) json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Arc(Utf8JsonWriter json, IReadOnlyList<Cell> arc)
    {
        var last = default(Cell);
        json.WriteStartArray();
        foreach (var cell in arc)
        {
            json.WriteStartArray();
            json.WriteNumberValue(cell.X - last.X);
            json.WriteNumberValue(cell.Y - last.Y);
            json.WriteEndArray();
            last = cell;
        }
        json.WriteEndArray();
    }
}
