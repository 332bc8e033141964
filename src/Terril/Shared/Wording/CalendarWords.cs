using System.Globalization;

namespace Terril.Shared.Wording;

/// <summary>Months, days and times as a calendar says them.</summary>
public static class CalendarWords
{
    private static readonly CultureInfo s_french = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>A month in words: décembre 2026.</summary>
    public static string Month(this Words words, DateOnly month) => month.ToString("MMMM yyyy", Names(words));

    public static IReadOnlyList<string> Weekdays(this Words words) => [.. Enumerable.Range(1, 7).Select(i => Names(words).DateTimeFormat.GetDayName((DayOfWeek)(i % 7)))];

    public static string Weekday(this Words words, DateOnly day) => Names(words).DateTimeFormat.GetDayName(day.DayOfWeek);

    /// <summary>A day without its year: 10 déc.</summary>
    public static string DayOfMonth(this Words words, DateOnly day) => $"{(words.InFrench && day.Day == 1 ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture))}\u00a0{Names(words).DateTimeFormat.GetAbbreviatedMonthName(day.Month)}";

    /// <summary>A time that something takes: 1 h 15, 45 min.</summary>
    public static string Minutes(this Words words, int minutes)
    {
        if (minutes < 60) return $"{minutes}\u00a0min";
        var rest = minutes % 60 == 0 ? "" : $"\u00a0{(minutes % 60).ToString("00", CultureInfo.InvariantCulture)}";
        return $"{minutes / 60}\u00a0h{(rest.Length == 0 || words.InFrench ? rest : $"{rest}\u00a0min")}";
    }

    private static CultureInfo Names(Words words) => words.InFrench ? s_french : s_english;
}
