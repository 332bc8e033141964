using System.Globalization;
using Terril.Shared.Wording;

namespace Terril.Agenda.Reading;

/// <summary>A day, or an hour on the wall of a zone.</summary>
internal sealed record CalendarMoment(DateTime Local, bool IsDate, FeedZone Zone)
{
    public DateTimeOffset Instant => IsDate ? Paris.Start(Day).ToUniversalTime() : Zone.At(Local);

    public DateOnly Day => DateOnly.FromDateTime(Local);

    /// <summary>As <see cref="FeedEvent.RecurrenceId"/> writes it.</summary>
    public string Key => IsDate ? Local.ToString("yyyyMMdd", CultureInfo.InvariantCulture) : Instant.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Days and hours of the lines of one calendar.</summary>
internal sealed class ReadMoments(FeedZones zones, FeedFindings findings)
{
    private const int FirstYear = 1900;
    private const int LongestDays = 3660;

    public CalendarMoment? Of(CalendarLine line) => Of(line, line.Value);

    /// <summary>Null, and said, when it is not a date.</summary>
    public CalendarMoment? Of(CalendarLine line, string value)
    {
        if (MomentText.Of(value) is not { } said || said.Local.Year < FirstYear)
        {
            var quoted = FeedFindings.Quoted(value);
            findings.LeftOut("bad-date", UnfoldLines.In(line.Number), $"{line.Name} « {quoted} » n’est pas une date lue ici (comme 20261021T090000Z, de {FirstYear} à {MomentText.LastYear})", $"{line.Name} “{quoted}” is not a date read here (like 20261021T090000Z, from {FirstYear} to {MomentText.LastYear})");
            return null;
        }
        if (said.IsDate) return new(said.Local, true, FeedZone.Paris);
        if (said.Offset is { } offset) return new(said.Local - offset, false, FeedZone.Utc);

        var zone = line.Parameter("TZID") is { } name && !string.IsNullOrWhiteSpace(name) ? zones.Named(name.Trim(), line) : zones.Floating;
        if (zone.Skips(said.Local))
            findings.Note("skipped-hour", UnfoldLines.In(line.Number), $"{line.Name} {value.Trim()} : heure que le changement d’heure saute ; lue une heure après, la vérifier", $"{line.Name} {value.Trim()}: an hour that the change of clocks skips; read one hour later, check it");
        return new(said.Local, false, zone);
    }

    /// <summary>Several, between commas; of a period, its beginning.</summary>
    public IEnumerable<CalendarMoment> All(CalendarLine line) =>
        line.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(value => Of(line, value.Split('/')[0])).OfType<CalendarMoment>();

    /// <summary>P1W, P1DT2H30M: days by the calendar, and hours. Null, and said, when it is not a duration, or not one of an event.</summary>
    public (int Days, TimeSpan Time)? Duration(CalendarLine line)
    {
        if (Duration(line.Value.Trim().ToUpperInvariant()) is { } duration) return duration;
        var quoted = FeedFindings.Quoted(line.Value);
        findings.Note("bad-duration", UnfoldLines.In(line.Number), $"durée « {quoted} » qui n’en est pas une (comme PT2H30M) : la fin n’est pas connue", $"duration “{quoted}” that is not one (like PT2H30M): the end is not known");
        return null;
    }

    private static (int, TimeSpan)? Duration(string said)
    {
        said = said.TrimStart('+');
        if (said is not ['P', _, ..]) return null;
        var (days, seconds, number, isTime) = (0L, 0L, -1L, false);
        foreach (var c in said.AsSpan(1))
        {
            if (char.IsAsciiDigit(c)) number = (Math.Max(number, 0) * 10) + c - '0';
            else if (c == 'T' && !isTime && number < 0) isTime = true;
            else if (number >= 0)
            {
                switch ((c, isTime))
                {
                    case ('W', false): days += number * 7; break;
                    case ('D', false): days += number; break;
                    case ('H', true): seconds += number * 3600; break;
                    case ('M', true): seconds += number * 60; break;
                    case ('S', true): seconds += number; break;
                    default: return null;
                }
                number = -1;
            }
            else return null;
            if (number > int.MaxValue || days > LongestDays || seconds > LongestDays * 86_400L) return null;
        }
        return number >= 0 ? null : ((int)days, TimeSpan.FromSeconds(seconds));
    }
}
