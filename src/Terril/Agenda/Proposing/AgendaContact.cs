namespace Terril.Agenda.Proposing;

/// <summary>Who proposed an event without an account. The database has only the hash of the secret of their link.</summary>
public sealed class AgendaContact
{
    public Guid EventId { get; init; }

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
