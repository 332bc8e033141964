using Microsoft.AspNetCore.Html;

namespace Terril.Shared.Ui;

/// <summary>How a dot of a chart is drawn.</summary>
public enum Dot
{
    /// <summary>A value in force.</summary>
    Full,

    /// <summary>Computed, estimated, of an older edition or of a neighbouring definition.</summary>
    Open,
}

/// <summary>A dot: when, how much, how sure.</summary>
public readonly record struct ChartPoint(double X, double Value, Dot Dot = Dot.Full);

/// <summary>A run of values of one edition of one producer; two runs are never joined. No class for the subject, <c>soft</c> for the rest, <c>c1</c>… for another kind of data.</summary>
public sealed record ChartLine(IReadOnlyList<ChartPoint> Points, string Css = "", string Label = "");

/// <summary>A target: the path to it, dashed, and its last point with its words.</summary>
public sealed record ChartGoal(IReadOnlyList<Moment> Path, string Label);

/// <summary>What parts a measure from its path, or two editions of one year, with its words.</summary>
public sealed record ChartGap(double X, double Measure, double Expected, string Label);

/// <summary>A change over time. The table that goes with it is in the page, beside it.</summary>
public sealed record TimeChart
{
    public required IReadOnlyList<ChartLine> Lines { get; init; }

    public IReadOnlyList<ChartGoal> Goals { get; init; } = [];

    public IReadOnlyList<ChartGap> Gaps { get; init; } = [];

    /// <summary>What it shows, with its values.</summary>
    public required string Says { get; init; }

    /// <summary>How a value is written on the axis and beside the last dot.</summary>
    public required Func<double, string> Write { get; init; }

    public int Height { get; init; } = 260;

    /// <summary>A small chart has no axis: only its last value is written.</summary>
    public bool IsSmall { get; init; }

    /// <summary>The same scale for several charts.</summary>
    public Scale? Shared { get; init; }

    public Scale Scale => Shared ?? (Goals.Count > 0 ? Scale.Of(Values()).Below(Goals.Min(g => g.Path[^1].Value)) : Scale.Of(Values()));

    public IHtmlContent Draw()
    {
        var drawing = new Drawing(Height, Says);
        var (from, to) = Ends();
        var frame = new Frame(Height, Scale, from, to);
        drawing.Across("sol", Height);
        if (!IsSmall) Grid(drawing, frame);
        Years(drawing, frame);
        foreach (var goal in Goals) drawing.Polyline("ln goal", goal.Path.Select(m => (frame.X(m.X), frame.Y(m.Value))));
        foreach (var line in Lines.Where(l => l.Points.Count > 1))
            drawing.Polyline(Css(IsSmall && line.Css == "soft" ? "ln thin" : "ln", line.Css), line.Points.Select(p => (frame.X(p.X), frame.Y(p.Value))));
        foreach (var gap in Gaps) Lack(drawing, frame, gap);
        foreach (var line in Lines) Dots(drawing, frame, line);
        foreach (var goal in Goals) End(drawing, frame, goal);
        return drawing;
    }

    private void Grid(Drawing drawing, Frame frame)
    {
        foreach (var step in frame.Scale.Steps)
        {
            var y = frame.Y(step);
            if (step > frame.Scale.Low) drawing.Across("g", y);
            drawing.Text("end", 0, y, Write(step), -8, 4);
        }
    }

    /// <summary>First, last and goal years always; those between when there is room, and never on a narrow screen.</summary>
    private void Years(Drawing drawing, Frame frame)
    {
        var moments = Lines.SelectMany(l => l.Points).Select(p => p.X).Distinct().Order().ToList();
        var kept = new List<double> { frame.From, frame.To };
        var last = Lines.Where(l => l.Css != "soft").SelectMany(l => l.Points).Select(p => p.X).DefaultIfEmpty(frame.To).Max();
        foreach (var year in moments.Where(m => m == Math.Floor(m)).OrderByDescending(m => m == last))
            if (kept.TrueForAll(k => Math.Abs(frame.X(k) - frame.X(year)) >= (IsSmall ? 30 : 7.5))) kept.Add(year);

        foreach (var year in kept.Distinct())
        {
            var css = IsSmall ? (year == frame.From ? "" : "end") : "mid";
            if (year != frame.From && year != frame.To && year != last) css += " opt";
            drawing.Text(css, frame.X(year), Height, Drawing.N(Math.Floor(year)), dy: IsSmall ? 18 : 20);
            if (IsSmall && year == frame.To) break;
        }
    }

    private void Dots(Drawing drawing, Frame frame, ChartLine line)
    {
        if (line.Points.Count == 0) return;
        var isMany = line.Points.Count > 24;
        for (var i = 0; i < line.Points.Count; i++)
        {
            var (point, isLast) = (line.Points[i], i == line.Points.Count - 1);
            if (isLast || (!IsSmall && (!isMany || i == 0)))
                drawing.Circle(Css(point.Dot == Dot.Open ? "dot open" : "dot", line.Css), frame.X(point.X), frame.Y(point.Value), isLast && !IsSmall ? 6 : 4.5);
        }
        if (line.Label.Length > 0) Name(drawing, frame, line);
    }

    /// <summary>Beside the last dot: at its right when there is room, else on the side its line does not come from.</summary>
    private void Name(Drawing drawing, Frame frame, ChartLine line)
    {
        var end = line.Points[^1];
        var (x, y) = (frame.X(end.X), frame.Y(end.Value));
        var comesFromAbove = line.Points.Count > 1 && line.Points[^2].Value > end.Value;
        var goesBelow = y < 30 || (comesFromAbove && y < Height - 28);
        var css = line.Css == "soft" ? "" : Css("t", line.Css);
        if (IsSmall) drawing.Text(css, x, y, line.Label, 9, 4);
        else if (x < 70) drawing.Text(css, x, y, line.Label, 11, y < 40 ? 4 : -6);
        else drawing.Text($"end {css}".TrimEnd(), x, y, line.Label, x > 97 ? 6 : 0, goesBelow ? 22 : -12);
    }

    private static void Lack(Drawing drawing, Frame frame, ChartGap gap)
    {
        var (x, y1, y2) = (frame.X(gap.X), frame.Y(gap.Measure), frame.Y(gap.Expected));
        drawing.Vertical("lack", x, y1, y2);
        if (Math.Abs(y1 - y2) > 26) drawing.Text(x > 12 ? "end t" : "t", x, (y1 + y2) / 2, gap.Label, x > 12 ? -9 : 9, 4);
    }

    private static void End(Drawing drawing, Frame frame, ChartGoal goal)
    {
        var (x, y) = (frame.X(goal.Path[^1].X), frame.Y(goal.Path[^1].Value));
        drawing.Circle("dot open soft", x, y, 6);
        drawing.Text("end", x, y, goal.Label, -11, y > frame.Height - 30 ? -8 : 16);
    }

    private List<double> Values() => [.. Lines.SelectMany(l => l.Points).Select(p => p.Value), .. Goals.SelectMany(g => g.Path).Select(m => m.Value)];

    private (double First, double Last) Ends()
    {
        var (first, last) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var line in Lines)
            foreach (var point in line.Points) (first, last) = (Math.Min(first, point.X), Math.Max(last, point.X));
        foreach (var goal in Goals)
            foreach (var moment in goal.Path) (first, last) = (Math.Min(first, moment.X), Math.Max(last, moment.X));
        return (first, last);
    }

    private static string Css(string css, string kind) => kind.Length == 0 ? css : $"{css} {kind}";

    private sealed record Frame(int Height, Scale Scale, double From, double To)
    {
        public double X(double moment) => To > From ? (moment - From) / (To - From) * 100 : 50;

        public double Y(double value) => Height - (Scale.Share(value) * (Height - 14));
    }
}
