using Microsoft.AspNetCore.Html;

namespace Terril.Shared.Ui;

/// <summary>A moment and a value; a moment is a year, or a fraction of one.</summary>
public readonly record struct Moment(double X, double Value);

/// <summary>
/// The slope of a key figure: the grey flank is the trajectory, the dot is the measure. Normalised from one end to the other,
/// so that two slopes are not to be compared.
/// </summary>
public sealed record Slope
{
    private const int Height = 92;
    private const double Top = 18;
    private const double Bottom = 70;

    /// <summary>From the base to the goal, or from the first measure to the last; two moments at least.</summary>
    public required IReadOnlyList<Moment> Path { get; init; }

    /// <summary>The measure.</summary>
    public required Moment Dot { get; init; }

    /// <summary>True when the path is a target, false when it is what was measured.</summary>
    public bool IsTarget { get; init; }

    /// <summary>The measure has not quite the definition of the path.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Value the path asks for at the moment of the measure, when the gap is concluded and larger than the rounding.</summary>
    public double? Expected { get; init; }

    public required string BaseLabel { get; init; }

    public required string GoalLabel { get; init; }

    public required string FromLabel { get; init; }

    public required string ToLabel { get; init; }

    /// <summary>The period of the measure.</summary>
    public string DotLabel { get; init; } = "";

    /// <summary>What it shows, with its values.</summary>
    public required string Says { get; init; }

    public IHtmlContent Draw()
    {
        var drawing = new Drawing(Height, Says);
        var bounds = (Path.Min(m => m.Value), Path.Max(m => m.Value));
        var line = Path.Select(p => (X(p.X), Y(p.Value, bounds))).ToList();
        drawing.Across("sol", Height);
        drawing.Polygon("heap", [(0, Height), .. line, (100, Height)]);
        drawing.Polyline(IsTarget ? "ln goal" : "ln", line);

        var (x, y) = (X(Dot.X), Y(Dot.Value, bounds));
        if (Expected is { } expected) drawing.Vertical("lack", x, y, Y(expected, bounds));
        Ends(drawing, line);
        Years(drawing, x);
        drawing.Circle(IsOpen ? "dot open" : "dot", x, y, 6);
        return drawing;
    }

    /// <summary>The words of each end stand on the side that the line leaves free.</summary>
    private void Ends(Drawing drawing, List<(double X, double Y)> line)
    {
        var (start, end) = (line[0].Y, line[^1].Y);
        if (line[1].Y >= start) drawing.Text("", 0, start, BaseLabel, dy: -7);
        else drawing.Text("", 0, start, BaseLabel, 6, 17);

        if (GoalLabel.Length == 0) return;
        if (end > start) drawing.Text("end", 100, end, GoalLabel, -6, 16);
        else drawing.Text("end", 100, end, GoalLabel, dy: -9);
    }

    /// <summary>The year under the dot is written when it is clear of those of the ends.</summary>
    private void Years(Drawing drawing, double x)
    {
        drawing.Text("", 0, Height, FromLabel, dy: 17);
        drawing.Text(x >= 100 ? "end t" : "end", 100, Height, ToLabel, dy: 17);
        if (x is > 24 and < 76) drawing.Text("mid t", x, Height, DotLabel, dy: 17);
    }

    private double X(double x)
    {
        var (from, to) = (Path[0].X, Path[^1].X);
        return to > from ? Math.Clamp((x - from) / (to - from) * 100, 0, 100) : 0;
    }

    /// <summary>A measure far off the path stays in the frame.</summary>
    private static double Y(double value, (double Low, double High) bounds)
    {
        var (low, high) = bounds;
        var share = high > low ? (value - low) / (high - low) : 0.5;
        return Math.Clamp(Bottom - (share * (Bottom - Top)), 8, Height - 7);
    }
}
