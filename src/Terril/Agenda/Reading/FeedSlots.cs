using System.Text.Json;

namespace Terril.Agenda.Reading;

/// <summary>Dates of feeds that are not calendars: an hour that says no zone is one of Paris.</summary>
internal static class FeedSlots
{
    private const int FirstYear = 1900;

    public static DateTimeOffset? Instant(string said) => MomentText.Of(said) is { IsDate: false } moment && moment.Local.Year >= FirstYear ? At(moment) : null;

    /// <summary>From a beginning to an end as they are written; without an end that follows it, a beginning alone.</summary>
    public static AgendaSlot? Slot(string begin, string end)
    {
        if (MomentText.Of(begin) is not { } start || start.Local.Year < FirstYear) return null;
        var until = MomentText.Of(end);
        if (start.IsDate)
        {
            var (first, last) = (DateOnly.FromDateTime(start.Local), DateOnly.FromDateTime(until?.Local ?? start.Local));
            return AgendaSlot.Days(first, last < first ? first : last);
        }
        var (from, to) = (At(start), until is { } u ? At(u) : (DateTimeOffset?)null);
        return new(from, to is { } ends && ends > from ? ends : from);
    }

    /// <summary>Of a timing of OpenAgenda: begin and end, or a day and its hours.</summary>
    public static AgendaSlot? Slot(JsonElement timing)
    {
        var day = timing.Field("date").Text();
        return day.Length == 0
            ? Slot(timing.Field("begin", "start", "firstdate_begin").Text(), timing.Field("end", "firstdate_end").Text())
            : Slot(Hour(day, timing.Field("timeStart").Text()), Hour(day, timing.Field("timeEnd").Text()));
    }

    private static string Hour(string day, string hour) => hour.Length == 0 ? day : $"{day}T{hour}";

    private static DateTimeOffset At(MomentText moment) =>
        moment.IsDate ? Shared.Wording.Paris.Start(DateOnly.FromDateTime(moment.Local)).ToUniversalTime()
        : moment.Offset is { } offset ? new(moment.Local - offset, TimeSpan.Zero)
        : FeedZone.Paris.At(moment.Local);
}
