using Terril.Shared.Wording;

namespace Terril.Agenda.Reading;

/// <summary>The dates of an event in the window: its own, those of its rule and those that it names, less those that it takes out or replaces.</summary>
internal sealed class ExpandEntry(ReadMoments moments, FeedFindings findings, FeedEffort effort)
{
    private readonly HashSet<DateOnly> _days = [];
    private readonly HashSet<DateTimeOffset> _instants = [];

    public static IReadOnlyList<AgendaSlot> Run(CalendarEntry entry, IEnumerable<CalendarMoment> replaced, ReadMoments moments, FeedFindings findings, FeedEffort effort) =>
        new ExpandEntry(moments, findings, effort).Slots(entry, replaced);

    private List<AgendaSlot> Slots(CalendarEntry entry, IEnumerable<CalendarMoment> replaced)
    {
        foreach (var gone in entry.Component.All("EXDATE").SelectMany(moments.All).Concat(replaced)) Leave(gone, entry.Start.IsDate);
        foreach (var line in entry.Component.All("EXRULE"))
            findings.LeftOut("unread-recurrence", UnfoldLines.In(line.Number), "dates retirées par une règle (EXRULE), qui n’est plus lue : les vérifier", "dates taken out by a rule (EXRULE), which is no longer read: check them");

        var starts = Repeated(entry).Concat(entry.Component.All("RDATE").SelectMany(line => moments.All(line).Select(m => Like(m, entry.Start))));
        var slots = starts.Where(s => !IsLeft(s)).Select(entry.At).Where(findings.Window.Holds).DistinctBy(s => s.StartsAt).Take(findings.Window.MostOccurrences + 1).OrderBy(s => s.StartsAt).ToList();
        if (effort.IsSpent)
            findings.NoteOnce("too-many-dates", "", UnfoldLines.In(entry.Number), "les répétitions de ce flux sont trop nombreuses pour être toutes comptées : à partir d’ici, il manque des dates", "the recurrences of this feed are too many to be all counted: from here on, dates are missing");
        if (slots.Count <= findings.Window.MostOccurrences) return slots;
        findings.Note("too-many-dates", UnfoldLines.In(entry.Number), $"plus de {findings.Window.MostOccurrences} dates : seules les premières sont gardées", $"more than {findings.Window.MostOccurrences} dates: only the first are kept");
        return slots[..findings.Window.MostOccurrences];
    }

    private IEnumerable<CalendarMoment> Repeated(CalendarEntry entry)
    {
        yield return entry.Start;
        foreach (var line in entry.Component.All("RRULE").Take(5))
        {
            if (RecurrenceRule.Of(line, findings) is not { } rule) continue;
            var length = (int)(entry.Slot.EndsAt - entry.Slot.StartsAt).TotalDays + 2;
            var from = DateOnly.FromDateTime(findings.Window.From.UtcDateTime);
            var days = rule.Days(entry.Start.Day, from.DayNumber > length ? from.AddDays(-length) : from, DateOnly.FromDateTime(findings.Window.To.UtcDateTime.AddDays(2)), effort);
            var others = days.Where(day => day != entry.Start.Day);
            foreach (var day in rule.Count is { } count ? others.Take(count - 1) : others)
            {
                var start = entry.Start with { Local = day.ToDateTime(TimeOnly.FromDateTime(entry.Start.Local)) };
                if (rule.Until is { } until && IsAfter(start, until)) break;
                yield return start;
            }
        }
    }

    private static bool IsAfter(CalendarMoment start, MomentText until)
    {
        if (until.IsDate) return start.Day > DateOnly.FromDateTime(until.Local);
        var instant = until.Offset is { } offset ? new DateTimeOffset(until.Local - offset, TimeSpan.Zero) : (DateTimeOffset?)null;
        if (start.IsDate) return start.Day > (instant is { } at ? Paris.Day(at) : DateOnly.FromDateTime(until.Local));
        return instant is { } end ? start.Instant > end : start.Local > until.Local;
    }

    // A day alone, of an event that has an hour, is at that hour.
    private static CalendarMoment Like(CalendarMoment named, CalendarMoment start) => named.IsDate == start.IsDate ? named
        : start with { Local = named.Day.ToDateTime(TimeOnly.FromDateTime(start.Local)) };

    private void Leave(CalendarMoment moment, bool isByDay)
    {
        if (moment.IsDate || isByDay) _days.Add(moment.Day);
        else _instants.Add(moment.Instant);
    }

    private bool IsLeft(CalendarMoment start) => _days.Contains(start.Day) || (!start.IsDate && _instants.Contains(start.Instant));
}
