using Terril.Shared.Ui;

namespace Terril.Tests.Shared.Ui;

public sealed class SlopeTests
{
    private static readonly Slope Waste = new()
    {
        Path = [new(2009, 620), new(2030, 527)],
        Dot = new(2023, 605),
        IsTarget = true,
        Expected = 565,
        BaseLabel = "620",
        GoalLabel = "cible 527",
        FromLabel = "2009",
        ToLabel = "2030",
        DotLabel = "2023",
        Says = "De 620 à 527",
    };

    [Fact]
    public void The_flank_is_the_path_the_dot_the_measure_and_the_gap_joins_them()
    {
        var drawing = Drawn.Read(Waste.Draw());
        var dot = drawing.With("circle", "dot").Single();
        var lack = drawing.With("line", "lack").Single();

        Assert.Equal("0,92 0,18 100,70 100,92", (string?)drawing.With("polygon", "heap").Single().Attribute("points"));
        Assert.Equal(66.67, dot.Number("cx"));
        Assert.Equal(dot.Number("cy"), lack.Number("y1"));
        Assert.True(lack.Number("y2") > lack.Number("y1"), "the path asks for less than the measure: it is lower");
    }

    [Fact]
    public void Without_a_conclusion_the_dot_is_open_and_no_gap_is_drawn()
    {
        var drawing = Drawn.Read((Waste with { IsOpen = true, Expected = null }).Draw());

        Assert.Single(drawing.With("circle", "open"));
        Assert.Empty(drawing.With("line", "lack"));
    }

    [Theory]
    [InlineData(2500, 1e9)]
    [InlineData(1900, -1e9)]
    public void A_measure_far_off_stays_in_the_frame(double x, double value)
    {
        var dot = Drawn.Read((Waste with { Dot = new(x, value) }).Draw()).With("circle", "dot").Single();

        Assert.InRange(dot.Number("cx"), 0, 100);
        Assert.InRange(dot.Number("cy"), 0, 92);
    }

    [Fact]
    public void A_flat_path_is_drawn_all_the_same() =>
        Assert.Equal("0,44 100,44", (string?)Drawn.Read((Waste with { Path = [new(2009, 5), new(2030, 5)] }).Draw()).With("polyline", "goal").Single().Attribute("points"));
}
