using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terril.Shared.Database;

/// <summary>A day is kept as a number that reads as one, 20151130: both databases sort and compare it alike.</summary>
public sealed class DayAsNumber() : ValueConverter<DateOnly, int>(day => Of(day), number => At(number))
{
    public static int Of(DateOnly day) => day.Year * 10_000 + day.Month * 100 + day.Day;

    public static DateOnly At(int number) => new(number / 10_000, number / 100 % 100, number % 100);
}
