using Terril.Shared.Calendar;

namespace Terril.Agenda.Reading;

/// <summary>
/// iCalendar, RFC 5545, as programs really write it. What is readable is read, the rest is said line by line; no content makes it throw,
/// nor take longer than its size explains.
/// </summary>
public static class ReadCalendar
{
    public static FeedRead Run(ReadOnlyMemory<byte> bytes, FeedWindow window)
    {
        var findings = new FeedFindings(FeedFormat.Calendar, window);
        if (ReadFeed.IsTooLarge(bytes, findings)) return findings.Read();
        var calendars = ReadComponents.Run(UnfoldLines.Run(FeedBytes.Plain(bytes), findings), findings);
        if (calendars.Count == 0) findings.Stop("no-calendar", UnfoldLines.In(1), "aucun agenda (BEGIN:VCALENDAR) dans ce fichier : vérifier l’adresse", "no calendar (BEGIN:VCALENDAR) in this file: check the address");
        var effort = new FeedEffort();
        foreach (var calendar in calendars) Read(calendar, findings, effort);
        return findings.Read();
    }

    private static void Read(CalendarComponent calendar, FeedFindings findings, FeedEffort effort)
    {
        if (findings.Name.Length == 0) findings.Name = FeedText.Line(calendar.Said("X-WR-CALNAME") is { Length: > 0 } name ? name : calendar.Said("NAME"));
        var moments = new ReadMoments(new FeedZones(calendar, findings, effort), findings);
        var reading = new ReadEntry(moments, findings, calendar.Said("METHOD").Equals("CANCEL", StringComparison.OrdinalIgnoreCase), calendar.Said("PRODID") == WriteCalendar.Product);
        var entries = calendar.Nested.Where(c => c.Name == "VEVENT").Select(reading.Run).OfType<CalendarEntry>();
        foreach (var same in entries.GroupBy(e => e.Event.Uid, StringComparer.Ordinal))
        {
            if (findings.IsFull)
            {
                findings.Cut("too-many-events", UnfoldLines.In(same.First().Number), $"plus de {findings.Window.MostEvents} événements : la suite n’est pas lue", $"more than {findings.Window.MostEvents} events: what follows is not read");
                return;
            }
            Add([.. same], moments, findings, effort);
        }
    }

    private static void Add(IReadOnlyList<CalendarEntry> same, ReadMoments moments, FeedFindings findings, FeedEffort effort)
    {
        var latest = same.GroupBy(e => e.Event.RecurrenceId).Select(group => Latest([.. group], findings)).ToList();
        var whole = latest.Find(e => e.Replaces is null);
        if (whole is not null) findings.Add(whole.Event with { Slots = ExpandEntry.Run(whole, latest.Select(e => e.Replaces).OfType<CalendarMoment>(), moments, findings, effort) }, UnfoldLines.In(whole.Number));
        foreach (var one in latest.Where(e => e.Replaces is not null).Select(e => whole is null ? e : e.Of(whole)))
            findings.Add(one.Event with { Slots = findings.Window.Holds(one.Slot) ? [one.Slot] : [] }, UnfoldLines.In(one.Number));
    }

    private static CalendarEntry Latest(IReadOnlyList<CalendarEntry> same, FeedFindings findings)
    {
        var latest = same.OrderBy(e => e.Event.Sequence).ThenBy(e => e.Event.Modified).Last();
        foreach (var other in same.Where(e => !ReferenceEquals(e, latest)))
            findings.Note("duplicate-uid", UnfoldLines.In(other.Number), $"« {FeedFindings.Quoted(other.Event.Title)} » porte l’identifiant d’un autre événement (ligne {latest.Number}), plus récent : seul celui-là est gardé", $"“{FeedFindings.Quoted(other.Event.Title)}” bears the identifier of another event (line {latest.Number}), more recent: only that one is kept");
        return latest;
    }
}
