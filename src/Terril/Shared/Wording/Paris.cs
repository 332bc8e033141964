using System.Globalization;

namespace Terril.Shared.Wording;

/// <summary>The legal time of the site: instants are kept in UTC, and read by people in Paris.</summary>
public static class Paris
{
    private static readonly CultureInfo s_french = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en-GB");
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The day that an instant falls on.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Time(instant).DateTime);

    /// <summary>The instant as a clock on the wall tells it.</summary>
    public static DateTimeOffset Time(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, s_zone);

    /// <summary>The first instant of a day.</summary>
    public static DateTimeOffset Start(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, s_zone.GetUtcOffset(midnight));
    }

    /// <summary>The instant of an hour of a day. An hour that a change of clocks skips is the first after it; one that it repeats, the first of the two.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly hour)
    {
        var local = day.ToDateTime(hour);
        while (s_zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = s_zone.IsAmbiguousTime(local) ? s_zone.GetAmbiguousTimeOffsets(local).Max() : s_zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>An hour in words: 9 h, 9 h 30.</summary>
    public static string Hour(this Words words, DateTimeOffset instant)
    {
        var time = Time(instant);
        return !words.InFrench ? $"{time.Hour:00}:{time.Minute:00}" : time.Minute == 0 ? $"{time.Hour}\u00a0h" : $"{time.Hour}\u00a0h\u00a0{time.Minute:00}";
    }

    /// <summary>The day that an instant falls on, and its name: jeudi 10 décembre 2026.</summary>
    public static string Weekday(this Words words, DateTimeOffset instant)
    {
        var day = Day(instant);
        var name = (words.InFrench ? s_french : s_english).DateTimeFormat.GetDayName(day.DayOfWeek);
        return $"{name} {words.Date(day)}";
    }

    /// <summary>From an instant to another: jeudi 10 décembre 2026, 9 h à 16 h.</summary>
    public static string Span(this Words words, DateTimeOffset from, DateTimeOffset to) => Day(from) == Day(to)
        ? $"{words.Weekday(from)}, {words.Hour(from)} {words["à", "to"]} {words.Hour(to)}"
        : $"{words.Weekday(from)}, {words.Hour(from)} – {words.Weekday(to)}, {words.Hour(to)}";

    /// <summary>A day and an hour in words: 21 novembre 2026, 10 h 30.</summary>
    public static string Instant(this Words words, DateTimeOffset instant)
    {
        var time = Time(instant);
        var hour = words.InFrench ? $"{time.Hour}\u00a0h\u00a0{time.Minute:00}" : $"{time.Hour:00}:{time.Minute:00}";
        return $"{words.Date(DateOnly.FromDateTime(time.DateTime))}, {hour}";
    }
}
