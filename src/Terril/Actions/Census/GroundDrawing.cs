using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Terril.Observatory.Boundaries;
using Terril.Shared.Ui;

namespace Terril.Actions.Census;

/// <summary>
/// Where an action is, drawn on the page itself: its area or its point among the borders of the communes, north upwards, with a bar
/// of a round number of kilometres. A point alone is drawn only where there are borders.
/// </summary>
public sealed class GroundDrawing : IHtmlContent
{
    private const int Width = 640;
    private const int Margin = 16;

    /// <summary>A drawing with more would weigh more than all the rest of the page.</summary>
    private const int MostBorders = 4_000;

    // Kilometres.
    private const double Smallest = 10;
    private const double Narrowest = 0.02;

    // Kilometres in a degree of latitude.
    private const double Degree = 111.2;

    private readonly double _west, _north, _perLongitude, _perLatitude;
    private readonly int _height;
    private readonly string _says;
    private readonly StringBuilder _drawn = new(1024);

    private GroundDrawing(Box around, string says)
    {
        var (middle, shrink) = ((around.South + around.North) / 2, Shrink(around));
        var (wide, high) = ((around.East - around.West) * shrink * Degree, (around.North - around.South) * Degree);
        _height = (int)Math.Clamp(Width * high / wide, 240, 400);
        var perKilometre = Math.Min(Width / wide, _height / high);
        (_perLongitude, _perLatitude, _says) = (perKilometre * shrink * Degree, perKilometre * Degree, says);
        (_west, _north) = (((around.West + around.East) / 2) - (Width / _perLongitude / 2), middle + (_height / _perLatitude / 2));
        Kilometres = RoundBelow(Width / 4 / perKilometre);
        Bar(Kilometres * perKilometre);
    }

    /// <summary>The length of the bar.</summary>
    public double Kilometres { get; }

    public bool HasBorders { get; private set; }

    /// <summary>Null where there is nothing to draw.</summary>
    /// <param name="borders">Those of a part of the map, from its south-west to its north-east; null where none are loaded.</param>
    /// <param name="says">What it shows, for those who do not see it.</param>
    public static GroundDrawing? Of(ActionSheet sheet, Func<Position, Position, IEnumerable<IReadOnlyList<Position>>>? borders, string says)
    {
        var (area, point) = (sheet.Area is { } ground ? Area.Read(ground.Shape) : null, sheet is { Latitude: { } latitude, Longitude: { } longitude } ? new Position(longitude, latitude) : (Position?)null);
        if (area is null && (point is null || borders is null)) return null;

        var drawing = new GroundDrawing(Around(area, point, hasBorders: borders is not null), says);
        if (borders is not null) drawing.Draw(borders);
        if (area is not null) drawing.Draw(area);
        if (point is { } at) drawing._drawn.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot\" cx=\"{drawing.X(at.Longitude)}\" cy=\"{drawing.Y(at.Latitude)}\" r=\"9\"/>");
        return drawing;
    }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(
        string.Create(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{PlainEncoder.Only.Encode(_says)}\" viewBox=\"0 0 {Width} {_height}\" width=\"100%\"><clipPath id=\"land\"><rect width=\"{Width}\" height=\"{_height}\"/></clipPath><g clip-path=\"url(#land)\" fill=\"none\"><rect width=\"{Width}\" height=\"{_height}\" fill=\"var(--sunk)\" stroke=\"var(--edge)\" stroke-width=\"2\"/>{_drawn}</g></svg>"));

    // Among borders, as much again around it, and enough for a commune or two to be recognised; alone, no more than a margin.
    private static Box Around(Area? area, Position? point, bool hasBorders)
    {
        var bounds = area?.Bounds ?? new Box(point!.Value.Longitude, point.Value.Latitude, point.Value.Longitude, point.Value.Latitude);
        if (point is { } at) bounds = new(Math.Min(bounds.West, at.Longitude), Math.Min(bounds.South, at.Latitude), Math.Max(bounds.East, at.Longitude), Math.Max(bounds.North, at.Latitude));
        var shrink = Shrink(bounds);
        var extent = Math.Max((bounds.East - bounds.West) * shrink, bounds.North - bounds.South);
        var margin = hasBorders ? Math.Max(extent, (Smallest / Degree) - extent) / 2 : Math.Max(extent / 8, Narrowest / Degree);
        return new(bounds.West - (margin / shrink), bounds.South - margin, bounds.East + (margin / shrink), bounds.North + margin);
    }

    // A degree of longitude, beside one of latitude.
    private static double Shrink(Box box) => Math.Max(0.01, Math.Cos(double.DegreesToRadians((box.South + box.North) / 2)));

    private static double RoundBelow(double kilometres)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(kilometres)));
        return power * (kilometres / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 };
    }

    private void Bar(double length) => _drawn.Append(CultureInfo.InvariantCulture, $"<path stroke=\"var(--ink)\" stroke-width=\"2\" d=\"M{Margin} {_height - Margin - 8}v8h{new Coordinate(length)}v-8\"/>");

    private void Draw(Func<Position, Position, IEnumerable<IReadOnlyList<Position>>> borders)
    {
        var lines = borders(new(_west, _north - (_height / _perLatitude)), new(_west + (Width / _perLongitude), _north)).Select(Whole).Where(l => l.Count > 1).ToList();
        if (lines.Count == 0 || lines.Sum(l => l.Count) > MostBorders) return;
        HasBorders = true;
        _drawn.Append("<path class=\"border\" stroke=\"var(--edge)\" d=\"");
        foreach (var line in lines) Trace(line);
        _drawn.Append("\"/>");
    }

    private void Draw(Area area)
    {
        _drawn.Append("<path class=\"ground\" fill=\"var(--lamp)\" fill-opacity=\".6\" fill-rule=\"evenodd\" stroke=\"var(--ink)\" stroke-width=\"2\" stroke-linejoin=\"round\" d=\"");
        foreach (var ring in area.Rings)
        {
            Trace(Whole([.. ring.Select(p => new Position(p.Longitude, p.Latitude))]));
            _drawn.Append('z');
        }
        _drawn.Append("\"/>");
    }

    private void Trace(List<(int X, int Y)> line)
    {
        _drawn.Append(CultureInfo.InvariantCulture, $"M{line[0].X} {line[0].Y}l");
        for (var i = 1; i < line.Count; i++) _drawn.Append(CultureInfo.InvariantCulture, $"{line[i].X - line[i - 1].X} {line[i].Y - line[i - 1].Y} ");
        _drawn.Length--;
    }

    // On whole pixels, without those that repeat.
    private List<(int X, int Y)> Whole(IReadOnlyList<Position> line)
    {
        List<(int X, int Y)> whole = [];
        foreach (var position in line)
            if ((X(position.Longitude), Y(position.Latitude)) is var at && (whole.Count == 0 || whole[^1] != at)) whole.Add(at);
        return whole;
    }

    private int X(double longitude) => (int)Math.Round((longitude - _west) * _perLongitude);

    private int Y(double latitude) => (int)Math.Round((_north - latitude) * _perLatitude);
}
