namespace Terril.Observatory.Boundaries;

/// <summary>A commune as arcs: polygons of rings of references. A reference below zero is the arc <c>~reference</c>, walked backwards.</summary>
internal sealed record Shape(string Code, IReadOnlyList<List<List<int>>> Polygons);

/// <summary>Communes drawn with arcs that neighbours share: whatever is done to an arc, no gap can open between the two.</summary>
/// <param name="Arcs">Two points or more; the first and the last are the same when the arc is a ring of its own.</param>
/// <param name="Shapes">In the order given.</param>
internal sealed record Topology(IReadOnlyList<IReadOnlyList<Cell>> Arcs, IReadOnlyList<Shape> Shapes)
{
    /// <summary>Cuts the outlines where three meet or more, or where one meets itself, and keeps each piece once.</summary>
    public static Topology Of(IReadOnlyList<Outline> outlines)
    {
        var cutter = new Cutter(Junctions(outlines.SelectMany(o => o.Polygons).SelectMany(p => p)));
        var shapes = outlines.Select(o => new Shape(o.Code, [.. o.Polygons.Select(p => p.ConvertAll(cutter.Cut))])).ToList();
        return new(cutter.Arcs, shapes);
    }

    /// <summary>Of the length of all borders, the share that two communes have in common.</summary>
    public double SharedLength()
    {
        var uses = new int[Arcs.Count];
        foreach (var reference in Shapes.SelectMany(s => s.Polygons).SelectMany(p => p).SelectMany(r => r)) uses[reference < 0 ? ~reference : reference]++;
        var (shared, all) = (0d, 0d);
        for (var i = 0; i < Arcs.Count; i++)
        {
            var length = Length(Arcs[i]);
            all += length;
            if (uses[i] > 1) shared += length;
        }
        return all > 0 ? shared / all : 0;
    }

    private static double Length(IReadOnlyList<Cell> arc)
    {
        var length = 0d;
        for (var i = 1; i < arc.Count; i++) length += Math.Sqrt(Math.Pow(arc[i].X - arc[i - 1].X, 2) + Math.Pow(arc[i].Y - arc[i - 1].Y, 2));
        return length;
    }

    // A point whose neighbours differ from one ring to another.
    private static HashSet<Cell> Junctions(IEnumerable<List<Cell>> rings)
    {
        var seen = new Dictionary<Cell, (Cell One, Cell Other)>();
        var junctions = new HashSet<Cell>();
        foreach (var ring in rings)
            for (var i = 0; i < ring.Count; i++)
            {
                var (before, here, after) = (ring[(i + ring.Count - 1) % ring.Count], ring[i], ring[(i + 1) % ring.Count]);
                var pair = before.Rank < after.Rank ? (before, after) : (after, before);
                if (!seen.TryAdd(here, pair) && seen[here] != pair) junctions.Add(here);
            }
        return junctions;
    }

    private sealed class Cutter(HashSet<Cell> junctions)
    {
        // Two arcs that begin with the same edge are one: they would have been cut where they part.
        private readonly Dictionary<(Cell, Cell), int> _byFirstEdge = [];
        private readonly List<IReadOnlyList<Cell>> _arcs = [];

        public IReadOnlyList<IReadOnlyList<Cell>> Arcs => _arcs;

        public List<int> Cut(List<Cell> ring)
        {
            var start = ring.FindIndex(junctions.Contains);
            if (start < 0) return [Keep(Turned(ring, ring.IndexOf(ring.MinBy(c => c.Rank))))];
            var (references, known) = (new List<int>(), _arcs.Count);
            var arc = new List<Cell> { ring[start] };
            for (var i = 1; i <= ring.Count; i++)
            {
                var cell = ring[(start + i) % ring.Count];
                arc.Add(cell);
                if (!junctions.Contains(cell)) continue;
                references.Add(Keep(arc));
                arc = [cell];
            }
            return NewFirst(references, known);
        }

        // New arcs in a row are numbers in a row: they weigh less.
        private static List<int> NewFirst(List<int> references, int known)
        {
            var first = references.FindIndex(r => r >= known && references[(references.IndexOf(r) + references.Count - 1) % references.Count] < known);
            return first <= 0 ? references : [.. references[first..], .. references[..first]];
        }

        private static List<Cell> Turned(List<Cell> ring, int first) => [.. ring[first..], .. ring[..first], ring[first]];

        private int Keep(List<Cell> arc)
        {
            var (forth, back) = ((arc[0], arc[1]), (arc[^1], arc[^2]));
            if (_byFirstEdge.TryGetValue(forth, out var known)) return known;
            if (_byFirstEdge.TryGetValue(back, out known)) return ~known;
            _byFirstEdge[forth] = _arcs.Count;
            _arcs.Add(arc);
            return _arcs.Count - 1;
        }
    }
}
