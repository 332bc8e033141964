namespace Terril.Observatory.Boundaries;

/// <summary>
/// Takes points out of arcs, those that show least first, by the method of Visvalingam and Whyatt (1993): the area of the triangle that
/// a point makes with its two neighbours. A point stays when another lies in its triangle, or when a ring would fold into a line: lines
/// that did not cross do not cross after. The ends of arcs never move.
/// </summary>
internal sealed class Simplify
{
    private const int None = -1;

    private readonly IReadOnlyList<IReadOnlyList<Cell>> _arcs;
    private readonly Cell[] _cells;
    private readonly int[] _arc, _before, _after, _inside;
    private readonly bool[] _isLive;
    private readonly PriorityQueue<int, (long Area, int Point)> _queue = new();
    private readonly HashSet<(Cell, Cell)> _straight = [];
    private readonly Neighbours _near;
    private readonly List<int> _out = [];
    private readonly List<long> _areas = [];

    private Simplify(IReadOnlyList<IReadOnlyList<Cell>> arcs)
    {
        _arcs = arcs;
        _cells = [.. arcs.SelectMany(a => a)];
        (_arc, _before, _after) = (new int[_cells.Length], new int[_cells.Length], new int[_cells.Length]);
        (_inside, _isLive) = (new int[arcs.Count], new bool[_cells.Length]);
        Array.Fill(_isLive, true);
        for (int arc = 0, at = 0; arc < arcs.Count; at += arcs[arc++].Count)
        {
            for (var i = 0; i < arcs[arc].Count; i++)
                (_arc[at + i], _before[at + i], _after[at + i]) = (arc, i > 0 ? at + i - 1 : None, i < arcs[arc].Count - 1 ? at + i + 1 : None);
            if ((_inside[arc] = arcs[arc].Count - 2) == 0) _straight.Add(Ends(arc));
        }
        _near = new(_cells);
    }

    /// <summary>The order in which points go.</summary>
    public static Simplify Order(IReadOnlyList<IReadOnlyList<Cell>> arcs)
    {
        var order = new Simplify(arcs);
        order.Run();
        return order;
    }

    /// <summary>How many points can go.</summary>
    public int Removable => _out.Count;

    /// <summary>How many points make a triangle under <paramref name="squares"/> of the grid.</summary>
    public int Under(double squares) => _areas.FindIndex(area => area >= squares * 2) is >= 0 and var first ? first : _areas.Count;

    /// <summary>The arcs without the first <paramref name="removed"/> points to go.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Without(int removed)
    {
        var gone = _out.Take(removed).ToHashSet();
        var at = 0;
        return [.. _arcs.Select(IReadOnlyList<Cell> (arc) => [.. arc.Where(_ => !gone.Contains(at++))])];
    }

    private void Run()
    {
        var waiting = Enumerable.Range(0, _cells.Length).Where(i => _before[i] != None && _after[i] != None).ToList();
        var highest = 0L;
        for (var before = -1; before != _out.Count;)
        {
            // What stayed because of a point that has gone since may go now.
            before = _out.Count;
            foreach (var point in waiting) Enqueue(point);
            waiting = [];
            while (_queue.TryDequeue(out var point, out var key))
            {
                if (!_isLive[point] || key.Area != AreaOf(point)) continue;
                if (!MayGo(point)) { waiting.Add(point); continue; }
                _areas.Add(highest = Math.Max(highest, key.Area));
                Remove(point);
            }
        }
    }

    private void Enqueue(int point) => _queue.Enqueue(point, (AreaOf(point), point));

    private long AreaOf(int point) => Math.Abs(Cell.Turn(_cells[_before[point]], _cells[point], _cells[_after[point]]));

    private void Remove(int point)
    {
        var (before, after) = (_before[point], _after[point]);
        (_after[before], _before[after]) = (after, before);
        _isLive[point] = false;
        _out.Add(point);
        if (--_inside[_arc[point]] == 0) _straight.Add(Ends(_arc[point]));
        if (_before[before] != None) Enqueue(before);
        if (_after[after] != None) Enqueue(after);
    }

    private bool MayGo(int point)
    {
        var arc = _arc[point];
        var isLoop = _arcs[arc][0] == _arcs[arc][^1];
        if (isLoop && _inside[arc] <= 2) return false;
        if (_inside[arc] == 1 && _straight.Contains(Ends(arc))) return false;
        return !_near.AnyIn(_cells[_before[point]], _cells[point], _cells[_after[point]], _isLive);
    }

    private (Cell, Cell) Ends(int arc) => (_arcs[arc][0], _arcs[arc][^1]) is var (a, b) && a.Rank < b.Rank ? (a, b) : (b, a);

    /// <summary>The points by squares, to find those of a triangle.</summary>
    private sealed class Neighbours
    {
        private readonly Cell[] _cells;
        private readonly Dictionary<Cell, List<int>> _squares = [];

        public Neighbours(Cell[] cells)
        {
            _cells = cells;
            for (var i = 0; i < cells.Length; i++)
            {
                var square = Of(cells[i]);
                if (_squares.TryGetValue(square, out var there)) there.Add(i);
                else _squares[square] = [i];
            }
        }

        /// <summary>True when a live point lies in the triangle or on its sides, its corners apart.</summary>
        public bool AnyIn(Cell a, Cell b, Cell c, bool[] isLive)
        {
            var low = Of(new(Math.Min(a.X, Math.Min(b.X, c.X)), Math.Min(a.Y, Math.Min(b.Y, c.Y))));
            var high = Of(new(Math.Max(a.X, Math.Max(b.X, c.X)), Math.Max(a.Y, Math.Max(b.Y, c.Y))));
            for (var x = low.X; x <= high.X; x++)
                for (var y = low.Y; y <= high.Y; y++)
                    if (_squares.TryGetValue(new(x, y), out var there))
                        foreach (var i in there)
                            if (isLive[i] && IsIn(_cells[i], a, b, c)) return true;
            return false;
        }

        private static bool IsIn(Cell p, Cell a, Cell b, Cell c)
        {
            if (p == a || p == b || p == c) return false;
            var (ab, bc, ca) = (Cell.Turn(a, b, p), Cell.Turn(b, c, p), Cell.Turn(c, a, p));
            if (ab == 0 && bc == 0 && ca == 0) return p.Rank > Math.Min(a.Rank, Math.Min(b.Rank, c.Rank)) && p.Rank < Math.Max(a.Rank, Math.Max(b.Rank, c.Rank));
            return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
        }

        private static Cell Of(Cell cell) => new(cell.X >> 4, cell.Y >> 4);
    }
}
