namespace Terril.Observatory.Boundaries;

/// <summary>The ground of a commune on the grid: polygons, each an outline and its holes.</summary>
/// <param name="Code">Code of the commune.</param>
/// <param name="Polygons">Rings without a repeated point; the outline turns to the left, its holes to the right.</param>
internal sealed record Outline(string Code, IReadOnlyList<List<List<Cell>>> Polygons)
{
    /// <summary>Twice its area, in squares of the grid.</summary>
    public long Area => Polygons.SelectMany(p => p).Sum(Cell.Area);

    /// <summary>One ground of several: what two of them share is no border any more.</summary>
    public static Outline Of(string code, IEnumerable<List<Cell>> rings) => new(code, Group(Simple(Uncancelled(rings))));

    // An edge walked in both directions separates the commune from itself.
    private static List<(Cell From, Cell To)> Uncancelled(IEnumerable<List<Cell>> rings)
    {
        var edges = new HashSet<(Cell From, Cell To)>();
        var order = new List<(Cell From, Cell To)>();
        foreach (var ring in rings)
            for (var i = 0; i < ring.Count; i++)
            {
                var (from, to) = (ring[i], ring[(i + 1) % ring.Count]);
                if (!edges.Remove((to, from)) && edges.Add((from, to))) order.Add((from, to));
            }
        return [.. order.Where(edges.Remove)];
    }

    // Rings that do not touch themselves: where a path comes back to a point, what is between is a ring of its own.
    private static List<List<Cell>> Simple(List<(Cell From, Cell To)> edges)
    {
        var next = edges.ToLookup(e => e.From, e => e.To).ToDictionary(e => e.Key, e => new Stack<Cell>(e));
        var rings = new List<List<Cell>>();
        foreach (var (start, _) in edges)
        {
            var (path, at, here) = (new List<Cell>(), new Dictionary<Cell, int>(), start);
            while (next.TryGetValue(here, out var ways) && ways.TryPop(out var to))
            {
                at[here] = path.Count;
                path.Add(here);
                here = to;
                if (!at.TryGetValue(here, out var from)) continue;
                var ring = path[from..];
                foreach (var cell in ring) at.Remove(cell);
                path.RemoveRange(from, path.Count - from);
                if (ring.Count > 2 && Cell.Area(ring) != 0) rings.Add(ring);
            }
        }
        return rings;
    }

    private static List<List<List<Cell>>> Group(List<List<Cell>> rings)
    {
        var polygons = rings.Where(r => Cell.Area(r) > 0).OrderByDescending(Cell.Area).ThenBy(r => r.Min(c => c.Rank)).Select(r => new List<List<Cell>> { r }).ToList();
        foreach (var hole in rings.Where(r => Cell.Area(r) < 0))
        {
            // The smallest outline around it, the last in order.
            var around = polygons.Count == 1 ? polygons[0] : polygons.FindLast(p => IsInside(hole, p[0]));
            around?.Add(hole);
        }
        return polygons;
    }

    // By the middle of an edge, in halves of the grid: a vertex may lie on the outline.
    private static bool IsInside(List<Cell> hole, List<Cell> outline)
    {
        var (x, y) = (hole[0].X + hole[1].X, hole[0].Y + hole[1].Y);
        var inside = false;
        for (int i = 0, j = outline.Count - 1; i < outline.Count; j = i++)
        {
            var (a, b) = (new Cell(outline[i].X * 2, outline[i].Y * 2), new Cell(outline[j].X * 2, outline[j].Y * 2));
            if (a.Y > y != b.Y > y && x < ((double)(b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X) inside = !inside;
        }
        return inside;
    }
}
