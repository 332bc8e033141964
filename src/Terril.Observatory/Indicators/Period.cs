using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Terril.Observatory.Indicators;

/// <summary>What a period is made of.</summary>
public enum Grain
{
    /// <summary>A year.</summary>
    Year,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A day.</summary>
    Day,
}

/// <summary>A year, a month or a day: <c>2021</c>, <c>2021-03</c>, <c>2021-03-05</c>. Ordered as text is: a year before its months, a month before its days.</summary>
[JsonConverter(typeof(PeriodJson))]
public readonly record struct Period : IComparable<Period>
{
    private const int Years = 3000;

    // A page says the same dozen of years a hundred times.
    private static readonly string?[] s_years = new string?[Years];

    private readonly int _key;

    private Period(Grain grain, int year, int month, int day)
    {
        Grain = grain;
        _key = (year * 10000) + (month * 100) + day;
    }

    /// <summary>Year, month or day.</summary>
    public Grain Grain { get; }

    /// <summary>Four digits.</summary>
    public int Year => _key / 10000;

    /// <summary>1 to 12; 0 for a year.</summary>
    public int Month => _key / 100 % 100;

    /// <summary>1 to 31; 0 for a year or a month.</summary>
    public int Day => _key % 100;

    /// <summary>The first day it covers.</summary>
    public DateOnly FirstDay => new(Year, Math.Max(1, Month), Math.Max(1, Day));

    /// <summary>The last day it covers.</summary>
    public DateOnly LastDay => Grain switch
    {
        Grain.Year => new(Year, 12, 31),
        Grain.Month => new(Year, Month, DateTime.DaysInMonth(Year, Month)),
        _ => FirstDay,
    };

    /// <summary>A whole year.</summary>
    public static Period Of(int year) => new(Grain.Year, year, 0, 0);

    /// <summary>A month.</summary>
    public static Period Of(int year, int month) => new(Grain.Month, year, month, 0);

    /// <summary>A day.</summary>
    public static Period Of(DateOnly day) => new(Grain.Day, day.Year, day.Month, day.Day);

    /// <summary>
    /// Reads a year (<c>2021</c>, <c>2021.0</c>), a month (<c>2021-03</c>, <c>202103</c>, <c>03/2021</c>) or a day
    /// (<c>2021-03-05</c>, <c>20210305</c>, <c>05/03/2021</c>; a time that follows is left aside) by the look of it.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Period period)
    {
        text = text.Trim();
        period = default;
        if (text.Length >= 10 && text[4] == '-' && text[7] == '-') return Make(text[..4], text[5..7], text[8..10], Rest(text[10..]), out period);
        if (text.Length >= 10 && text[2] == '/' && text[5] == '/') return Make(text[6..10], text[3..5], text[..2], Rest(text[10..]), out period);
        if (text.Length == 8) return Make(text[..4], text[4..6], text[6..], true, out period);
        if (text.Length == 7 && text[4] == '-') return Make(text[..4], text[5..], [], true, out period);
        if (text.Length == 7 && text[2] == '/') return Make(text[3..], text[..2], [], true, out period);
        if (text.Length == 6 && !text.Contains('.')) return Make(text[..4], text[4..], [], true, out period);
        if (text.Length == 6 && text[4..] is ".0") text = text[..4];
        return text.Length == 4 && Make(text, [], [], true, out period);
    }

    /// <summary>The year, or the month, that contains this period.</summary>
    public Period To(Grain coarser) => coarser switch
    {
        Grain.Year => Of(Year),
        Grain.Month when Grain != Grain.Year => Of(Year, Month),
        _ => this,
    };

    /// <summary>How many days or months the period has, in <paramref name="finer"/>.</summary>
    public int CountOf(Grain finer) => (Grain, finer) switch
    {
        (Grain.Year, Grain.Month) => 12,
        (Grain.Year, Grain.Day) => DateTime.IsLeapYear(Year) ? 366 : 365,
        (Grain.Month, Grain.Day) => DateTime.DaysInMonth(Year, Month),
        _ => 1,
    };

    /// <inheritdoc/>
    public int CompareTo(Period other) => _key.CompareTo(other._key);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Period a, Period b) => a.CompareTo(b) < 0;

    /// <summary>Later than.</summary>
    public static bool operator >(Period a, Period b) => a.CompareTo(b) > 0;

    /// <summary>Earlier than, or the same.</summary>
    public static bool operator <=(Period a, Period b) => a.CompareTo(b) <= 0;

    /// <summary>Later than, or the same.</summary>
    public static bool operator >=(Period a, Period b) => a.CompareTo(b) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Grain switch
    {
        Grain.Year => Year is >= 0 and < Years ? s_years[Year] ??= Year.ToString("0000", CultureInfo.InvariantCulture) : Year.ToString("0000", CultureInfo.InvariantCulture),
        Grain.Month => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
    };

    private static bool Rest(ReadOnlySpan<char> rest) => rest.IsEmpty || rest[0] is 'T' or ' ';

    private static bool Make(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, bool whole, out Period period)
    {
        period = default;
        if (!whole || !Digits(year, out var y) || y is < 1000 or > 2999) return false;
        if (month.IsEmpty) { period = Of(y); return true; }
        if (!Digits(month, out var m) || m is < 1 or > 12) return false;
        if (day.IsEmpty) { period = Of(y, m); return true; }
        if (!Digits(day, out var d) || d < 1 || d > DateTime.DaysInMonth(y, m)) return false;
        period = new(Grain.Day, y, m, d);
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

/// <summary>A period is written as text.</summary>
internal sealed class PeriodJson : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is not { Length: > 0 } text ? default : Period.TryParse(text, out var period) ? period : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value == default ? "" : value.ToString());
}
