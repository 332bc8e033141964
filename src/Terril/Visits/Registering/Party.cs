namespace Terril.Visits.Registering;

/// <summary>What a party does when fewer places are left than it asks.</summary>
public enum WhenShort
{
    /// <summary>It has not said: it is asked.</summary>
    Ask,

    /// <summary>Waits together; nothing is taken now.</summary>
    WaitTogether,

    /// <summary>Comes with what is left, and waits for the others.</summary>
    Split,

    /// <summary>Comes with what is left, and that is all.</summary>
    ComeFewer,
}

/// <summary>Who asks to come, and with whom.</summary>
/// <param name="Address">As it was typed; it was seen to be one.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="Territory"><c>level:code</c>, when it is known.</param>
/// <param name="Size">The contact included.</param>
public sealed record Party(string ContactName, string Address, string Language, string Organisation, VisitorRole Role, string? Territory, int Size)
{
    public WhenShort WhenShort { get; init; }

    /// <summary>Of those who were named.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Those of the stops with a capacity of their own where the whole party wants to be.</summary>
    public IReadOnlyCollection<Guid> Stops { get; init; } = [];

    public PartyNeeds? Needs { get; init; }

    /// <summary>They ticked the box of car sharing.</summary>
    public bool WantsToShareCars { get; init; }

    /// <summary>Path of the page where they were.</summary>
    public string Page { get; init; } = "";

    /// <summary>Who registers them, when it is staff.</summary>
    public Guid? By { get; init; }
}

public sealed record PartyNeeds(string Access, string Diet, string Language, bool Interpreter)
{
    public bool IsEmpty => Access.Length + Diet.Length + Language.Length == 0 && !Interpreter;
}

/// <summary>What came of asking to come.</summary>
public abstract record RegistrationOutcome
{
    private RegistrationOutcome() { }

    /// <summary>The places are theirs; some of the party may wait, by its own choice.</summary>
    public sealed record Registered(Guid Registration, int Size, int Waiting = 0, int Rank = 0) : RegistrationOutcome;

    public sealed record OnWaitingList(Guid Registration, int Size, int Rank) : RegistrationOutcome;

    /// <summary>Fewer places are left than were asked, and the party did not say what it prefers.</summary>
    public sealed record MustChoose(int Left) : RegistrationOutcome;

    /// <summary>This address comes or waits already: it was told so by mail, and the page says the same to everybody.</summary>
    public sealed record AlreadyRegistered : RegistrationOutcome;

    /// <summary>It is too early, too late, cancelled, or for a group.</summary>
    public sealed record NotOpen : RegistrationOutcome;
}
