using System.Globalization;
using System.Text.RegularExpressions;

namespace Terril.Agenda.Reading;

/// <summary>A day or an hour as feeds write them, ISO 8601 short or long: <c>20261021T090000Z</c>, <c>2026-10-21T09:00:00.000+0200</c>, <c>2026-10-21</c>.</summary>
/// <param name="Offset">From UTC, when it is said.</param>
internal readonly partial record struct MomentText(DateTime Local, bool IsDate, TimeSpan? Offset)
{
    // Calendars of Windows describe their zones from 1601.
    public const int FirstYear = 1600;
    public const int LastYear = 2200;

    private const int Longest = 40;

    public static MomentText? Of(string said)
    {
        said = said.Trim();
        if (said.Length is < 8 or > Longest || Written().Match(said) is not { Success: true } match) return null;
        int Field(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

        var (year, month, day) = (Field("y"), Field("m"), Field("d"));
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        // A second that is added to a day now and then is not counted.
        var (hour, minute, second) = (Field("h"), Field("i"), Math.Min(Field("s"), 59));
        if (hour > 23 || minute > 59) return null;
        return new(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified), !match.Groups["h"].Success, Zone(match));
    }

    private static TimeSpan? Zone(Match match)
    {
        var zone = match.Groups["z"].Value;
        if (zone.Length == 0) return null;
        if (zone is "Z" or "z") return TimeSpan.Zero;
        var (hours, minutes) = (int.Parse(zone.AsSpan(1, 2), CultureInfo.InvariantCulture), int.Parse(zone.AsSpan(zone.Length - 2), CultureInfo.InvariantCulture));
        return hours > 14 || minutes > 59 ? null : new TimeSpan(hours, minutes, 0) * (zone[0] == '-' ? -1 : 1);
    }

    [GeneratedRegex(@"^(?<y>[0-9]{4})-?(?<m>[0-9]{2})-?(?<d>[0-9]{2})([Tt ](?<h>[0-9]{2}):?(?<i>[0-9]{2})(:?(?<s>[0-9]{2})([.,][0-9]{1,9})?)?(?<z>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Written();
}
