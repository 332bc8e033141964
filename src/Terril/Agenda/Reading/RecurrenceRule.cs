using System.Globalization;

namespace Terril.Agenda.Reading;

internal enum RecurrenceFrequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>How an event comes again: the part of RFC 5545 that tells days. Hours are those of its first date.</summary>
internal sealed record RecurrenceRule(RecurrenceFrequency Frequency)
{
    private const int LargestInterval = 10_000;
    private const int MostParts = 100;

    public int Interval { get; private init; } = 1;

    public int? Count { get; private init; }

    public MomentText? Until { get; private init; }

    public DayOfWeek WeekStart { get; private init; } = DayOfWeek.Monday;

    /// <summary>A day of the week, and which of the month or of the year: 0 for each, −1 for the last.</summary>
    public IReadOnlyList<(int Ordinal, DayOfWeek Day)> Weekdays { get; private init; } = [];

    public IReadOnlyList<int> MonthDays { get; private init; } = [];

    public IReadOnlyList<int> Months { get; private init; } = [];

    public IReadOnlyList<int> Positions { get; private init; } = [];

    /// <summary>Null, and said, when something of it is not read: a rule is not followed by halves.</summary>
    public static RecurrenceRule? Of(CalendarLine line, FeedFindings findings)
    {
        var rule = new RecurrenceRule((RecurrenceFrequency)(-1));
        foreach (var part in line.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n.Trim().ToUpperInvariant(), v.Trim()) : (part.ToUpperInvariant(), "");
            if (rule.With(name, value) is { } more) rule = more;
            else return Refused(line, part, findings);
        }
        return rule.IsReadable ? rule : Refused(line, line.Value, findings);
    }

    /// <summary>Its days in order, from the first date of the event, those that can be told from <paramref name="from"/> only if it is not counted.</summary>
    public IEnumerable<DateOnly> Days(DateOnly first, DateOnly from, DateOnly to, FeedEffort effort) => new RecurrenceDays(this, first, effort).Between(from, to);

    private bool IsReadable => Enum.IsDefined(Frequency)
        && (Weekdays.All(d => d.Ordinal == 0) || Frequency is RecurrenceFrequency.Monthly or RecurrenceFrequency.Yearly)
        && (MonthDays.Count == 0 || Frequency != RecurrenceFrequency.Weekly);

    private RecurrenceRule? With(string name, string value)
    {
        switch (name)
        {
            case "FREQ": return Enum.TryParse<RecurrenceFrequency>(value, true, out var frequency) && !char.IsAsciiDigit(value[0]) && value[0] != '-' ? this with { Frequency = frequency } : null;
            case "INTERVAL": return Whole(value, 1, LargestInterval) is { } interval ? this with { Interval = interval } : null;
            case "COUNT": return Whole(value, 1, int.MaxValue) is { } count ? this with { Count = count } : null;
            case "UNTIL": return MomentText.Of(value) is { } until ? this with { Until = until } : null;
            case "WKST": return Weekday(value) is { } start ? this with { WeekStart = start } : null;
            case "BYDAY": return value.Split(',').Select(Ordinal).Distinct().ToList() is { Count: <= MostParts } days && days.All(d => d is not null) ? this with { Weekdays = [.. days.OfType<(int, DayOfWeek)>()] } : null;
            case "BYMONTHDAY": return Several(value, -31, 31) is { } monthDays ? this with { MonthDays = monthDays } : null;
            case "BYMONTH": return Several(value, 1, 12) is { } months ? this with { Months = months } : null;
            case "BYSETPOS": return Several(value, -366, 366) is { } positions ? this with { Positions = positions } : null;
            default: return name.StartsWith("X-", StringComparison.Ordinal) ? this : null;
        }
    }

    private static RecurrenceRule? Refused(CalendarLine line, string what, FeedFindings findings)
    {
        var quoted = FeedFindings.Quoted(what);
        findings.LeftOut("unread-recurrence", UnfoldLines.In(line.Number), $"répétition « {quoted} » qui n’est pas lue ici : seule la première date est gardée ; demander des dates une à une", $"recurrence “{quoted}” that is not read here: only the first date is kept; ask for dates one by one");
        return null;
    }

    private static List<int>? Several(string value, int least, int most)
    {
        var numbers = value.Split(',').Select(n => Whole(n, least, most)).Distinct().ToList();
        return numbers.Count <= MostParts && numbers.All(n => n is not (null or 0)) ? [.. numbers.OfType<int>()] : null;
    }

    private static int? Whole(string value, int least, int most) =>
        int.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static (int, DayOfWeek)? Ordinal(string said)
    {
        said = said.Trim();
        if (said.Length < 2 || Weekday(said[^2..]) is not { } day) return null;
        if (said.Length == 2) return (0, day);
        return Whole(said[..^2], -53, 53) is { } ordinal and not 0 ? (ordinal, day) : null;
    }

    private static DayOfWeek? Weekday(string said) => said.ToUpperInvariant() switch
    {
        "MO" => DayOfWeek.Monday,
        "TU" => DayOfWeek.Tuesday,
        "WE" => DayOfWeek.Wednesday,
        "TH" => DayOfWeek.Thursday,
        "FR" => DayOfWeek.Friday,
        "SA" => DayOfWeek.Saturday,
        "SU" => DayOfWeek.Sunday,
        _ => null,
    };
}

/// <summary>What the repetitions of a whole feed may cost, in days looked at: none of them can hold the reading.</summary>
internal sealed class FeedEffort
{
    private int _left = 1_000_000;

    public bool IsSpent => _left <= 0;

    public bool Take(int days)
    {
        if (_left <= 0) return false;
        _left -= days;
        return true;
    }
}
