using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Terril.Shared.Database;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Visits.Public;
using Terril.Visits.Sessions;

namespace Terril.Visits.Agenda;

/// <summary>
/// A session as machines read it (schema.org, Event), to be put in a block of data. It is no script: a browser runs nothing of it, and
/// no mark of the page closes it.
/// </summary>
public static class EventJson
{
    private const string Schema = "https://schema.org/";

    // The letters as they are; what could end the block, as numbers.
    private static readonly JsonSerializerOptions s_inPage = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IHtmlContent Of(VisitSession session, DateTimeOffset now, Words T, SiteAddress site) => new HtmlString(Node(session, now, T, site).ToJsonString(s_inPage));

    internal static JsonObject Node(VisitSession s, DateTimeOffset now, Words T, SiteAddress site)
    {
        var page = site.To(VisitPaths.Session(s.Slug), T.Language);
        var node = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Event",
            ["@id"] = page,
            ["name"] = T[s.About.Title],
            ["description"] = T[s.About.Summary],
            ["url"] = page,
            ["inLanguage"] = new JsonArray([.. SpacedKeys.List(s.About.Languages).Select(l => JsonValue.Create(l == "lsf" ? "fsl" : l))]),
            ["startDate"] = Iso(s.StartsAt),
            ["endDate"] = Iso(s.EndsAt),
            ["eventStatus"] = Schema + (s.State switch { SessionState.Cancelled => "EventCancelled", SessionState.Moved => "EventRescheduled", _ => "EventScheduled" }),
            ["eventAttendanceMode"] = Schema + "OfflineEventAttendanceMode",
            ["location"] = Place(s, T),
        };
        if (s.State == SessionState.Moved && s.PreviousStartsAt is { } former) node["previousStartDate"] = Iso(former);
        if (s.OrganiserName.Length > 0) node["organizer"] = new JsonObject { ["@type"] = "Organization", ["name"] = s.OrganiserName, ["url"] = site.To("/", T.Language) };
        if (s.Audience == Audience.Everybody) node["isAccessibleForFree"] = s.PriceCents == 0;
        if (s.Audience == Audience.Everybody && s.Capacity > 0)
        {
            node["maximumAttendeeCapacity"] = s.Capacity;
            if (s.IsOn && s.EndsAt > now) node["remainingAttendeeCapacity"] = s.Left;
        }
        if (s is { IsOn: true, Audience: Audience.Everybody } && s.StartsAt > now) node["offers"] = Offer(s, now, page);
        return node;
    }

    private static JsonObject Offer(VisitSession s, DateTimeOffset now, string page)
    {
        var offer = new JsonObject
        {
            ["@type"] = "Offer",
            ["url"] = page,
            ["price"] = (s.PriceCents / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            ["priceCurrency"] = "EUR",
            ["availability"] = Schema + (PlacesSaid.HasPlaces(s, now) ? "InStock" : s.Left == 0 ? "SoldOut" : "OutOfStock"),
            ["validThrough"] = Iso(s.ClosesAt),
        };
        if (s.RegistrationOpensAt is { } opens) offer["validFrom"] = Iso(opens);
        return offer;
    }

    private static JsonObject Place(VisitSession s, Words T)
    {
        var first = s.Stops.OrderBy(stop => stop.Position).FirstOrDefault();
        var place = new JsonObject { ["@type"] = "Place", ["name"] = T[s.Meeting] is { Length: > 0 } meeting ? meeting : s.About.Place };
        place["address"] = first?.About.Address is { Length: > 0 } address ? address : s.About.Place;
        if (first?.About is { Latitude: { } latitude, Longitude: { } longitude }) place["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = latitude, ["longitude"] = longitude };
        return place;
    }

    private static string Iso(DateTimeOffset instant) => Paris.Time(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
