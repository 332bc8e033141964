using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Agenda.Public;
using Terril.Shared.Access;
using Terril.Shared.Api;
using Terril.Shared.Calendar;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Visits.Public;

namespace Terril.Agenda.Pages;

/// <summary>
/// The agenda as calendars and readers of news take it: all, by the filters of the page, or one event. What was cancelled, moved or
/// withdrawn stays for a while, with its sequence, so that calendars that have it learn it.
/// </summary>
public static class AgendaFiles
{
    private const int MostNews = 100;

    // What is over for longer has left the calendars, or stays there as it was.
    private static readonly TimeSpan s_past = TimeSpan.FromDays(60);

    private static readonly string[] s_reads = [HttpMethods.Get, HttpMethods.Head];

    public static void MapAgendaFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(AgendaPaths.Calendar, s_reads, Calendar).WithMetadata(new OpenAttribute(), new CostlyAttribute()).ExcludeFromDescription();
        routes.MapMethods(AgendaPaths.EventCalendar("{slug}"), s_reads, One).WithMetadata(new OpenAttribute()).ExcludeFromDescription();
        routes.MapMethods(AgendaPaths.News, s_reads, News).WithMetadata(new OpenAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> Calendar(HttpContext context, FindEntries find, AskVisitCalendars visits, Words T, SiteAddress site, TimeProvider clock, CancellationToken stop)
    {
        if (await Ask(context, find, stop) is not { Asked: { } asked, Held: { } held } answer) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (answer.Refusal is { } refusal) return refusal;
        if (EntityTag.IsKnown(context, $"{held.Edition} {(asked.Territory is null ? "" : find.Names.Release?.Id)}")) return Results.StatusCode(StatusCodes.Status304NotModified);

        var (from, to) = (asked.From is { } first ? Paris.Start(first) : clock.GetUtcNow() - s_past, asked.To is { } last ? Paris.Start(last.AddDays(1)) : DateTimeOffset.MaxValue);
        var isAsked = find.Events(asked, held.Who);
        IEnumerable<CalendarEvent> events = [];
        if (asked.Kind is not AgendaAsked.Visits)
        {
            events = held.Said.All.Values.Where(e => e.EndsAt > from && isAsked(e)).OrderBy(e => e.EndsAt).ThenBy(e => e.Slug, StringComparer.Ordinal)
                .SelectMany(e => e.Dates.Where(d => d.StartsAt < to && (d.EndsAt > from || d.StartsAt >= from)).Select(d => Of(e, d, T, site)));
        }
        if (asked.Kind is null or AgendaAsked.Visits)
        {
            var isVisit = find.Sessions(asked);
            var slugs = held.Visits.Said.Sessions.Where(v => v.StartsAt < to && v.EndsAt > from && isVisit(v)).Select(v => v.Slug).ToList();
            events = events.Concat(await visits.Of(slugs, T, site, stop));
        }
        return WriteCalendar.Send(context, events, T["Agenda", "Agenda"] + $" – {site.Host}", "agenda");
    }

    private static async Task<IResult> One(string slug, HttpContext context, KnownAgenda known, Words T, SiteAddress site, CancellationToken stop)
    {
        var said = await known.Now(stop);
        return said.All.Values.FirstOrDefault(e => e.Slug == slug) is not { } found ? Results.NotFound()
            : EntityTag.IsKnown(context, $"{found.ChangedAt.UtcTicks}") ? Results.StatusCode(StatusCodes.Status304NotModified)
            : WriteCalendar.Send(context, found.Dates.Select(d => Of(found, d, T, site)), null, slug);
    }

    private static CalendarEvent Of(EventBrief one, DateBrief date, Words T, SiteAddress site) =>
        new($"event-{date.Id:n}@{site.Host}", one.Sequence, one.ChangedAt, date.StartsAt, date.EndsAt, T[one.Title])
        {
            Status = one.IsWithdrawn || date.IsCancelled || one.Status == EventStatus.Cancelled ? CalendarStatus.Cancelled : CalendarStatus.Confirmed,
            IsAllDay = date.IsAllDay,
            Description = one.IsWithdrawn ? "" : $"{T[one.Short]}\n{site.To(one.Path, T.Language)}",
            Location = one.Place,
            Address = site.To(one.Path, T.Language),
        };

    // RSS 2.0, with the dates of the module of events: what is news here is an event there, and is read back as one.
    private static async Task<IResult> News(HttpContext context, FindEntries find, Words T, SiteAddress site, TimeProvider clock, CancellationToken stop)
    {
        if (await Ask(context, find, stop) is not { Asked: { } asked, Held: { } held } answer) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (answer.Refusal is { } refusal) return refusal;
        var now = clock.GetUtcNow();
        var entries = find.Between(held, asked, asked.From is { } from ? Paris.Start(from) : now, asked.To is { } to ? Paris.Start(to.AddDays(1)) : DateTimeOffset.MaxValue).Where(e => e.MovedTo is null).Take(MostNews).ToList();
        if (EntityTag.IsKnown(context, $"{held.Edition} {find.Names.Release?.Id} {entries.FirstOrDefault()?.StartsAt.UtcTicks} {entries.Count}")) return Results.StatusCode(StatusCodes.Status304NotModified);

        const string Event = "http://purl.org/rss/1.0/modules/event/";
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new() { OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "ev", null, Event);
            xml.WriteStartElement("channel");
            xml.WriteElementString("title", T["Agenda", "Agenda"] + $" – {site.Host}");
            xml.WriteElementString("link", site.To(AgendaPaths.Agenda, T.Language));
            xml.WriteElementString("description", T["Visites et rendez-vous à venir", "Visits and events to come"]);
            xml.WriteElementString("language", T.Language);
            foreach (var entry in entries)
            {
                xml.WriteStartElement("item");
                xml.WriteElementString("title", entry.Status == EventStatus.Cancelled ? T[$"Annulé : {T[entry.Title]}", $"Cancelled: {T[entry.Title]}"] : T[entry.Title]);
                xml.WriteElementString("link", site.To(entry.Path, T.Language));
                xml.WriteStartElement("guid");
                xml.WriteAttributeString("isPermaLink", "false");
                xml.WriteString($"{site.Host}{entry.Path}#{entry.StartsAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
                xml.WriteEndElement();
                xml.WriteElementString("description", $"{T.When(entry.StartsAt, entry.EndsAt, entry.IsAllDay)}. {T[entry.Short]}");
                xml.WriteElementString("startdate", Event, Paris.Time(entry.StartsAt).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
                xml.WriteElementString("enddate", Event, Paris.Time(entry.EndsAt).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
                if (entry.Place.Length > 0) xml.WriteElementString("location", Event, entry.Place);
                if (entry.Event is { OrganiserName.Length: > 0 } told) xml.WriteElementString("organizer", Event, told.OrganiserName);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return Results.Text("""<?xml version="1.0" encoding="utf-8"?>""" + "\n" + text, "application/rss+xml; charset=utf-8");
    }

    private static async Task<(AgendaAsked Asked, AgendaHeld Held, IResult? Refusal)?> Ask(HttpContext context, FindEntries find, CancellationToken stop)
    {
        var asked = AgendaAsked.Of(context.Request.Query);
        var held = await find.Held(stop);
        if (!held.IsKnown) return null;
        return (asked, held, asked.Faults is [var (name, what), ..] ? Problems.BadParameters(context, [new Fault(name, null, Problems.WordsOf(context)[$"« {name} » {what.Fr}.", $"“{name}” {what.En}."], [])]) : null);
    }
}
