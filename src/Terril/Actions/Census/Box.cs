using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Terril.Observatory;

namespace Terril.Actions.Census;

/// <summary>A part of the map, in degrees (WGS 84), written <c>west,south,east,north</c> as GeoJSON writes it.</summary>
public sealed record Box(double West, double South, double East, double North)
{
    public static readonly Text Form = new("est ouest,sud,est,nord en degrés, comme 2.1,50.9,2.6,51.1", "is west,south,east,north in degrees, such as 2.1,50.9,2.6,51.1");

    public static bool TryParse(string said, [NotNullWhen(true)] out Box? box)
    {
        box = null;
        var degrees = said.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && double.IsFinite(read) ? read : (double?)null).ToList();
        if (degrees is not [{ } west, { } south, { } east, { } north] || west > east || south > north || west < -180 || east > 180 || south < -90 || north > 90) return false;
        box = new(west, south, east, north);
        return true;
    }

    public bool Holds(double? latitude, double? longitude) => latitude >= South && latitude <= North && longitude >= West && longitude <= East;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{West},{South},{East},{North}");
}
