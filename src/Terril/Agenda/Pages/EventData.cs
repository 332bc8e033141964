using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Terril.Agenda.Events;
using Terril.Agenda.Public;
using Terril.Collectives.Public;
using Terril.Shared.Database;
using Terril.Shared.Ui;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Agenda.Pages;

/// <summary>An event as machines read it (schema.org, Event): one for each of its dates.</summary>
public static class EventData
{
    public static IHtmlContent Of(AgendaEvent one, OrganisationBrief? organisation, Words T, SiteAddress site) => DataBlock.Of(Node(one, organisation, T, site));

    internal static JsonNode Node(AgendaEvent one, OrganisationBrief? organisation, Words T, SiteAddress site)
    {
        var dates = one.Dates.OrderBy(d => d.StartsAt).Select(d => (JsonNode)Node(one, d, organisation, T, site)).ToList();
        return dates is [var only] ? only : new JsonArray([.. dates]);
    }

    private static JsonObject Node(AgendaEvent one, AgendaDate date, OrganisationBrief? organisation, Words T, SiteAddress site)
    {
        var page = site.To(AgendaPaths.Event(one.Slug), T.Language);
        var node = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Event",
            ["@id"] = $"{page}#{date.Id:n}",
            ["name"] = T[one.Title],
            ["description"] = T[one.What],
            ["url"] = page,
            ["startDate"] = Start(date.StartsAt, date.IsAllDay),
            ["endDate"] = date.IsAllDay ? Links.Iso(date.LastDay) : DataBlock.Iso(date.EndsAt),
            ["eventStatus"] = DataBlock.Schema + (one.Status == EventStatus.Cancelled || date.IsCancelled ? "EventCancelled" : date.PreviousStartsAt is not null ? "EventRescheduled" : "EventScheduled"),
            ["eventAttendanceMode"] = DataBlock.Schema + (one.Attendance switch { Attendance.Online => "OnlineEventAttendanceMode", Attendance.Both => "MixedEventAttendanceMode", _ => "OfflineEventAttendanceMode" }),
            ["location"] = Location(one, page),
        };
        if (date.PreviousStartsAt is { } former) node["previousStartDate"] = Start(former, date.IsAllDay);
        if (SpacedKeys.List(one.Languages) is { Count: > 0 } languages) node["inLanguage"] = DataBlock.Languages(languages);
        if ((organisation?.Name ?? one.OrganiserName) is { Length: > 0 } name) node["organizer"] = organisation is null ? new JsonObject { ["@type"] = "Organization", ["name"] = name } : new JsonObject { ["@type"] = "Organization", ["name"] = name, ["url"] = site.To(organisation.Path, T.Language) };
        if (one.IsFree is { } free) node["isAccessibleForFree"] = free;
        if (one.RegistrationLink.Length > 0) node["offers"] = new JsonObject { ["@type"] = "Offer", ["url"] = one.RegistrationLink, ["availability"] = DataBlock.Schema + (one.Status == EventStatus.Full ? "SoldOut" : "InStock") };
        return node;
    }

    private static string Start(DateTimeOffset at, bool isDay) => isDay ? Links.Iso(Paris.Day(at)) : DataBlock.Iso(at);

    private static JsonNode Location(AgendaEvent one, string page)
    {
        var online = new JsonObject { ["@type"] = "VirtualLocation", ["url"] = one.OnlineLink.Length > 0 ? one.OnlineLink : page };
        if (one.Attendance == Attendance.Online) return online;
        var place = new JsonObject { ["@type"] = "Place", ["name"] = one.PlaceName, ["address"] = one.PlaceAddress.Length > 0 ? one.PlaceAddress : one.PlaceName };
        if (one is { Latitude: { } latitude, Longitude: { } longitude }) place["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = latitude, ["longitude"] = longitude };
        return one.Attendance == Attendance.Both ? new JsonArray(place, online) : place;
    }
}
