using System.Text;
using Terril.Agenda.Reading;

namespace Terril.Tests.Agenda.Reading;

/// <summary>Short calendars, and what is asked of them.</summary>
internal static class Feeds
{
    public static readonly FeedWindow Window = new(At(2026, 1, 1), At(2028, 1, 1));

    public static FeedRead Read(string text, FeedWindow? window = null) => ReadFeed.Run(Encoding.UTF8.GetBytes(text), "text/calendar", window ?? Window);

    /// <summary>A calendar of one event that has these lines, and a name and a date unless they say others.</summary>
    public static string Calendar(params string[] lines) => string.Join("\r\n",
        ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", .. Missing("UID:", "one@terril.example", lines), .. Missing("DTSTART", ":20261021T090000Z", lines), .. lines, "END:VEVENT", "END:VCALENDAR", ""]);

    public static FeedRead Event(params string[] lines) => Read(Calendar(lines));

    public static DateTimeOffset At(int year, int month, int day, int hour = 0, int minute = 0) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    /// <summary>In UTC, to compare at a glance.</summary>
    public static string Starts(FeedEvent one) => string.Join(' ', one.Slots.Select(s => s.FirstDay is { } day ? $"{day:MM-dd}" : $"{s.StartsAt:MM-dd'T'HH:mm}"));

    public static string Rules(FeedRead read) => string.Join(' ', read.Findings.Select(f => f.Rule));

    private static IEnumerable<string> Missing(string name, string value, string[] lines) => lines.Any(l => l.StartsWith(name, StringComparison.Ordinal)) ? [] : [name + value];
}
