using System.Text.Json;
using Terril.Actions.Public;

namespace Terril.Actions.Census;

/// <summary>
/// The points of the map, light enough for ten thousand: whole numbers, each point by its steps from the one before it, in bands from
/// south to north so that the steps are short. What is under a point is asked afterwards, of the API, by <see cref="Box"/>.
/// </summary>
internal static class MapData
{
    /// <summary>Steps to a degree: a metre or so.</summary>
    private const int Scale = 100_000;

    // A band is two kilometres high.
    private const int Band = 2_000;

    /// <summary>More of them at once, on the map, are one blot.</summary>
    public const int MostAreas = 50;

    /// <summary><c>{"scale": 100000, "areas": 2, "points": [east, north, actions, …]}</c>: how many have an area, which is asked apart.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ActionBrief> actions)
    {
        json.WriteStartObject();
        json.WriteNumber("scale", Scale);
        json.WriteNumber("areas", actions.Count(a => a.HasArea));
        json.WriteStartArray("points");
        var (east, north) = (0, 0);
        foreach (var ((x, y), count) in actions.Where(HasPoint).CountBy(a => (X: Steps(a.Longitude!.Value), Y: Steps(a.Latitude!.Value))).OrderBy(p => p.Key.Y / Band).ThenBy(p => p.Key.X).ThenBy(p => p.Key.Y))
        {
            json.WriteNumberValue(x - east);
            json.WriteNumberValue(y - north);
            json.WriteNumberValue(count);
            (east, north) = (x, y);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A collection of GeoJSON, without a word of what they are.</summary>
    public static void WriteAreas(Utf8JsonWriter json, IEnumerable<string> areas)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var area in areas)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WritePropertyName("geometry");
            json.WriteRawValue(area);
            json.WriteStartObject("properties");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static bool HasPoint(ActionBrief action) => action is { Latitude: not null, Longitude: not null };

    private static int Steps(double degrees) => (int)Math.Round(degrees * Scale);
}
