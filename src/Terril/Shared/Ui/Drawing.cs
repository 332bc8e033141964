using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Terril.Shared.Ui;

/// <summary>
/// A fluid drawing: x in percent of the width, y in pixels, so that its text keeps its size at any width. Lines live in an
/// inner frame that stretches; colours are those of the style sheet's classes.
/// </summary>
/// <param name="height">In pixels.</param>
/// <param name="says">What it shows, read in its place by those who do not see it.</param>
public sealed class Drawing(int height, string? says = null) : IHtmlContent
{
    private readonly StringBuilder _stretched = new(256);
    private readonly StringBuilder _fixed = new(1024);
    private readonly StringBuilder _grid = new(256);

    /// <summary>A number as SVG reads it.</summary>
    public static string N(double value) => At(value).ToString();

    /// <summary>A line across the whole width.</summary>
    public void Across(string css, double y) => _grid.Append(CultureInfo.InvariantCulture, $"<line class=\"{css}\" x1=\"0\" x2=\"100%\" y1=\"{At(y)}\" y2=\"{At(y)}\"/>");

    public void Vertical(string css, double x, double y1, double y2) =>
        _fixed.Append(CultureInfo.InvariantCulture, $"<line class=\"{css}\" x1=\"{At(x)}%\" x2=\"{At(x)}%\" y1=\"{At(y1)}\" y2=\"{At(y2)}\"/>");

    public void Polyline(string css, IEnumerable<(double X, double Y)> points) => Points("<polyline", css, points);

    public void Polygon(string css, IEnumerable<(double X, double Y)> points) => Points("<polygon", css, points);

    public void Circle(string css, double x, double y, double r) =>
        _fixed.Append(CultureInfo.InvariantCulture, $"<circle class=\"{css}\" cx=\"{At(x)}%\" cy=\"{At(y)}\" r=\"{At(r)}\"/>");

    public void Text(string css, double x, double y, string text, double dx = 0, double dy = 0)
    {
        _fixed.Append("<text");
        if (css.Length > 0) _fixed.Append(CultureInfo.InvariantCulture, $" class=\"{css}\"");
        _fixed.Append(CultureInfo.InvariantCulture, $" x=\"{At(x)}%\" y=\"{At(y)}\"");
        if (dx != 0) _fixed.Append(CultureInfo.InvariantCulture, $" dx=\"{At(dx)}\"");
        if (dy != 0) _fixed.Append(CultureInfo.InvariantCulture, $" dy=\"{At(dy)}\"");
        _fixed.Append('>').Append(PlainEncoder.Only.Encode(text)).Append("</text>");
    }

    /// <summary>The whole of it, as it is drawn so far.</summary>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var h = height.ToString(CultureInfo.InvariantCulture);
        writer.Write("<svg ");
        if (says is null) writer.Write("aria-hidden=\"true\"");
        else Put(writer, "role=\"img\" aria-label=\"", PlainEncoder.Only.Encode(says), "\"");
        Put(writer, " height=\"", h, "\">");
        writer.Write(_grid);
        Put(writer, "<svg viewBox=\"0 0 100 ", h, "\" width=\"100%\" height=\"");
        Put(writer, h, "\" preserveAspectRatio=\"none\">", "");
        writer.Write(_stretched);
        writer.Write("</svg>");
        writer.Write(_fixed);
        writer.Write("</svg>");
    }

    private static Coordinate At(double value) => new(value);

    private static void Put(TextWriter writer, string one, string two, string three)
    {
        writer.Write(one);
        writer.Write(two);
        writer.Write(three);
    }

    private void Points(string element, string css, IEnumerable<(double X, double Y)> points)
    {
        _stretched.Append(element).Append(CultureInfo.InvariantCulture, $" class=\"{css}\" points=\"");
        var separator = "";
        foreach (var (x, y) in points)
        {
            _stretched.Append(CultureInfo.InvariantCulture, $"{separator}{At(x)},{At(y)}");
            separator = " ";
        }
        _stretched.Append("\"/>");
    }
}
