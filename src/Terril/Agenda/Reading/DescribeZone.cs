using System.Globalization;

namespace Terril.Agenda.Reading;

/// <summary>From a VTIMEZONE to a zone; null when it describes nothing that can be read.</summary>
internal static class DescribeZone
{
    private const int MostParts = 50;
    private const int MostOnsets = 2000;

    private static readonly DateOnly s_last = new(2100, 1, 1);

    public static DescribedZone? Run(CalendarComponent described, FeedFindings findings, FeedEffort effort)
    {
        var onsets = described.Nested.Where(c => c.Name is "STANDARD" or "DAYLIGHT").Take(MostParts).SelectMany(part => Onsets(part, findings, effort)).OrderBy(o => o.At).ToList();
        return onsets.Count > 0 ? new(onsets) : null;
    }

    private static IEnumerable<ZoneOnset> Onsets(CalendarComponent part, FeedFindings findings, FeedEffort effort)
    {
        if (Offset(part.Said("TZOFFSETTO")) is not { } to || MomentText.Of(part.Said("DTSTART")) is not { } start)
        {
            findings.Note("bad-zone", UnfoldLines.In(part.Number), "une partie de ce fuseau est illisible (DTSTART, TZOFFSETTO) : elle est ignorée ; vérifier les heures", "a part of this zone cannot be read (DTSTART, TZOFFSETTO): it is ignored; check the hours");
            return [];
        }
        var from = Offset(part.Said("TZOFFSETFROM")) ?? to;
        var time = TimeOnly.FromDateTime(start.Local);
        var first = DateOnly.FromDateTime(start.Local);
        var days = Days(part, first, findings, effort);
        var dates = part.All("RDATE").SelectMany(l => l.Value.Split(',')).Select(MomentText.Of).OfType<MomentText>().Select(m => m.Local);
        return days.Select(d => d.ToDateTime(time)).Prepend(start.Local).Concat(dates).Distinct().Take(MostOnsets).Select(at => new ZoneOnset(at, from, to));
    }

    private static IEnumerable<DateOnly> Days(CalendarComponent part, DateOnly first, FeedFindings findings, FeedEffort effort)
    {
        if (part.Line("RRULE") is not { } line || RecurrenceRule.Of(line, findings) is not { Frequency: RecurrenceFrequency.Yearly } rule) return [];
        var days = rule.Days(first, first, s_last, effort).TakeWhile(day => rule.Until is not { } until || day <= DateOnly.FromDateTime(until.Local));
        return rule.Count is { } count ? days.Take(count) : days;
    }

    private static TimeSpan? Offset(string said)
    {
        if (said.Length is not (5 or 7) || said[0] is not ('+' or '-') || !int.TryParse(said.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return null;
        if (said.Length == 7) digits /= 100;
        var (hours, minutes) = (digits / 100, digits % 100);
        return hours > 14 || minutes > 59 ? null : new TimeSpan(hours, minutes, 0) * (said[0] == '-' ? -1 : 1);
    }
}
