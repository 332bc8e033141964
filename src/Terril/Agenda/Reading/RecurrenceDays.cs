namespace Terril.Agenda.Reading;

/// <summary>The days of a rule: each period is gone through day by day, which is short, and right for every part of the rule at once.</summary>
internal sealed class RecurrenceDays(RecurrenceRule rule, DateOnly first, FeedEffort effort)
{
    private const int DaysOfWeek = 7;

    public IEnumerable<DateOnly> Between(DateOnly from, DateOnly to)
    {
        // What is counted is counted from the beginning.
        for (var turn = rule.Count is null ? Turns(from) : 0; ; turn++)
        {
            if (Period((long)turn * rule.Interval) is not { } period || period.First > to || !effort.Take(Cost)) yield break;
            foreach (var day in Placed(Matching(period.First, period.Days)))
                if (day >= first && day <= to) yield return day;
        }
    }

    private int Cost => rule.Positions.Count + rule.Weekdays.Count + rule.Frequency switch
    {
        RecurrenceFrequency.Daily => 1,
        RecurrenceFrequency.Weekly => DaysOfWeek,
        RecurrenceFrequency.Monthly => 31,
        _ => 366,
    };

    private DateOnly WeekOfFirst => first.AddDays(-(((int)first.DayOfWeek - (int)rule.WeekStart + DaysOfWeek) % DaysOfWeek));

    private int Turns(DateOnly from)
    {
        if (from <= first) return 0;
        var periods = rule.Frequency switch
        {
            RecurrenceFrequency.Daily => from.DayNumber - first.DayNumber,
            RecurrenceFrequency.Weekly => (from.DayNumber - first.DayNumber) / DaysOfWeek,
            RecurrenceFrequency.Monthly => ((from.Year - first.Year) * 12) + from.Month - first.Month,
            _ => from.Year - first.Year,
        };
        return Math.Max(0, (periods / rule.Interval) - 1);
    }

    private (DateOnly First, int Days)? Period(long index)
    {
        switch (rule.Frequency)
        {
            case RecurrenceFrequency.Daily: return Day(first.DayNumber + index) is { } day ? (day, 1) : null;
            case RecurrenceFrequency.Weekly: return Day(WeekOfFirst.DayNumber + (index * DaysOfWeek)) is { } week ? (week, DaysOfWeek) : null;
            case RecurrenceFrequency.Monthly:
                var month = (first.Year * 12L) + first.Month - 1 + index;
                return month / 12 > MomentText.LastYear ? null : (new((int)(month / 12), (int)(month % 12) + 1, 1), DateTime.DaysInMonth((int)(month / 12), (int)(month % 12) + 1));
            default:
                var year = first.Year + index;
                return year > MomentText.LastYear ? null : (new((int)year, 1, 1), DateTime.IsLeapYear((int)year) ? 366 : 365);
        }
    }

    private static DateOnly? Day(long number) => number > new DateOnly(MomentText.LastYear, 12, 31).DayNumber ? null : DateOnly.FromDayNumber((int)number);

    private IEnumerable<DateOnly> Matching(DateOnly from, int days) => Enumerable.Range(0, days).Select(from.AddDays).Where(Matches);

    private IEnumerable<DateOnly> Placed(IEnumerable<DateOnly> days)
    {
        if (rule.Positions.Count == 0) return days;
        var all = days.ToList();
        return rule.Positions.Select(p => p > 0 ? p - 1 : all.Count + p).Where(p => p >= 0 && p < all.Count).Distinct().Order().Select(p => all[p]);
    }

    private bool Matches(DateOnly day) => InMonths(day) && InMonthDays(day) && InWeekdays(day);

    private bool InMonths(DateOnly day) => rule.Months.Count > 0 ? rule.Months.Contains(day.Month)
        : rule.Frequency != RecurrenceFrequency.Yearly || rule.MonthDays.Count > 0 || rule.Weekdays.Count > 0 || day.Month == first.Month;

    private bool InMonthDays(DateOnly day) => rule.MonthDays.Count > 0
        ? rule.MonthDays.Contains(day.Day) || rule.MonthDays.Contains(day.Day - DateTime.DaysInMonth(day.Year, day.Month) - 1)
        : rule.Frequency is RecurrenceFrequency.Daily or RecurrenceFrequency.Weekly || rule.Weekdays.Count > 0 || day.Day == first.Day;

    private bool InWeekdays(DateOnly day)
    {
        if (rule.Weekdays.Count == 0) return rule.Frequency != RecurrenceFrequency.Weekly || day.DayOfWeek == first.DayOfWeek;
        foreach (var (ordinal, weekday) in rule.Weekdays)
            if (weekday == day.DayOfWeek && (ordinal == 0 || IsNth(day, ordinal))) return true;
        return false;
    }

    private bool IsNth(DateOnly day, int ordinal)
    {
        var (place, length) = rule.Frequency == RecurrenceFrequency.Yearly && rule.Months.Count == 0
            ? (day.DayOfYear, DateTime.IsLeapYear(day.Year) ? 366 : 365)
            : (day.Day, DateTime.DaysInMonth(day.Year, day.Month));
        return ordinal > 0 ? ((place - 1) / DaysOfWeek) + 1 == ordinal : ((length - place) / DaysOfWeek) + 1 == -ordinal;
    }
}
