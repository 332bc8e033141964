using Terril.Agenda.Events;
using Terril.Observatory;
using Terril.Shared.Cache;

namespace Terril.Agenda.Public;

/// <summary>A date of an event, as lists show it.</summary>
/// <param name="Previous">When it was to begin, before it was moved.</param>
/// <param name="IsCancelled">It was said, and is no more; or the whole event is.</param>
public sealed record DateBrief(Guid Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsAllDay, DateTimeOffset? Previous, bool IsCancelled);

/// <summary>An event in a few lines.</summary>
/// <param name="Place">Name of the place, and its commune when it is known.</param>
/// <param name="IsWithdrawn">It was published and is no more: calendars alone tell it.</param>
/// <param name="Words">What it is searched by.</param>
public sealed record EventBrief(
    Guid Id, string Slug, Text Title, Text Short, EventKind Kind, Attendance Attendance, string Place, Guid? Organisation, string OrganiserName, bool? IsFree, EventStatus Status, int Sequence,
    bool IsWithdrawn, bool IsOfFeed, IReadOnlyList<string> Themes, IReadOnlyList<string> Territories, IReadOnlyList<string> Audiences, DateTimeOffset ChangedAt, string Words, IReadOnlyList<DateBrief> Dates)
{
    /// <summary>Its page.</summary>
    public string Path => AgendaPaths.Event(Slug);

    public DateTimeOffset EndsAt { get; } = Dates.Select(d => d.EndsAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
}

/// <summary>All that the room says at one moment.</summary>
/// <param name="All">By key: those that are published, and those that were and whose dates calendars may still have.</param>
public sealed record AgendaSaid(string Edition, DateTimeOffset ChangedAt, DateTimeOffset Since, DateTimeOffset Until, IReadOnlyDictionary<Guid, EventBrief> All) : ISaid
{
    /// <summary>The dates of what is published, in order.</summary>
    public IReadOnlyList<(EventBrief Event, DateBrief Date)> Dates { get; } =
        [.. All.Values.Where(e => !e.IsWithdrawn).SelectMany(e => e.Dates.Select(d => (e, d))).OrderBy(d => d.d.StartsAt).ThenBy(d => d.e.Slug, StringComparer.Ordinal)];

    public IReadOnlySet<string> Themes { get; } = Used(All, e => e.Themes);

    public IReadOnlySet<string> Territories { get; } = Used(All, e => e.Territories);

    public IReadOnlySet<string> Audiences { get; } = Used(All, e => e.Audiences);

    private static HashSet<string> Used(IReadOnlyDictionary<Guid, EventBrief> all, Func<EventBrief, IReadOnlyList<string>> of) => all.Values.Where(e => !e.IsWithdrawn).SelectMany(of).ToHashSet(StringComparer.Ordinal);
}
