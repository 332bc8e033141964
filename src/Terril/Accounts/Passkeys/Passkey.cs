namespace Terril.Accounts.Passkeys;

/// <summary>A public key of which a device of the person keeps the other half.</summary>
public sealed class Passkey
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid PersonId { get; init; }

    /// <summary>The device’s own name for it, base64url.</summary>
    public string CredentialId { get; init; } = "";

    /// <summary>COSE, base64url.</summary>
    public string PublicKey { get; init; } = "";

    /// <summary>What the person calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>How often it has signed, as far as it counts.</summary>
    public long SignCount { get; set; }

    /// <summary>How a browser may reach it, separated by spaces.</summary>
    public string Transports { get; init; } = "";

    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
