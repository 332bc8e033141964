using Terril.Agenda.Events;
using Terril.Agenda.Public;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Shared.Database;

namespace Terril.Agenda.Api;

/// <summary>A part of the agenda.</summary>
/// <param name="Data">By date.</param>
/// <param name="Count">How many dates are found, on all pages.</param>
/// <param name="Next">Address of the next page, from the root of the host; null on the last one.</param>
public sealed record AgendaPage<T>(IReadOnlyList<T> Data, int Count, string? Next);

/// <summary>One event.</summary>
public sealed record EventAnswer<T>(T Data);

/// <summary>A date of the agenda: of an event, or of a visit.</summary>
/// <param name="Type">`event` or `visit`.</param>
/// <param name="Slug">Name of the event or of the session in addresses; an event has one for all of its dates.</param>
/// <param name="Kind">What kind of event it is; null for a visit.</param>
/// <param name="StartsAt">In UTC; of whole days, midnight of Paris.</param>
/// <param name="EndsAt">The first instant when it is over; that of the beginning when no end is told.</param>
/// <param name="AllDay">It lasts whole days.</param>
/// <param name="MovedTo">When this date was replaced by another: when that one begins.</param>
/// <param name="Status">`scheduled`, `moved`, `cancelled` or `full`.</param>
/// <param name="Place">Name of the place; empty when it is only online.</param>
/// <param name="Online">It can be followed from afar.</param>
/// <param name="Organiser">Who holds it; null for the visits of the centre.</param>
/// <param name="Organisation">Slug of that organisation, when it is known here.</param>
/// <param name="Free">Null when nothing is said of it.</param>
/// <param name="Themes">Keys of themes.</param>
/// <param name="Territories">Where, as `level:code`.</param>
/// <param name="Audiences">Whom it is for; empty for everybody.</param>
/// <param name="Page">Its page, from the root of the host.</param>
public sealed record AgendaDateSummary(
    string Type, string Slug, Text Title, EventKind? Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool AllDay, DateTimeOffset? MovedTo, EventStatus Status, string Place, bool Online,
    string? Organiser, string? Organisation, bool? Free, IReadOnlyList<string> Themes, IReadOnlyList<string> Territories, IReadOnlyList<string> Audiences, string Page)
{
    internal static AgendaDateSummary Of(AgendaEntry e, CollectivesSaid who) => new(
        e.IsVisit ? "visit" : "event", e.Event?.Slug ?? e.Visit!.Slug, e.Title, e.Event?.Kind, e.StartsAt, e.EndsAt, e.IsAllDay, e.MovedTo, e.Status, e.Place, e.Event is { Attendance: not Attendance.OnSite },
        e.Event is { } one ? who.Organisation(one.Organisation)?.Name ?? one.OrganiserName : null, who.Organisation(e.Event?.Organisation)?.Slug, e.Event?.IsFree, e.Themes, e.Territories, e.Event?.Audiences ?? [], e.Path);
}

/// <summary>A date of an event.</summary>
/// <param name="Previous">When it was to begin, before it was moved.</param>
/// <param name="Cancelled">It was said, and is no more.</param>
public sealed record EventDate(DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool AllDay, DateTimeOffset? Previous, bool Cancelled);

/// <summary>An event, in full. Nothing of who proposed it.</summary>
/// <param name="Slug">Its name in addresses; it never changes.</param>
/// <param name="What">What happens there.</param>
/// <param name="StatusSays">Why it is moved or cancelled.</param>
/// <param name="Attendance">`onSite`, `online` or `both`.</param>
/// <param name="OnlineLink">Where it is followed from afar.</param>
/// <param name="Access">What makes it easier for who moves, sees, hears or reads with difficulty.</param>
/// <param name="Languages">Codes of the languages in which it is held.</param>
/// <param name="Feed">Name of the calendar in which it was read; null for one that was written here.</param>
/// <param name="Sequence">One more at each change of time or place.</param>
/// <param name="ChangedAt">When something of it was last changed; in UTC.</param>
public sealed record EventDetails(
    string Slug, Text Title, Text What, EventKind Kind, EventStatus Status, string StatusSays, IReadOnlyList<EventDate> Dates, Attendance Attendance, string PlaceName, string PlaceAddress, double? Latitude, double? Longitude,
    string? OnlineLink, string Organiser, string? Organisation, bool? Free, string Price, string? RegistrationLink, string? Link, string Access, IReadOnlyList<string> Themes, IReadOnlyList<string> Territories,
    IReadOnlyList<string> Audiences, IReadOnlyList<string> Languages, string? Feed, int Sequence, DateTimeOffset ChangedAt, string Page)
{
    internal static EventDetails Of(AgendaEvent e, OrganisationBrief? organisation, string? feed) => new(
        e.Slug, e.Title, e.What, e.Kind, e.Status, e.StatusSays, [.. e.Dates.OrderBy(d => d.StartsAt).Select(d => new EventDate(d.StartsAt, d.EndsAt, d.IsAllDay, d.PreviousStartsAt, d.IsCancelled))],
        e.Attendance, e.PlaceName, e.PlaceAddress, e.Latitude, e.Longitude, Said(e.OnlineLink), organisation?.Name ?? e.OrganiserName, organisation?.Slug, e.IsFree, e.Price, Said(e.RegistrationLink), Said(e.Page), e.Access,
        SpacedKeys.List(e.Themes), SpacedKeys.List(e.Territories), SpacedKeys.List(e.Audiences), SpacedKeys.List(e.Languages), feed, e.Sequence, e.ChangedAt, AgendaPaths.Event(e.Slug));

    private static string? Said(string words) => words.Length > 0 ? words : null;
}
