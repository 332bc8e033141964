namespace Terril.Shared.Ui;

/// <summary>Something on a day of the month.</summary>
/// <param name="Says">Its title, and its state if it has one.</param>
public sealed record MonthItem(DateOnly Day, string Address, string Says)
{
    /// <summary>Told apart from the others: a visit.</summary>
    public bool IsStrong { get; init; }
}

/// <summary>A day of the grid; one outside of the month is there to fill its week.</summary>
public sealed record MonthDay(DateOnly Day, bool IsInside, bool IsToday, IReadOnlyList<MonthItem> Items);

/// <summary>A month by its weeks, from Monday.</summary>
public sealed record MonthGrid(DateOnly Month, IReadOnlyList<IReadOnlyList<MonthDay>> Weeks)
{
    public static MonthGrid Of(DateOnly month, DateOnly today, IEnumerable<MonthItem> items)
    {
        var byDay = items.ToLookup(i => i.Day);
        var first = month.AddDays(-(((int)month.DayOfWeek + 6) % 7));
        var weeks = (month.AddMonths(1).DayNumber - first.DayNumber + 6) / 7;
        return new(month, [.. Enumerable.Range(0, weeks).Select(week => (IReadOnlyList<MonthDay>)
            [.. Enumerable.Range(week * 7, 7).Select(first.AddDays).Select(day => Of(day, day.Month == month.Month))])]);

        MonthDay Of(DateOnly day, bool isInside) => new(day, isInside, day == today, isInside ? [.. byDay[day]] : []);
    }

    public static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);
}
