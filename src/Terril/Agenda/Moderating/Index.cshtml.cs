using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Search;
using Terril.Shared.Wording;

namespace Terril.Agenda.Moderating;

/// <summary>The orders of the events.</summary>
public enum EventOrder
{
    /// <summary>What waits, the oldest first; then the others, the latest first.</summary>
    Due,
    Title,
    Ends,
    Changed,
}

/// <summary>An event as the desk lists it.</summary>
public sealed class EventRow
{
    public required AgendaEvent Event { get; init; }

    /// <summary>Of its next date, or the first.</summary>
    public required DateTimeOffset? StartsAt { get; init; }

    internal static IReadOnlyList<Column<EventRow, EventOrder>> Columns(Words T, Func<AgendaEvent, string> address, TimeProvider clock) =>
    [
        new(new("Rendez-vous", "Event"), r => new(T[r.Event.Title]) { Address = address(r.Event), Small = r.Event.OrganiserName }) { Sort = EventOrder.Title },
        new(new("Date", "Date"), r => r.StartsAt is { } at ? new Cell(T.Instant(at)) { Exported = Paris.Time(at).ToString("O") } : "") { Sort = EventOrder.Ends },
        new(new("Lieu", "Place"), r => r.Event.Attendance == Attendance.Online ? T[AgendaWords.How(Attendance.Online)] : r.Event.PlaceName),
        new(new("État", "State"), r => r.Event.CorrectionAskedAt is not null && r.Event.State == EventState.ToModerate ? new(T["Correction demandée", "Correction asked for"]) { Tag = "info" } : new(T[AgendaWords.State(r.Event.State)]) { Tag = AgendaWords.Tone(r.Event.State) }),
        new(new("Annonce", "Announced"), r => r.Event.Status == EventStatus.Scheduled ? "" : new Cell(T[AgendaWords.Status(r.Event.Status)]) { Tag = AgendaWords.Tone(r.Event.Status) }),
        new(new("Réponse due", "Answer owed"), r => r.Event is { WaitsForTeam: true, ModerateBy: { } due } ? new Cell(T.Date(Paris.Day(due))) { Tag = due < clock.GetUtcNow() ? "bad" : "" } : "") { Sort = EventOrder.Due },
        new(new("Modifié", "Changed"), r => new(T.Instant(r.Event.ChangedAt)) { Exported = Paris.Time(r.Event.ChangedAt).ToString("O") }) { Sort = EventOrder.Changed },
    ];

    internal static IReadOnlyList<Filter> Filters { get; } =
    [
        new("q", new("Titre, lieu ou organisation", "Title, place or organisation")),
        new("state", new("État", "State")) { Choices = [.. Enum.GetValues<EventState>().Select(s => (s.ToString(), AgendaWords.State(s)))] },
        new("when", new("Date", "Date")) { Choices = [("coming", new("À venir", "To come")), ("past", new("Passé", "Past"))] },
    ];

    /// <summary>What the filters ask for. What nobody has shown to be theirs is nobody's to read, unless it is asked for.</summary>
    internal static IQueryable<EventRow> Of(IQueryable<AgendaEvent> events, TableAsked<EventOrder> asked, DateTimeOffset now)
    {
        foreach (var word in SearchText.Words(asked["q"])) events = events.Where(e => e.Words.Contains(word));
        events = asked["state"] is { } state && Enum.Parse<EventState>(state) is var wanted ? events.Where(e => e.State == wanted) : events.Where(e => e.State != EventState.Unverified);
        events = asked["when"] switch { "coming" => events.Where(e => e.EndsAt > now), "past" => events.Where(e => e.EndsAt <= now), _ => events };
        return events.Select(e => new EventRow { Event = e, StartsAt = e.Dates.Where(d => !d.IsCancelled && d.EndsAt > now).Min(d => (DateTimeOffset?)d.StartsAt) ?? e.Dates.Min(d => (DateTimeOffset?)d.StartsAt) });
    }

    /// <summary>What waits for the team comes before what does not, whatever the database makes of an absence.</summary>
    internal static IQueryable<EventRow> Sorted(IQueryable<EventRow> rows, EventOrder by, bool down) => (by switch
    {
        EventOrder.Title => rows.By(r => r.Event.Words, down),
        EventOrder.Ends => rows.By(r => r.Event.EndsAt, down),
        EventOrder.Changed => rows.By(r => r.Event.ChangedAt, down),
        _ => rows.OrderBy(r => r.Event.State != EventState.ToModerate || r.Event.CorrectionAskedAt != null).ThenBy(r => r.Event.ModerateBy == null).Then(r => r.Event.ModerateBy, down).ThenByDescending(r => r.Event.ChangedAt),
    }).ThenBy(r => r.Event.Id);
}

/// <summary>The agenda, what waits first.</summary>
[Requires(AgendaPermissions.Moderate)]
public sealed class IndexPage(TerrilDb db, ModerateEvent moderate, TimeProvider clock) : TablePage<EventRow, EventOrder>
{
    private const string PublishAct = "publish";

    protected override Table<EventRow, EventOrder> Declare() => new(new("Rendez-vous", "Events"), EventRow.Columns(T, one => Links.To($"{AgendaDesk.Root}/{one.Id}"), clock))
    {
        Filters = [.. EventRow.Filters, new("feed", new("Agenda repris", "Calendar taken"))],
        Acts = [new(PublishAct, new("Publier", "Publish"), new("Ceux qui sont à modérer ou prêts sont publiés ; qui les a annoncés est prévenu.", "Those to moderate or ready are published; who announced them is told."))],
        Id = r => r.Event.Id.ToString(),
        IsExported = true,
    };

    protected override string FileName => "agenda";

    protected override IQueryable<EventRow> Rows(TableAsked<EventOrder> asked)
    {
        var events = db.AgendaEvents.AsNoTracking();
        if (asked["feed"] is { } said) events = Guid.TryParse(said, out var feed) ? events.Where(e => e.FeedId == feed) : events.Where(_ => false);
        return EventRow.Of(events, asked, clock.GetUtcNow());
    }

    protected override IQueryable<EventRow> Sorted(IQueryable<EventRow> rows, EventOrder by, bool down) => EventRow.Sorted(rows, by, down);

    protected override IQueryable<EventRow> Known(IReadOnlyList<string> ids)
    {
        var known = ids.Select(id => Guid.TryParse(id, out var read) ? read : Guid.Empty).ToList();
        return db.AgendaEvents.Where(e => known.Contains(e.Id)).Select(e => new EventRow { Event = e, StartsAt = e.Dates.Min(d => (DateTimeOffset?)d.StartsAt) });
    }

    protected override async Task<string> Apply(string act, IReadOnlyList<EventRow> rows, CancellationToken stop)
    {
        var ready = rows.Select(r => r.Event).Where(e => e.State is EventState.ToModerate or EventState.Ready).ToList();
        foreach (var one in ready) await moderate.Publish(one, stop);
        return T.Count(ready.Count, "rendez-vous publié.", "rendez-vous publiés.", "event published.", "events published.");
    }
}
