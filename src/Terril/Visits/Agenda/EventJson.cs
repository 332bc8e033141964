using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Terril.Shared.Database;
using Terril.Shared.Ui;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Visits.Public;
using Terril.Visits.Sessions;

namespace Terril.Visits.Agenda;

/// <summary>A session as machines read it (schema.org, Event).</summary>
public static class EventJson
{
    public static IHtmlContent Of(VisitSession session, DateTimeOffset now, Words T, SiteAddress site) => DataBlock.Of(Node(session, now, T, site));

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
            ["inLanguage"] = DataBlock.Languages(SpacedKeys.List(s.About.Languages)),
            ["startDate"] = DataBlock.Iso(s.StartsAt),
            ["endDate"] = DataBlock.Iso(s.EndsAt),
            ["eventStatus"] = DataBlock.Schema + (s.State switch { SessionState.Cancelled => "EventCancelled", SessionState.Moved => "EventRescheduled", _ => "EventScheduled" }),
            ["eventAttendanceMode"] = DataBlock.Schema + "OfflineEventAttendanceMode",
            ["location"] = Place(s, T),
        };
        if (s.State == SessionState.Moved && s.PreviousStartsAt is { } former) node["previousStartDate"] = DataBlock.Iso(former);
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
            ["availability"] = DataBlock.Schema + (PlacesSaid.HasPlaces(s, now) ? "InStock" : s.Left == 0 ? "SoldOut" : "OutOfStock"),
            ["validThrough"] = DataBlock.Iso(s.ClosesAt),
        };
        if (s.RegistrationOpensAt is { } opens) offer["validFrom"] = DataBlock.Iso(opens);
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
}
