using Terril.Agenda.Events;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Search;
using Terril.Shared.Wording;
using Terril.Visits.Public;

namespace Terril.Agenda.Public;

/// <summary>A line of the agenda: a date of an event, or a session of a visit.</summary>
/// <param name="Event">Null for a visit.</param>
/// <param name="Visit">Null for an event.</param>
public sealed record AgendaEntry(EventBrief? Event, VisitBrief? Visit, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsAllDay)
{
    /// <summary>This date was moved: when the one that replaces it begins.</summary>
    public DateTimeOffset? MovedTo { get; init; }

    /// <summary>This date alone was taken off.</summary>
    public bool IsCancelled { get; init; }

    public string Path => Event?.Path ?? Visit!.Path;

    public Text Title => Event?.Title ?? Visit!.Title;

    public Text Short => Event?.Short ?? Visit!.Summary;

    public string Place => Event?.Place ?? Visit!.Place;

    public IReadOnlyList<string> Themes => Event?.Themes ?? Visit!.Themes;

    public IReadOnlyList<string> Territories => Event?.Territories ?? Visit!.Territories;

    public bool IsVisit => Visit is not null;

    public EventStatus Status => IsCancelled ? EventStatus.Cancelled : Event?.Status ?? Visit!.Standing switch { VisitStanding.Cancelled => EventStatus.Cancelled, VisitStanding.Moved => EventStatus.Moved, _ => EventStatus.Scheduled };
}

/// <summary>What the agenda holds now: the edition is what a page that shows it was made from.</summary>
public sealed record AgendaHeld(AgendaSaid Said, VisitsNow Visits, CollectivesSaid Who)
{
    public bool IsKnown => Said.Edition.Length > 0 && Visits.Edition.Length > 0;

    public string Edition => $"{Said.Edition} {Visits.Edition} {Who.Edition}";
}

/// <summary>Finds the dates that are asked for: those of events and, by themselves, those of visits.</summary>
public sealed class FindEntries(KnownAgenda known, KnownVisits visits, KnownCollectives collectives, SubjectNames names)
{
    public SubjectNames Names => names;

    public async Task<AgendaHeld> Held(CancellationToken stop) => new(await known.Now(stop), await visits.Now(stop), await collectives.Now(stop));

    /// <summary>In their order, those that touch <c>[from, to[</c>.</summary>
    public IReadOnlyList<AgendaEntry> Between(AgendaHeld held, AgendaAsked asked, DateTimeOffset from, DateTimeOffset to)
    {
        var entries = new List<AgendaEntry>();
        if (asked.Kind is not AgendaAsked.Visits)
        {
            var isAsked = Events(asked, held.Who);
            foreach (var (one, date) in held.Said.Dates)
            {
                var isThere = date.StartsAt < to && (date.EndsAt > from || date.StartsAt >= from);
                var wasThere = !date.IsCancelled && WasThere(date.Previous, date.StartsAt, from, to);
                if ((!isThere && !wasThere) || !isAsked(one)) continue;
                if (isThere) entries.Add(new(one, null, date.StartsAt, date.EndsAt, date.IsAllDay) { IsCancelled = date.IsCancelled });
                if (wasThere) entries.Add(new(one, null, date.Previous!.Value, date.Previous.Value, date.IsAllDay) { MovedTo = date.StartsAt });
            }
        }
        if (asked.Kind is null or AgendaAsked.Visits)
        {
            var isAsked = Sessions(asked);
            foreach (var visit in held.Visits.Said.Sessions.Where(isAsked))
            {
                if (visit.StartsAt < to && visit.EndsAt > from) entries.Add(new(null, visit, visit.StartsAt, visit.EndsAt, false));
                if (WasThere(visit.PreviousStartsAt, visit.StartsAt, from, to)) entries.Add(new(null, visit, visit.PreviousStartsAt!.Value, visit.PreviousStartsAt.Value, false) { MovedTo = visit.StartsAt });
            }
        }
        return [.. entries.OrderBy(e => e.StartsAt).ThenBy(e => e.Path, StringComparer.Ordinal)];
    }

    /// <summary>Whether an event is asked for, whenever it is.</summary>
    public Func<EventBrief, bool> Events(AgendaAsked asked, CollectivesSaid who)
    {
        var isThere = IsThere(asked);
        var words = SearchText.Words(asked.Words);
        var organisation = asked.Organisation is { } slug ? who.Organisations.FirstOrDefault(o => o.Slug == slug)?.Id : null;
        EventKind? kind = asked.Kind is { } said && AgendaAsked.Kinds.TryGetValue(said, out var read) ? read : null;
        return e =>
            (asked.Kind is null || e.Kind == kind)
            && (asked.Theme is null || e.Themes.Contains(asked.Theme, StringComparer.Ordinal))
            && (asked.ForWhom is null || e.Audiences.Count == 0 || e.Audiences.Contains("everybody", StringComparer.Ordinal) || e.Audiences.Contains(asked.ForWhom, StringComparer.Ordinal))
            && (asked.Organisation is null || organisation is not null && who.Organisation(e.Organisation)?.Id == organisation)
            && (!asked.Free || e.IsFree is true)
            && (!asked.Online || e.Attendance != Attendance.OnSite)
            && words.All(word => e.Words.Contains(word, StringComparison.Ordinal))
            && isThere(e.Territories);
    }

    /// <summary>Whether a visit is. It is held on the spot, by the centre, for everybody; what it costs is on its page.</summary>
    public Func<VisitBrief, bool> Sessions(AgendaAsked asked)
    {
        var isThere = IsThere(asked);
        var words = SearchText.Words(asked.Words);
        return v =>
            asked is { Organisation: null, Free: false, Online: false }
            && (asked.Theme is null || v.Themes.Contains(asked.Theme, StringComparer.Ordinal))
            && (words.Count == 0 || SearchText.Normalise($"{v.Title.Fr} {v.Title.En} {v.Place}") is var said && words.All(word => said.Contains(word, StringComparison.Ordinal)))
            && isThere(v.Territories);
    }

    // Moved within a day, it is one line.
    private static bool WasThere(DateTimeOffset? previous, DateTimeOffset starts, DateTimeOffset from, DateTimeOffset to) =>
        previous is { } former && former >= from && former < to && Paris.Day(former) != Paris.Day(starts);

    // A territory is looked up once, however many events are there.
    private Func<IReadOnlyList<string>, bool> IsThere(AgendaAsked asked)
    {
        if (asked.Territory is null) return _ => true;
        var about = names.About(asked.Territory);
        Dictionary<string, bool> found = new(StringComparer.Ordinal);
        return keys => keys.Any(key => found.TryGetValue(key, out var isThere) ? isThere : found[key] = about([key]));
    }
}
