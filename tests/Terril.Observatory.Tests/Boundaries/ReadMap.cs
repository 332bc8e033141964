using System.Text.Json;

namespace Terril.Observatory.Tests.Boundaries;

/// <summary>A TopoJSON read as any program would read it.</summary>
internal sealed class ReadMap
{
    private readonly List<(double X, double Y)[]> _arcs = [];

    public ReadMap(byte[] topology)
    {
        using var json = JsonDocument.Parse(topology);
        var root = json.RootElement;
        Assert.Equal("Topology", root.GetProperty("type").GetString());
        var (scale, move) = (Pair(root.GetProperty("transform").GetProperty("scale")), Pair(root.GetProperty("transform").GetProperty("translate")));
        foreach (var arc in root.GetProperty("arcs").EnumerateArray())
        {
            var at = (X: 0d, Y: 0d);
            _arcs.Add([.. arc.EnumerateArray().Select(Pair).Select(d => at = (at.X + d.X, at.Y + d.Y)).Select(p => ((p.X * scale.X) + move.X, (p.Y * scale.Y) + move.Y))]);
        }
        foreach (var one in root.GetProperty("objects").GetProperty("communes").GetProperty("geometries").EnumerateArray())
        {
            var arcs = one.GetProperty("arcs").EnumerateArray();
            var polygons = one.GetProperty("type").GetString() == "Polygon" ? [one.GetProperty("arcs")] : arcs.ToList();
            var rings = polygons.SelectMany(p => p.EnumerateArray()).Select(r => r.EnumerateArray().Select(a => a.GetInt32()).ToList()).ToList();
            Communes.Add(one.GetProperty("id").GetString()!, [.. rings.Select(Ring)]);
            foreach (var arc in rings.SelectMany(r => r)) Uses[arc < 0 ? ~arc : arc] = Uses.GetValueOrDefault(arc < 0 ? ~arc : arc) + 1;
        }
    }

    public Dictionary<string, List<List<(double X, double Y)>>> Communes { get; } = new(StringComparer.Ordinal);

    /// <summary>How many rings walk along each arc.</summary>
    public Dictionary<int, int> Uses { get; } = [];

    public int Arcs => _arcs.Count;

    public int Points => _arcs.Sum(a => a.Length);

    public double Area(string commune) => Math.Abs(Communes[commune].Sum(r => r.Select((p, i) => (p, q: r[(i + 1) % r.Count])).Sum(e => (e.p.X * e.q.Y) - (e.q.X * e.p.Y)))) / 2;

    /// <summary>The communes that a point is in.</summary>
    public List<string> At(double x, double y) => [.. Communes.Where(c => c.Value.Count(r => IsIn(r, x, y)) % 2 == 1).Select(c => c.Key)];

    private List<(double X, double Y)> Ring(List<int> references)
    {
        var ring = new List<(double X, double Y)>();
        foreach (var reference in references)
        {
            var arc = reference < 0 ? _arcs[~reference].Reverse() : _arcs[reference];
            if (ring.Count > 0) Assert.Equal(ring[^1], arc.First());
            ring.AddRange(ring.Count > 0 ? arc.Skip(1) : arc);
        }
        Assert.Equal(ring[0], ring[^1]);
        Assert.True(ring.Distinct().Count() >= 3, "a ring has folded");
        return ring;
    }

    private static bool IsIn(List<(double X, double Y)> ring, double x, double y)
    {
        var inside = false;
        for (var i = 1; i < ring.Count; i++)
        {
            var (a, b) = (ring[i - 1], ring[i]);
            if (a.Y > y != b.Y > y && x < ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X) inside = !inside;
        }
        return inside;
    }

    private static (double X, double Y) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());
}
