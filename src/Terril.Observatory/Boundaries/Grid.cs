namespace Terril.Observatory.Boundaries;

/// <summary>A point of the grid: whole numbers, so that what is equal is equal and an area is exact.</summary>
internal readonly record struct Cell(int X, int Y)
{
    /// <summary>Its rank among the points, from west to east and then from south to north.</summary>
    public long Rank => ((long)X << 32) + Y;

    /// <summary>Its place along a curve of Hilbert over the grid: what is near on the curve is near on the ground.</summary>
    public long Along
    {
        get
        {
            var (x, y, place) = (X, Y, 0L);
            for (var side = 1 << 14; side > 0; side >>= 1)
            {
                var (right, up) = ((x & side) > 0 ? 1 : 0, (y & side) > 0 ? 1 : 0);
                place += (long)side * side * ((3 * right) ^ up);
                if (up == 1) continue;
                if (right == 1) (x, y) = (side - 1 - x, side - 1 - y);
                (x, y) = (y, x);
            }
            return place;
        }
    }

    /// <summary>Twice the area of the triangle, positive when it turns to the left.</summary>
    public static long Turn(Cell a, Cell b, Cell c) => ((long)(b.X - a.X) * (c.Y - a.Y)) - ((long)(b.Y - a.Y) * (c.X - a.X));

    /// <summary>Twice the area inside a ring, positive when it turns to the left.</summary>
    public static long Area(IReadOnlyList<Cell> ring)
    {
        var area = 0L;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            area += ((long)a.X * b.Y) - ((long)b.X * a.Y);
        }
        return area;
    }
}

/// <summary>The grid that positions are put on: its squares are as wide as they are high on the ground, at the middle latitude.</summary>
/// <param name="West">Longitude of column 0, in degrees.</param>
/// <param name="South">Latitude of row 0.</param>
/// <param name="StepX">Degrees from a column to the next.</param>
/// <param name="StepY">Degrees from a row to the next.</param>
internal sealed record Grid(double West, double South, double StepX, double StepY)
{
    /// <summary>A grid of <paramref name="size"/> squares on its longer side, over all the rings.</summary>
    public static Grid Over(IEnumerable<Ground> grounds, int size)
    {
        var (west, south, east, north) = (180d, 90d, -180d, -90d);
        foreach (var position in grounds.SelectMany(g => g.Rings).SelectMany(r => r.Positions))
        {
            (west, east) = (Math.Min(west, position.Longitude), Math.Max(east, position.Longitude));
            (south, north) = (Math.Min(south, position.Latitude), Math.Max(north, position.Latitude));
        }

        // Rounded, so that another processor's cosine gives the same bytes.
        var shrink = Math.Max(0.01, Math.Round(Math.Cos((south + north) / 2 * Math.PI / 180), 3));
        var step = Math.Max((east - west) * shrink, north - south) / size;
        return new(west, south, step / shrink, step);
    }

    /// <summary>The ring on the grid, outlines turning to the left and holes to the right; empty when nothing is left of it.</summary>
    public List<Cell> Put(Ring ring)
    {
        var cells = new List<Cell>(ring.Positions.Count);
        foreach (var position in ring.Positions)
            Add(cells, new((int)Math.Round((position.Longitude - West) / StepX), (int)Math.Round((position.Latitude - South) / StepY)));
        while (cells.Count > 2 && (cells[^1] == cells[0] || cells[^2] == cells[0])) cells.RemoveAt(cells.Count - 1);
        while (cells.Count > 2 && cells[^1] == cells[1]) cells.RemoveAt(0);
        var area = cells.Count > 2 ? Cell.Area(cells) : 0;
        if (area == 0) return [];
        if (area > 0 == ring.IsHole) cells.Reverse();
        return cells;
    }

    // A way out and back encloses nothing.
    private static void Add(List<Cell> cells, Cell next)
    {
        if (cells.Count > 0 && cells[^1] == next) return;
        if (cells.Count > 1 && cells[^2] == next) cells.RemoveAt(cells.Count - 1);
        else cells.Add(next);
    }
}
