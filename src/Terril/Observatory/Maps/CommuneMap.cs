using System.Text.Json;
using Terril.Observatory.Boundaries;
using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Maps;

/// <summary>The map of an indicator by commune, as a page offers it: it is drawn when the reader asks, from two addresses.</summary>
public sealed record OfferedMap(DrawnBoundaries Drawn, Indicator Indicator, Period Period)
{
    /// <summary>Address of the outlines: its name changes with them.</summary>
    public required string Shapes { get; init; }

    /// <summary>Address of the values.</summary>
    public required string Values { get; init; }

    /// <summary>Address of the same values as a list.</summary>
    public required string List { get; init; }

    /// <summary>Address of a sheet, of commune <c>00000</c>.</summary>
    public required string Sheet { get; init; }

    public required IReadOnlyList<MapClass> Legend { get; init; }
}

/// <summary>Offers the map of the communes where their boundaries are loaded, and says the values it is coloured with.</summary>
public sealed class CommuneMap(Words T, Links links, CommuneMaps maps)
{
    /// <summary>Null when no boundaries are loaded, or the indicator says nothing of communes.</summary>
    public OfferedMap? Of(Release release, Indicator indicator, Period? wanted = null)
    {
        if (maps.Of(release.Geography.Vintage)?.Drawn is not { } drawn || release.Periods(indicator.Id, "", Level.Commune) is not [.., var latest]) return null;

        var period = wanted ?? latest;
        var slice = release.Map(indicator.Id, "", Level.Commune, period);
        var classes = ValueClasses.Of(indicator, Level.Commune, slice.Values);
        return new(drawn, indicator, period)
        {
            Shapes = links.File(MapRoutes.PathOf(drawn)),
            Values = links.To(MapRoutes.PathOf(indicator, period)),
            List = links.To($"/indicateurs/{indicator.Id}", ("level", Level.Commune), ("period", period.ToString())) + "#rang",
            Sheet = links.To("/territoires/commune/00000"),
            Legend =
            [
                .. classes.Legend(T),
                .. slice.Statuses.Contains(Status.Secret) ? [new MapClass("hid", T.Status(Status.Secret))] : Array.Empty<MapClass>(),
                .. slice.Statuses.Any(s => !s.HasValue() && s != Status.Secret) ? [new MapClass("nil", T.Status(Status.Unavailable))] : Array.Empty<MapClass>(),
            ],
        };
    }

    /// <summary>Writes <c>{"communes":[["59183","q6","Dunkerque : 86 279 hab."],…]}</c>, by code.</summary>
    public void WriteValues(Utf8JsonWriter json, Release release, Indicator indicator, Period period)
    {
        var slice = release.Map(indicator.Id, "", Level.Commune, period);
        var classes = ValueClasses.Of(indicator, Level.Commune, slice.Values);
        json.WriteStartObject();
        json.WriteStartArray("communes");
        for (var i = 0; i < slice.Territories.Count; i++)
        {
            json.WriteStartArray();
            json.WriteStringValue(slice.Territories[i].Code);
            json.WriteStringValue(classes.Css(slice.Values[i], slice.Statuses[i]));
            json.WriteStringValue(classes.Say(T, slice.Territories[i], slice.Values[i], slice.Statuses[i]));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
