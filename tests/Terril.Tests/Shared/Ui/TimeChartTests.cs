using Terril.Shared.Ui;

namespace Terril.Tests.Shared.Ui;

public sealed class TimeChartTests
{
    private static TimeChart Chart(params ChartLine[] lines) => new() { Lines = lines, Says = "632 kg en 2009 & 602 <en> 2019", Write = v => Drawing.N(v) };

    [Fact]
    public void Two_runs_are_never_joined()
    {
        var drawing = Drawn.Read(Chart(new([new(2009, 632), new(2011, 637)]), new([new(2021, 640), new(2023, 605)])).Draw());

        Assert.Equal(2, drawing.With("polyline", "ln").Count());
        Assert.Equal(4, drawing.With("circle", "dot").Count());
    }

    [Fact]
    public void A_run_of_one_value_is_a_dot_without_a_line()
    {
        var drawing = Drawn.Read(Chart(new ChartLine([new(2021, 48)])).Draw());

        Assert.Empty(drawing.With("polyline", "ln"));
        Assert.Single(drawing.With("circle", "dot"));
    }

    [Fact]
    public void What_it_shows_is_said_to_those_who_do_not_see_it()
    {
        var drawing = Drawn.Read(Chart(new ChartLine([new(2009, 632), new(2019, 602)])).Draw());

        Assert.Equal("img", (string?)drawing.Attribute("role"));
        Assert.Equal("632 kg en 2009 & 602 <en> 2019", (string?)drawing.Attribute("aria-label"));
    }

    [Fact]
    public void The_drawing_stretches_and_its_text_does_not()
    {
        var drawing = Drawn.Read(Chart(new ChartLine([new(2009, 632), new(2019, 602)])).Draw());

        Assert.Null(drawing.Attribute("viewBox"));
        Assert.All(drawing.Descendants("text"), text => Assert.EndsWith("%", (string?)text.Attribute("x"), StringComparison.Ordinal));
        Assert.All(drawing.Descendants("polyline"), line => Assert.Equal("none", (string?)line.Parent!.Attribute("preserveAspectRatio")));
        Assert.DoesNotContain(drawing.DescendantsAndSelf(), e => e.Attribute("style") is not null);
    }

    [Fact]
    public void An_estimated_value_is_an_open_dot_and_a_goal_a_dashed_path()
    {
        var chart = Chart(new ChartLine([new(2009, 620), new(2023, 605, Dot.Open)])) with { Goals = [new([new(2009, 620), new(2030, 527)], "cible 527")] };
        var drawing = Drawn.Read(chart.Draw());

        Assert.Single(drawing.With("polyline", "goal"));
        Assert.Single(drawing.With("circle", "open"), c => !((string)c.Attribute("class")!).Contains("soft", StringComparison.Ordinal));
        Assert.Contains(drawing.Descendants("text"), t => t.Value == "cible 527");
    }

    [Fact]
    public void Later_is_further_right_and_more_is_higher()
    {
        var dots = Drawn.Read(Chart(new ChartLine([new(2009, 10), new(2011, 30), new(2019, 20)])).Draw()).With("circle", "dot").ToList();

        Assert.Equal([0, 20, 100], dots.Select(d => d.Number("cx")));
        Assert.True(dots[1].Number("cy") < dots[2].Number("cy") && dots[2].Number("cy") < dots[0].Number("cy"));
    }
}
