using Terril.Observatory;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Sessions;

public enum SessionState
{
    Draft,
    Published,

    /// <summary>It takes place, another day than first said.</summary>
    Moved,
    Cancelled,
    Done,
}

/// <summary>Who may come.</summary>
public enum Audience
{
    Everybody,

    /// <summary>A group that was agreed with: no registration on the site.</summary>
    Group,
}

/// <summary>How places that are freed are given to those who wait.</summary>
public enum WaitingRule
{
    /// <summary>In the order of arrival: while the first does not fit, one waits for them.</summary>
    StrictOrder,

    /// <summary>In the order of arrival, but a smaller party passes where the first does not fit; who is passed keeps their rank.</summary>
    BestFit,
}

/// <summary>
/// A visit on a date: a circuit, or a one-off. The counters of its places are in this row, which is locked before they change;
/// no other code writes them than the acts of Registering and what is noted at the door.
/// </summary>
public sealed class VisitSession
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Null for a one-off.</summary>
    public Guid? CircuitId { get; init; }

    /// <summary>Its name in addresses; it never changes once published.</summary>
    public string Slug { get; set; } = "";

    public VisitAbout About { get; set; } = new();

    public SessionState State { get; set; } = SessionState.Draft;

    public Audience Audience { get; set; }

    /// <summary>The group that it is for.</summary>
    public string GroupName { get; set; } = "";

    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>When it was to begin, before it was last moved.</summary>
    public DateTimeOffset? PreviousStartsAt { get; set; }

    /// <summary>One more at each change that a calendar must know.</summary>
    public int Sequence { get; set; }

    public string MeetingFr { get; set; } = "";

    public string MeetingEn { get; set; } = "";

    public string TransportFr { get; set; } = "";

    public string TransportEn { get; set; } = "";

    /// <summary>What to bring, meals, photos.</summary>
    public string PracticalFr { get; set; } = "";

    public string PracticalEn { get; set; } = "";

    public string AccessFr { get; set; } = "";

    public string AccessEn { get; set; } = "";

    /// <summary>Why it was moved or cancelled, as everybody was told.</summary>
    public string ReasonFr { get; set; } = "";

    public string ReasonEn { get; set; } = "";

    public string OrganiserName { get; set; } = "";

    public string OrganiserAddress { get; set; } = "";

    public string OrganiserPhone { get; set; } = "";

    /// <summary>Changed by an act alone once published: more places are given to those who wait.</summary>
    public int Capacity { get; set; }

    /// <summary>Places of those who are confirmed, those held by an offer, and those of who was let in at the door. The door refuses nobody who is there: it may be more than the capacity.</summary>
    public int Taken { get; internal set; }

    /// <summary>How many registrations wait.</summary>
    public int Waiting { get; internal set; }

    /// <summary>The turn of the last who began to wait.</summary>
    public int LastTurn { get; internal set; }

    /// <summary>One more each time that the row is locked for a change of places.</summary>
    public long Version { get; internal set; }

    public WaitingRule Rule { get; set; }

    /// <summary>The most that one registration may ask.</summary>
    public int LargestParty { get; set; } = 30;

    public DateTimeOffset? RegistrationOpensAt { get; set; }

    /// <summary>When it begins, if not said.</summary>
    public DateTimeOffset? RegistrationClosesAt { get; set; }

    /// <summary>Zero for a visit that is free.</summary>
    public int PriceCents { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>What lists are searched by.</summary>
    public string Words { get; set; } = "";

    public List<SessionStop> Stops { get; private init; } = [];

    public Text Meeting => VisitAbout.Both(MeetingFr, MeetingEn);

    public Text Transport => VisitAbout.Both(TransportFr, TransportEn);

    public Text Practical => VisitAbout.Both(PracticalFr, PracticalEn);

    public Text Access => VisitAbout.Both(AccessFr, AccessEn);

    public Text Reason => VisitAbout.Both(ReasonFr, ReasonEn);

    /// <summary>What nobody holds.</summary>
    public int Free => Math.Max(0, Capacity - Taken);

    /// <summary>It is to be: on the site, and neither cancelled nor over.</summary>
    public bool IsOn => State is SessionState.Published or SessionState.Moved;

    /// <summary>What somebody who comes now may take: in strict order nothing, while others wait.</summary>
    public int Left => Rule == WaitingRule.StrictOrder && Waiting > 0 ? 0 : Free;

    /// <summary>One may register at this instant, be it to wait.</summary>
    public bool TakesRegistrations(DateTimeOffset now) =>
        IsOn && Audience == Audience.Everybody && now < StartsAt && now < ClosesAt && (RegistrationOpensAt is null || RegistrationOpensAt <= now);

    public DateTimeOffset ClosesAt => RegistrationClosesAt ?? StartsAt;
}
