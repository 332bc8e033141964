namespace Terril.Visits.Registering;

public enum TrailKind
{
    Confirmed,
    Waits,

    /// <summary>Places were freed, and it was its turn: an offer.</summary>
    Offered,
    Accepted,
    Refused,
    Expired,
    Cancelled,
    SizeChanged,
    NamesChanged,
    StopsChanged,

    /// <summary>It got its places at a stop.</summary>
    StopGiven,
    SessionMoved,
    SessionCancelled,
    CapacityChanged,

    /// <summary>A smaller party passed it, by the rule of best fit or because it can never fit; it keeps its rank.</summary>
    Passed,
    Over,

    /// <summary>The mail of its offer had not left when its time was over: the time begins again.</summary>
    OfferedAgain,
}

/// <summary>Why places were given, or what was done.</summary>
public enum TrailReason
{
    None,
    PlacesLeft,
    SomebodyCancelled,
    SomebodyIsFewer,
    OfferRefused,
    OfferExpired,
    CapacityRaised,
    ByThePerson,
    ByStaff,

    /// <summary>It is more than all that the visit, or the stop, takes.</summary>
    TooLarge,
}

/// <summary>What happened to a registration. Written once, never changed: the party reads it, and so does whoever doubts that the rule was kept.</summary>
public sealed class RegistrationEvent
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RegistrationId { get; init; }

    public Guid SessionId { get; init; }

    public DateTimeOffset At { get; init; }

    public TrailKind Kind { get; init; }

    public TrailReason Reason { get; init; }

    /// <summary>Its rank among those who waited, at that instant.</summary>
    public int? Rank { get; init; }

    /// <summary>Its size then.</summary>
    public int Size { get; init; }

    /// <summary>What the session had free before, for what gives places.</summary>
    public int? Free { get; init; }

    /// <summary>The stop, for what is about one.</summary>
    public Guid? StopId { get; init; }
}
