using System.Globalization;

namespace Terril.Tests.Harness;

/// <summary>Made-up boundaries: communes that are real, drawn as squares side by side.</summary>
internal static class Squares
{
    /// <summary>Six towns: Dunkerque, Lille, Amiens in the south, Arras, Beauvais, Laon in the north.</summary>
    public static readonly IReadOnlyList<string> Towns = ["59183", "59350", "80021", "62041", "60057", "02408"];

    /// <summary>A file of squares, three in a row.</summary>
    public static string File(params IReadOnlyList<string> codes)
    {
        var path = Path.Combine(Place.NewFolder(), "communes.geojson");
        System.IO.File.WriteAllText(path, GeoJson(3, codes));
        return path;
    }

    /// <summary>Rows of <paramref name="side"/> squares from the south-west; an empty code leaves its square out.</summary>
    public static string GeoJson(int side, params IReadOnlyList<string> codes)
    {
        var features = codes.Select((code, i) => (code, X: 2 + (i % side * 0.1), Y: 50 + (i / side * 0.1))).Where(s => s.code.Length > 0).Select(s => string.Create(CultureInfo.InvariantCulture,
            $$$"""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[{{{s.X:F2}}},{{{s.Y:F2}}}],[{{{s.X + 0.1:F2}}},{{{s.Y:F2}}}],[{{{s.X + 0.1:F2}}},{{{s.Y + 0.1:F2}}}],[{{{s.X:F2}}},{{{s.Y + 0.1:F2}}}],[{{{s.X:F2}}},{{{s.Y:F2}}}]]]},"properties":{"code":"{{{s.code}}}"}}"""));
        return $$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", features)}}]}""";
    }
}
