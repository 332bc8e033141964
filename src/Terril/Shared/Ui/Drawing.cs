using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Terril.Shared.Ui;

/// <summary>
/// A fluid drawing: x in percent of the width, y in pixels, so that its text keeps its size at any width. Lines live in an
/// inner frame that stretches; colours are those of the style sheet's classes.
/// </summary>
public sealed class Drawing(int height, string? says = null)
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _stretched = new();
    private readonly StringBuilder _fixed = new();
    private readonly StringBuilder _grid = new();

    /// <summary>A number as SVG reads it; two decimals are finer than a pixel.</summary>
    public static string N(double value)
    {
        var hundredths = (long)Math.Round(value * 100);
        var (whole, rest) = (Math.Abs(hundredths) / 100, Math.Abs(hundredths) % 100);
        var sign = hundredths < 0 ? "-" : "";
        if (rest == 0) return string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}");
        return rest % 10 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest / 10}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest:00}");
    }

    /// <summary>A line across the whole width.</summary>
    public void Across(string css, double y) => _grid.Append(CultureInfo.InvariantCulture, $"<line class=\"{css}\" x1=\"0\" x2=\"100%\" y1=\"{N(y)}\" y2=\"{N(y)}\"/>");

    public void Vertical(string css, double x, double y1, double y2) =>
        _fixed.Append(CultureInfo.InvariantCulture, $"<line class=\"{css}\" x1=\"{N(x)}%\" x2=\"{N(x)}%\" y1=\"{N(y1)}\" y2=\"{N(y2)}\"/>");

    public void Polyline(string css, IEnumerable<(double X, double Y)> points) => _stretched.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{css}\" points=\"{Points(points)}\"/>");

    public void Polygon(string css, IEnumerable<(double X, double Y)> points) => _stretched.Append(CultureInfo.InvariantCulture, $"<polygon class=\"{css}\" points=\"{Points(points)}\"/>");

    public void Circle(string css, double x, double y, double r) =>
        _fixed.Append(CultureInfo.InvariantCulture, $"<circle class=\"{css}\" cx=\"{N(x)}%\" cy=\"{N(y)}\" r=\"{N(r)}\"/>");

    public void Text(string css, double x, double y, string text, double dx = 0, double dy = 0)
    {
        _fixed.Append("<text");
        if (css.Length > 0) _fixed.Append(CultureInfo.InvariantCulture, $" class=\"{css}\"");
        _fixed.Append(CultureInfo.InvariantCulture, $" x=\"{N(x)}%\" y=\"{N(y)}\"");
        if (dx != 0) _fixed.Append(CultureInfo.InvariantCulture, $" dx=\"{N(dx)}\"");
        if (dy != 0) _fixed.Append(CultureInfo.InvariantCulture, $" dy=\"{N(dy)}\"");
        _fixed.Append('>').Append(s_encoder.Encode(text)).Append("</text>");
    }

    /// <summary>The whole drawing; what it says is read in its place by those who do not see it.</summary>
    public IHtmlContent Html()
    {
        var spoken = says is null ? "aria-hidden=\"true\"" : $"role=\"img\" aria-label=\"{s_encoder.Encode(says)}\"";
        var h = height.ToString(CultureInfo.InvariantCulture);
        return new HtmlString($"<svg {spoken} height=\"{h}\">{_grid}<svg viewBox=\"0 0 100 {h}\" width=\"100%\" height=\"{h}\" preserveAspectRatio=\"none\">{_stretched}</svg>{_fixed}</svg>");
    }

    private static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"));
}
