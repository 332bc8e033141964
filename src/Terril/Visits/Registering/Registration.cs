namespace Terril.Visits.Registering;

public enum RegistrationState
{
    /// <summary>Has its places.</summary>
    Confirmed,

    /// <summary>In its turn.</summary>
    Waiting,

    /// <summary>Its places are held until it accepts, refuses, or the time is over.</summary>
    Offered,

    /// <summary>By the person, or by staff for them.</summary>
    Cancelled,

    /// <summary>Did not want the places that were offered.</summary>
    Refused,

    /// <summary>Did not answer in time.</summary>
    Expired,

    /// <summary>The session was cancelled, or began while they waited.</summary>
    Over,
}

/// <summary>What somebody comes as.</summary>
public enum VisitorRole
{
    Elected,
    Officer,
    Association,
    Company,
    Teaching,
    Resident,
    Other,
}

/// <summary>A party that comes to a session, or waits for it: one person or a group, under one address.</summary>
public sealed class Registration
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SessionId { get; init; }

    /// <summary>For the rest of a party that chose to come with what was left and to wait for the others: those who come.</summary>
    public Guid? PartOf { get; init; }

    public string ContactName { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>The address as it is looked up.</summary>
    public string AddressKey { get; set; } = "";

    /// <summary>
    /// Unique in a session while it holds or waits, null afterwards: the address, with a mark for the rest of a party. Two
    /// registrations of one address at one instant cannot both be.
    /// </summary>
    public string? HeldBy { get; set; }

    /// <summary><c>fr</c> or <c>en</c>: what is written to them.</summary>
    public string Language { get; init; } = "";

    public string Organisation { get; set; } = "";

    public VisitorRole Role { get; set; }

    /// <summary><c>level:code</c>, when they said it.</summary>
    public string? Territory { get; set; }

    /// <summary>How many people, the contact included.</summary>
    public int Size { get; set; }

    public RegistrationState State { get; set; }

    /// <summary>The order in which it began to wait; it never changes while it waits, and is what the rank is counted by.</summary>
    public int? Turn { get; set; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; set; }

    public DateTimeOffset? OfferedAt { get; set; }

    /// <summary>Until when the offer holds its places.</summary>
    public DateTimeOffset? OfferEndsAt { get; set; }

    /// <summary>When it stopped to hold or wait.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? RemindedAt { get; set; }

    public DateTimeOffset? ThankedAt { get; set; }

    /// <summary>Asked not to be questioned in the months after the visit; they are thanked all the same.</summary>
    public bool RefusesFollowUp { get; set; }

    /// <summary>Who registered them, when it was staff.</summary>
    public Guid? By { get; init; }

    /// <summary>What lists are searched by.</summary>
    public string Words { get; set; } = "";

    /// <summary>All that told of whom they are was taken out; what is left is counted.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }

    public List<Participant> Participants { get; private init; } = [];

    public List<RegistrationStop> Stops { get; private init; } = [];

    /// <summary>Its size counts in what the session has taken.</summary>
    public bool Holds => State is RegistrationState.Confirmed or RegistrationState.Offered;

    /// <summary>It holds places, or waits for some.</summary>
    public bool IsAlive => Holds || State is RegistrationState.Waiting;
}

/// <summary>A person of a party who was named. Those who were not are counted all the same.</summary>
public sealed class Participant
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RegistrationId { get; init; }

    public int Position { get; init; }

    public string Name { get; set; } = "";
}

/// <summary>A stop with a capacity of its own that a party asked for: the whole party is there, or none of it.</summary>
public sealed class RegistrationStop
{
    public Guid RegistrationId { get; init; }

    public Guid StopId { get; init; }

    /// <summary>It has its places at the stop. Else it waits for them, in the order of <see cref="Turn"/>.</summary>
    public bool IsIn { get; set; }

    /// <summary>The order in which it asked for this stop.</summary>
    public int Turn { get; set; }
}

/// <summary>What a party needs to be well received. Perhaps data about health: apart from the rest, read by few, erased soon after the visit.</summary>
public sealed class RegistrationNeeds
{
    public Guid RegistrationId { get; init; }

    public string Access { get; set; } = "";

    public string Diet { get; set; } = "";

    /// <summary>The language in which they would best follow.</summary>
    public string Language { get; set; } = "";

    /// <summary>A sign-language or other interpreter is wanted.</summary>
    public bool Interpreter { get; set; }

    public bool IsEmpty => Access.Length + Diet.Length + Language.Length == 0 && !Interpreter;
}

/// <summary>A link that was sent to a party, by its hash: each mail has one of its own.</summary>
public sealed class RegistrationLink
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RegistrationId { get; init; }

    public string SecretHash { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }
}
