using System.Globalization;
using System.Text;
using Terril.Shared.Wording;

namespace Terril.Shared.Calendar;

/// <summary>
/// iCalendar, RFC 5545: lines of 75 octets at most that cut no character, ended by CRLF; hours of Paris, with the rule by which they
/// change. What was cancelled is published as such, so that it leaves the calendars that have it.
/// </summary>
public static class WriteCalendar
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>What a calendar says that made it.</summary>
    public const string Product = "-//Terril//FR";

    private const string Zone = "Europe/Paris";
    private const int LongestLine = 75;

    // The rule of the European Union, since 1996.
    private static readonly string[] s_zone =
    [
        "BEGIN:VTIMEZONE", $"TZID:{Zone}",
        "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
        "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
        "END:VTIMEZONE",
    ];

    /// <param name="name">What a calendar that subscribes calls it; null for a mail.</param>
    public static string Run(IEnumerable<CalendarEvent> events, string? name = null)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(events, name)) Fold(text, line);
        return text.ToString();
    }

    /// <summary>The answer to who asks for it by an address.</summary>
    public static IResult Send(HttpContext context, IEnumerable<CalendarEvent> events, string? name, string file)
    {
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{file}.ics\"";
        return Results.Text(Run(events, name), MediaType);
    }

    private static IEnumerable<string> Lines(IEnumerable<CalendarEvent> events, string? name) =>
    [
        "BEGIN:VCALENDAR", "VERSION:2.0", $"PRODID:{Product}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        .. name is null ? [] : new[] { $"X-WR-CALNAME:{Escape(name)}", $"NAME:{Escape(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H" },
        .. s_zone,
        .. events.SelectMany(Lines),
        "END:VCALENDAR",
    ];

    private static IEnumerable<string> Lines(CalendarEvent one)
    {
        yield return "BEGIN:VEVENT";
        yield return $"UID:{Escape(one.Uid)}";
        yield return $"DTSTAMP:{Utc(one.StampedAt)}";
        yield return $"LAST-MODIFIED:{Utc(one.StampedAt)}";
        yield return $"SEQUENCE:{one.Sequence.ToString(CultureInfo.InvariantCulture)}";
        yield return $"STATUS:{one.Status.ToString().ToUpperInvariant()}";
        yield return $"DTSTART{(one.IsAllDay ? Day(one.StartsAt) : At(one.StartsAt))}";
        // RFC 5545: an end comes after its beginning; without one, an hour is a moment.
        if (one.IsAllDay || one.EndsAt > one.StartsAt) yield return $"DTEND{(one.IsAllDay ? Day(one.EndsAt) : At(one.EndsAt))}";
        yield return $"SUMMARY:{Escape(one.Summary)}";
        if (one.Description.Length > 0) yield return $"DESCRIPTION:{Escape(one.Description)}";
        if (one.Location.Length > 0) yield return $"LOCATION:{Escape(one.Location)}";
        if (one.Position is { } at) yield return string.Create(CultureInfo.InvariantCulture, $"GEO:{at.Latitude:0.######};{at.Longitude:0.######}");
        if (one.Categories.Count > 0) yield return $"CATEGORIES:{string.Join(',', one.Categories.Select(Escape))}";
        if (one.Address is { } address) yield return $"URL:{address}";
        if (one.Status == CalendarStatus.Cancelled) yield return "TRANSP:TRANSPARENT";
        yield return "END:VEVENT";
    }

    // An hour that the clocks show twice is said in UTC: a calendar would take the other.
    private static string At(DateTimeOffset instant)
    {
        var local = Paris.Time(instant);
        var isSaid = Paris.At(DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime)) == instant;
        return isSaid ? $";TZID={Zone}:{local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}" : $":{Utc(instant)}";
    }

    private static string Day(DateTimeOffset midnight) => $";VALUE=DATE:{Paris.Day(midnight).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // The backslash first. What no reader expects is left out.
    internal static string Escape(string text) => new string([.. text.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))])
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal)
        .Replace(",", @"\,", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
