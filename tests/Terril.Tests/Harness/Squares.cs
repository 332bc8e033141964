using System.Globalization;

namespace Terril.Tests.Harness;

/// <summary>Made-up boundaries: communes that are real, drawn as squares side by side.</summary>
internal static class Squares
{
    /// <summary>Rows of <paramref name="side"/> squares from the south-west; an empty code leaves its square out.</summary>
    public static string GeoJson(int side, params IReadOnlyList<string> codes)
    {
        var features = codes.Select((code, i) => (code, X: 2 + (i % side * 0.1), Y: 50 + (i / side * 0.1))).Where(s => s.code.Length > 0).Select(s => string.Create(CultureInfo.InvariantCulture,
            $$$"""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[{{{s.X:F2}}},{{{s.Y:F2}}}],[{{{s.X + 0.1:F2}}},{{{s.Y:F2}}}],[{{{s.X + 0.1:F2}}},{{{s.Y + 0.1:F2}}}],[{{{s.X:F2}}},{{{s.Y + 0.1:F2}}}],[{{{s.X:F2}}},{{{s.Y:F2}}}]]]},"properties":{"code":"{{{s.code}}}"}}"""));
        return $$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", features)}}]}""";
    }
}
