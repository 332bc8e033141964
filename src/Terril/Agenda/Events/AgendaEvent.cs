using Terril.Observatory;
using Terril.Shared.Wording;

namespace Terril.Agenda.Events;

/// <summary>What kind of event it is.</summary>
public enum EventKind
{
    Other,
    Workshop,
    Webinar,
    Conference,
    Training,
    Exhibition,
    Show,
    Outing,
    Meeting,
}

/// <summary>How one takes part.</summary>
public enum Attendance
{
    OnSite,
    Online,
    Both,
}

/// <summary>What became of what was announced.</summary>
public enum EventStatus
{
    Scheduled,
    Moved,
    Cancelled,
    Full,
}

/// <summary>How far an event is from being read by everybody.</summary>
public enum EventState
{
    /// <summary>Proposed by an address that has not shown that it is theirs.</summary>
    Unverified,
    ToModerate,

    /// <summary>Read and found good; it waits to be published.</summary>
    Ready,
    Published,
    Refused,

    /// <summary>Taken out, here or by its source.</summary>
    Withdrawn,
}

/// <summary>
/// An event of the shared agenda, with its dates. One that comes from a feed is kept as its source tells it, and is not edited here. Whom
/// it came from is apart, in <see cref="Shared.Proposing.ProposalContact"/>. English may be empty: the French is then shown.
/// </summary>
public sealed class AgendaEvent
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Its name in addresses, for ever once it is published.</summary>
    public string Slug { get; set; } = "";

    public string TitleFr { get; set; } = "";

    public string TitleEn { get; set; } = "";

    public string WhatFr { get; set; } = "";

    public string WhatEn { get; set; } = "";

    public EventKind Kind { get; set; }

    public Attendance Attendance { get; set; }

    public string PlaceName { get; set; } = "";

    public string PlaceAddress { get; set; } = "";

    /// <summary>Where it is followed from afar.</summary>
    public string OnlineLink { get; set; } = "";

    /// <summary>Where, <c>level:code</c>, as <see cref="Shared.Database.SpacedKeys"/>; so are themes, audiences and languages.</summary>
    public string Territories { get; set; } = "";

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>The organisation that holds it, when it is known here.</summary>
    public Guid? OrganisationId { get; set; }

    public string OrganiserName { get; set; } = "";

    public string Themes { get; set; } = "";

    /// <summary>Keys of <see cref="AgendaWords.Audiences"/>; none is everybody.</summary>
    public string Audiences { get; set; } = "";

    public string Languages { get; set; } = "";

    /// <summary>What makes it easier, or not, for who moves, sees, hears or reads with difficulty.</summary>
    public string Access { get; set; } = "";

    /// <summary>Null when nothing is said of it.</summary>
    public bool? IsFree { get; set; }

    public string Price { get; set; } = "";

    public string RegistrationLink { get; set; } = "";

    /// <summary>Its page elsewhere.</summary>
    public string Page { get; set; } = "";

    public EventStatus Status { get; set; }

    /// <summary>Why it is cancelled or moved, in a sentence.</summary>
    public string StatusSays { get; set; } = "";

    /// <summary>One more at each change of time or place, once it is published: calendars keep the latest.</summary>
    public int Sequence { get; set; }

    public EventState State { get; set; }

    /// <summary>Why it was refused or taken out, or what is to be corrected: its author reads it.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The event that this one tells again: it is the other that is shown.</summary>
    public Guid? SameAs { get; set; }

    /// <summary>The feed that it is read in; null for one that was written here.</summary>
    public Guid? FeedId { get; set; }

    public string FeedUid { get; set; } = "";

    /// <summary>Which date of a repeated event it replaces; empty for the event itself.</summary>
    public string FeedRecurrence { get; set; } = "";

    /// <summary>Of what its source said the last time.</summary>
    public string FeedHash { get; set; } = "";

    /// <summary>Until when somebody is to say yes or no.</summary>
    public DateTimeOffset? ModerateBy { get; set; }

    /// <summary>Its author has the turn.</summary>
    public DateTimeOffset? CorrectionAskedAt { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When its last date is over.</summary>
    public DateTimeOffset EndsAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>What lists are searched by.</summary>
    public string Words { get; set; } = "";

    public List<AgendaDate> Dates { get; private init; } = [];

    public Text Title => Both(TitleFr, TitleEn);

    public Text What => Both(WhatFr, WhatEn);

    public bool IsPublished => State == EventState.Published;

    /// <summary>Somebody of the team is to say yes or no, and it is their turn.</summary>
    public bool WaitsForTeam => State == EventState.ToModerate && CorrectionAskedAt is null;

    internal static Text Both(string fr, string en) => new(fr, en.Length > 0 ? en : fr);
}

/// <summary>A date of an event. Of whole days, the bounds are midnights of Paris.</summary>
public sealed class AgendaDate
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid EventId { get; init; }

    public DateTimeOffset StartsAt { get; set; }

    /// <summary>The first instant when it is over; that of the beginning when no end is told.</summary>
    public DateTimeOffset EndsAt { get; set; }

    public bool IsAllDay { get; set; }

    /// <summary>When it was to begin, before it was moved.</summary>
    public DateTimeOffset? PreviousStartsAt { get; set; }

    /// <summary>It was said, and is no more.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>The last day that it lasts.</summary>
    public DateOnly LastDay => Paris.Day(EndsAt > StartsAt ? EndsAt.AddTicks(-1) : EndsAt);
}
