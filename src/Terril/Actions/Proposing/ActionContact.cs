namespace Terril.Actions.Proposing;

/// <summary>Who proposed a sheet without an account. The database has only the hash of the secret of their link.</summary>
public sealed class ActionContact
{
    public Guid SheetId { get; init; }

    public string Name { get; set; } = "";

    public string Address { get; init; } = "";

    public string AddressKey { get; init; } = "";

    public string Language { get; init; } = "";

    public string SecretHash { get; set; } = "";

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When they showed that the address is theirs.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>When they last did something here.</summary>
    public DateTimeOffset SeenAt { get; set; }
}
