using System.Text.Json;

namespace Terril.Observatory.Boundaries;

/// <summary>The borders of the communes as lines, each once whichever communes it parts.</summary>
public sealed class Borders
{
    private readonly List<(Position SouthWest, Position NorthEast, Position[] Line)> _lines = [];

    private Borders()
    {
    }

    /// <summary>Reads the arcs of a topology that a store holds.</summary>
    /// <param name="topology">TopoJSON (version 1), quantised, in degrees (WGS 84).</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static Borders Read(byte[] topology)
    {
        using var document = JsonDocument.Parse(topology);
        var (transform, borders) = (document.RootElement.GetProperty("transform"), new Borders());
        var (scale, origin) = (transform.GetProperty("scale"), transform.GetProperty("translate"));
        var (stepX, stepY, west, south) = (scale[0].GetDouble(), scale[1].GetDouble(), origin[0].GetDouble(), origin[1].GetDouble());
        foreach (var arc in document.RootElement.GetProperty("arcs").EnumerateArray())
        {
            var (line, i, x, y) = (new Position[arc.GetArrayLength()], 0, 0, 0);
            foreach (var step in arc.EnumerateArray())
            {
                (x, y) = (x + step[0].GetInt32(), y + step[1].GetInt32());
                line[i++] = new(west + (x * stepX), south + (y * stepY));
            }
            borders._lines.Add((new(line.Min(p => p.Longitude), line.Min(p => p.Latitude)), new(line.Max(p => p.Longitude), line.Max(p => p.Latitude)), line));
        }
        return borders;
    }

    /// <summary>The lines that may cross a part of the map, whole, in degrees; in the order of the topology.</summary>
    public IEnumerable<IReadOnlyList<Position>> Within(Position southWest, Position northEast) => _lines
        .Where(l => l.SouthWest.Longitude <= northEast.Longitude && l.NorthEast.Longitude >= southWest.Longitude && l.SouthWest.Latitude <= northEast.Latitude && l.NorthEast.Latitude >= southWest.Latitude)
        .Select(l => l.Line);
}
