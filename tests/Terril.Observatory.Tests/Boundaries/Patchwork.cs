using System.Globalization;

namespace Terril.Observatory.Tests.Boundaries;

/// <summary>A made-up ground: squares side by side whose borders wander, written as GeoJSON with codes that are real.</summary>
internal sealed class Patchwork
{
    private readonly int _side;
    private readonly int _points;
    private readonly (double X, double Y)[,] _corners;
    private readonly Dictionary<(int, int, bool), (double X, double Y)[]> _borders = [];

    public Patchwork(int side, int points = 0, int seed = 1)
    {
        (_side, _points) = (side, points);
        _corners = new (double, double)[side + 1, side + 1];
        var random = new Random(seed);
        for (var x = 0; x <= side; x++)
            for (var y = 0; y <= side; y++)
                _corners[x, y] = (2 + (x * 0.1) + Wander(random, 0.02), 50 + (y * 0.1) + Wander(random, 0.02));
        for (var x = 0; x <= side; x++)
            for (var y = 0; y <= side; y++)
            {
                if (x < side) _borders[(x, y, true)] = Border(random, _corners[x, y], _corners[x + 1, y]);
                if (y < side) _borders[(x, y, false)] = Border(random, _corners[x, y], _corners[x, y + 1]);
            }
    }

    /// <summary>Squares in a row.</summary>
    public int Side => _side;

    /// <summary>The outline of a square, from its south-west corner.</summary>
    public IEnumerable<(double X, double Y)> Ring(int x, int y) =>
    [
        _corners[x, y], .. _borders[(x, y, true)], _corners[x + 1, y], .. _borders[(x + 1, y, false)],
        _corners[x + 1, y + 1], .. _borders[(x, y + 1, true)].Reverse(), _corners[x, y + 1], .. _borders[(x, y, false)].Reverse(), _corners[x, y],
    ];

    /// <summary>A collection whose squares bear the codes, row by row; an empty code leaves its square out.</summary>
    public string GeoJson(IEnumerable<string> codes, string property = "code") =>
        Collection([.. codes.Select((code, i) => (code, i)).Where(c => c.code.Length > 0).Select(c => Feature(c.code, Text(Ring(c.i % _side, c.i / _side)), property))]);

    public static string Collection(params IEnumerable<string> features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", features)}}]}""";

    public static string Feature(string code, string ring, string property = "code") =>
        $$$"""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[{{{ring}}}]]},"properties":{"nom":"Square","{{{property}}}":"{{{code}}}"}}""";

    public static string Text(IEnumerable<(double X, double Y)> ring) => string.Join(',', ring.Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.X:F6},{p.Y:F6}]")));

    private (double X, double Y)[] Border(Random random, (double X, double Y) from, (double X, double Y) to) =>
        [.. Enumerable.Range(1, _points).Select(i => (double)i / (_points + 1)).Select(t => (from.X + ((to.X - from.X) * t) + Wander(random, 0.01), from.Y + ((to.Y - from.Y) * t) + Wander(random, 0.01)))];

    private static double Wander(Random random, double most) => (random.NextDouble() - 0.5) * most;
}
