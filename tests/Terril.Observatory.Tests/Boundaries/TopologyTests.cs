using Terril.Observatory.Boundaries;

namespace Terril.Observatory.Tests.Boundaries;

public class TopologyTests
{
    private const int Fine = 1 << 20;

    [Fact]
    public void What_two_neighbours_share_is_drawn_once()
    {
        var (topology, map) = Drawn(new Patchwork(2, points: 5), Fine, removed: 0);

        // Four outer borders of two arcs and four inner ones: the corners of the whole are no junctions.
        Assert.Equal(8, topology.Arcs.Count);
        Assert.Equal(4, map.Uses.Count(u => u.Value == 2));
        Assert.InRange(topology.SharedLength(), 0.3, 0.4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Communes_that_merge_cover_what_they_covered(int seed)
    {
        var squares = Squares(new Patchwork(6, points: 9, seed));
        var apart = PrepareBoundaries.Outlines(squares, Fine).Outlines;
        var merged = PrepareBoundaries.Outlines([.. squares.Select((g, i) => g with { Code = $"{i / 9}" })], Fine).Outlines;

        Assert.Equal(4, merged.Count);
        foreach (var (one, i) in merged.OrderBy(m => m.Code, StringComparer.Ordinal).Select((m, i) => (m, i)))
            Assert.Equal(apart.Where(o => int.Parse(o.Code, null) / 9 == i).Sum(o => o.Area), one.Area, 1e-9 * one.Area);
        Assert.Equal(merged.Sum(m => m.Polygons.Sum(p => p.Count)), Topology.Of(merged).Shapes.Sum(s => s.Polygons.Sum(p => p.Count)));
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.7)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    public void However_little_is_left_a_point_is_in_one_commune_and_one_only(int seed, double removed)
    {
        const int Side = 8;
        var (_, before) = Drawn(new Patchwork(Side, points: 12, seed), 2048, removed: 0);
        var (_, after) = Drawn(new Patchwork(Side, points: 12, seed), 2048, removed);
        var random = new Random(seed);

        Assert.True(after.Points < before.Points * (1.1 - (removed * 0.7)), $"{after.Points} of {before.Points} points are left");
        Assert.Equal(Side * Side, after.Communes.Count);
        // The corners of the whole may be cut off, nothing else.
        for (var i = 0; i < 5_000; i++)
            Assert.Single(after.At(2.1 + (random.NextDouble() * ((Side - 2) * 0.1)), 50.1 + (random.NextDouble() * ((Side - 2) * 0.1))));
    }

    [Fact]
    public void A_hole_is_filled_by_the_commune_inside_and_stays_a_ring_of_three_points_at_least()
    {
        Ring round = Circle(2.5, 50.5, 0.02, isHole: false);
        Ground[] grounds =
        [
            new("around", [Circle(2.5, 50.5, 0.2, isHole: false), round with { IsHole = true }, Circle(2.6, 50.5, 0.01, isHole: true)]),
            new("inside", [round]),
        ];
        var map = Drawn(grounds, 1024, removed: 1).Map;

        Assert.Equal(["inside"], map.At(2.5, 50.5));
        Assert.Equal(["around"], map.At(2.4, 50.5));
        Assert.Empty(map.At(2.6, 50.5));
        Assert.Equal(3, map.Arcs);
    }

    [Fact]
    public void Two_communes_that_share_a_border_and_nothing_else_do_not_fold_into_it()
    {
        // A half disc on each side of a straight line: two junctions, three arcs.
        var disc = Circle(2.5, 50.5, 0.2, isHole: false).Positions;
        Ground[] grounds = [new("north", [new([.. disc.Where(p => p.Latitude >= 50.4999)], false)]), new("south", [new([.. disc.Where(p => p.Latitude <= 50.5001)], false)])];

        var map = Drawn(grounds, 1024, removed: 1).Map;

        Assert.Equal(["north"], map.At(2.5, 50.51));
        Assert.Equal(["south"], map.At(2.5, 50.49));
        Assert.Equal(3, map.Arcs);
    }

    [Fact]
    public void A_bay_is_not_closed_on_the_commune_that_lies_in_it()
    {
        Ground[] grounds =
        [
            new("around", [new([new(2, 50), new(3, 50), new(3, 51), new(2.5, 50.3), new(2, 51)], false)]),
            new("islet", [Circle(2.5, 50.7, 0.05, isHole: false)]),
        ];
        var map = Drawn(grounds, 1024, removed: 1).Map;

        Assert.Equal(["islet"], map.At(2.5, 50.7));
        Assert.Empty(map.At(2.5, 50.5));
    }

    private static Ring Circle(double x, double y, double radius, bool isHole) =>
        new([.. Enumerable.Range(0, 100).Select(i => i * Math.PI / 50).Select(a => new Position(x + (radius * Math.Cos(a)), y + (radius * Math.Sin(a))))], isHole);

    private static List<Ground> Squares(Patchwork patchwork) =>
        [.. Enumerable.Range(0, patchwork.Side * patchwork.Side).Select(i => new Ground($"{i}", [new([.. patchwork.Ring(i % patchwork.Side, i / patchwork.Side).SkipLast(1).Select(p => new Position(p.X, p.Y))], false)]))];

    private static (Topology Topology, ReadMap Map) Drawn(Patchwork patchwork, int grid, double removed) => Drawn(Squares(patchwork), grid, removed);

    private static (Topology Topology, ReadMap Map) Drawn(IReadOnlyList<Ground> grounds, int size, double removed)
    {
        var (grid, outlines) = PrepareBoundaries.Outlines(grounds, size);
        var topology = Topology.Of(outlines);
        var order = Simplify.Order(topology.Arcs);
        return (topology, new ReadMap(TopoJson.Write(grid, topology.Shapes, order.Without((int)(order.Removable * removed)))));
    }
}
