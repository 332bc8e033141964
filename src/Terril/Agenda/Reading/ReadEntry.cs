using System.Globalization;
using Terril.Shared.Calendar;

namespace Terril.Agenda.Reading;

/// <summary>From a VEVENT to what it says; null, and said, when it has no date or is not public.</summary>
/// <param name="isPlain">Its words are text for sure: nothing in them is taken for HTML.</param>
internal sealed class ReadEntry(ReadMoments moments, FeedFindings findings, bool isCancelled, bool isPlain)
{
    private static readonly string[] s_online = ["CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK"];

    public CalendarEntry? Run(CalendarComponent one)
    {
        var uid = Uid(one);
        findings.Knows(uid);
        var title = FeedText.Line(one.Said("SUMMARY"));
        if (one.Said("CLASS").ToUpperInvariant() is "PRIVATE" or "CONFIDENTIAL")
        {
            findings.Note("not-public", UnfoldLines.In(one.Number), "événement que son auteur dit privé : il n’est pas repris", "event that its author calls private: it is not taken");
            return null;
        }
        var replaces = one.Line("RECURRENCE-ID") is { } which ? moments.Of(which) : null;
        if (one.Line("RECURRENCE-ID") is { } range && range.Parameter("RANGE") is not null)
            findings.LeftOut("this-and-future", UnfoldLines.In(range.Number), "changement « de cette date et des suivantes » : seule cette date est changée ; vérifier les suivantes", "change of “this date and those that follow”: only this date is changed; check those that follow");
        if ((one.Line("DTSTART") is { } line ? moments.Of(line) : replaces) is not { } start)
        {
            if (one.Line("DTSTART") is null) findings.LeftOut("no-date", UnfoldLines.In(one.Number), $"événement « {FeedFindings.Quoted(title)} » sans date (DTSTART) : il n’est pas lu", $"event “{FeedFindings.Quoted(title)}” without a date (DTSTART): it is not read");
            return null;
        }
        var (slot, isEndSaid) = Slot(one, start);
        return new(Event(one, uid, title) with { RecurrenceId = replaces?.Key }, start, slot, isEndSaid, replaces, one);
    }

    private FeedEvent Event(CalendarComponent one, string uid, string title)
    {
        var (place, online) = Place(one);
        return new(uid, title)
        {
            Sequence = Sequence(one), Status = Status(one), Description = Description(one.Line("DESCRIPTION")?.Text ?? ""), Place = place,
            Online = s_online.Select(name => FeedText.Address(one.Said(name))).FirstOrDefault(a => a is not null) ?? online,
            Page = Page(one), Organiser = FeedText.Named(one.Line("ORGANIZER")?.Parameter("CN") ?? ""),
            Categories = FeedText.Categories(one.All("CATEGORIES").SelectMany(l => l.Texts())),
            Language = FeedText.Language(one.Line("SUMMARY")?.Parameter("LANGUAGE") ?? one.Line("DESCRIPTION")?.Parameter("LANGUAGE")),
            Modified = MomentText.Of(one.Said("LAST-MODIFIED")) is { IsDate: false } at ? new(at.Local - (at.Offset ?? TimeSpan.Zero), TimeSpan.Zero) : null,
        };
    }

    private string Description(string said) => isPlain ? FeedText.Lines(said) : StripHtml.IfAny(said);

    private string Uid(CalendarComponent one)
    {
        if (FeedText.Uid(one.Said("UID")) is { Length: > 0 } said) return said;
        findings.Note("no-uid", UnfoldLines.In(one.Number), "événement sans identifiant (UID) : un identifiant est tiré de sa date, de son titre et de son lieu ; s’ils changent, ce sera un autre événement", "event without an identifier (UID): one is made from its date, title and place; should they change, it will be another event");
        return FeedText.MadeUid(one.Line("DTSTART")?.Value ?? "", one.Said("SUMMARY"), one.Said("LOCATION"));
    }

    private (AgendaSlot, bool IsEndSaid) Slot(CalendarComponent one, CalendarMoment start)
    {
        var end = one.Line("DTEND") is { } line && line.Value.Trim().Length > 0 ? moments.Of(line) : null;
        if (end is null && one.Line("DURATION") is { } length && moments.Duration(length) is { } lasts) return (After(start, lasts), true);
        if (start.IsDate)
        {
            // The end is the day after the last; some write the last.
            var last = end?.IsDate == true && end.Day > start.Day ? end.Day.AddDays(-1) : end?.Day ?? start.Day;
            if (last < start.Day) Backwards(one);
            return (AgendaSlot.Days(start.Day, last < start.Day ? start.Day : last), end is not null);
        }
        var ends = end is { IsDate: true } ? end.Day > start.Day ? end.Instant : start.Instant : end?.Instant ?? start.Instant;
        if (ends < start.Instant) Backwards(one);
        return (new(start.Instant, ends < start.Instant ? start.Instant : ends), end is not null);
    }

    private static AgendaSlot After(CalendarMoment start, (int Days, TimeSpan Time) lasts)
    {
        if (start.IsDate) return AgendaSlot.Days(start.Day, start.Day.AddDays(Math.Max(0, lasts.Days + (int)lasts.Time.TotalDays - 1)));
        var day = start with { Local = start.Local.AddDays(lasts.Days) };
        return new(start.Instant, day.Instant + lasts.Time < start.Instant ? start.Instant : day.Instant + lasts.Time);
    }

    private void Backwards(CalendarComponent one) =>
        findings.Note("ends-before", UnfoldLines.In(one.Line("DTEND")!.Number), "la fin vient avant le début : la fin n’est pas gardée", "the end comes before the beginning: the end is not kept");

    private int Sequence(CalendarComponent one)
    {
        var said = one.Said("SEQUENCE");
        if (said.Length == 0 || (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence >= 0)) return said.Length == 0 ? 0 : int.Parse(said, NumberStyles.None, CultureInfo.InvariantCulture);
        findings.Note("bad-sequence", UnfoldLines.In(one.Line("SEQUENCE")!.Number), $"SEQUENCE « {FeedFindings.Quoted(said)} » n’est pas un nombre : lu comme 0", $"SEQUENCE “{FeedFindings.Quoted(said)}” is not a number: read as 0");
        return 0;
    }

    private CalendarStatus Status(CalendarComponent one)
    {
        switch (one.Said("STATUS").ToUpperInvariant())
        {
            case "CANCELLED" or "CANCELED": return CalendarStatus.Cancelled;
            case var _ when isCancelled: return CalendarStatus.Cancelled;
            case "TENTATIVE": return CalendarStatus.Tentative;
            case "" or "CONFIRMED": return CalendarStatus.Confirmed;
            case var other:
                findings.Note("unknown-status", UnfoldLines.In(one.Line("STATUS")!.Number), $"STATUS « {FeedFindings.Quoted(other)} » inconnu : l’événement est tenu pour confirmé", $"STATUS “{FeedFindings.Quoted(other)}” unknown: the event is held to be confirmed");
                return CalendarStatus.Confirmed;
        }
    }

    private (FeedPlace?, string? Online) Place(CalendarComponent one)
    {
        var (said, position) = (FeedText.Lines(one.Said("LOCATION")), Position(one));
        if (FeedText.Address(said) is { } online) return (position is null ? null : new("") { Position = position }, online);
        if (said.Length == 0 && position is null) return (null, null);
        var (name, address) = said.Split('\n', 2) is [var first, var rest] ? (first, rest) : (said, "");
        return (new(FeedText.Line(name), FeedText.Line(address)) { Position = position }, null);
    }

    private (double, double)? Position(CalendarComponent one)
    {
        if (one.Line("GEO") is not { } line || line.Value.Trim().Length == 0) return null;
        var parts = line.Value.Replace(@"\;", ";", StringComparison.Ordinal).Split([';', ',']);
        if (parts is [var latitude, var longitude] && FeedText.Number(latitude) is { } north && FeedText.Number(longitude) is { } east && FeedText.Position(north, east) is { } position) return position;
        findings.Note("bad-position", UnfoldLines.In(line.Number), $"GEO « {FeedFindings.Quoted(line.Value)} » n’est pas une position (latitude;longitude) : elle n’est pas gardée", $"GEO “{FeedFindings.Quoted(line.Value)}” is not a position (latitude;longitude): it is not kept");
        return null;
    }

    private string? Page(CalendarComponent one)
    {
        if (one.Line("URL") is not { } line || line.Value.Trim().Length == 0) return null;
        var page = FeedText.Address(line.Value) ?? FeedText.Address(line.Text);
        if (page is null) findings.Note("bad-address", UnfoldLines.In(line.Number), $"URL « {FeedFindings.Quoted(line.Value)} » n’est pas une adresse http ou https : elle n’est pas gardée", $"URL “{FeedFindings.Quoted(line.Value)}” is not an http or https address: it is not kept");
        return page;
    }
}
