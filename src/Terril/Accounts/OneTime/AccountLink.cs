using Terril.Shared.Access;

namespace Terril.Accounts.OneTime;

/// <summary>What a link is for.</summary>
public enum LinkPurpose
{
    /// <summary>Signs in.</summary>
    SignIn,

    /// <summary>Signs in somebody who was invited, for the first time.</summary>
    Invitation,

    /// <summary>Lets a forgotten password be replaced.</summary>
    Reset,

    /// <summary>Gives the account the address that it was sent to.</summary>
    Address,
}

/// <summary>A link that was sent or printed. It serves once, until its time; only its hash is kept.</summary>
public sealed class AccountLink
{
    private AccountLink() { }

    public AccountLink(Guid person, LinkPurpose purpose, string secret, string? returnTo, DateTimeOffset now) =>
        (PersonId, Purpose, SecretHash, ReturnTo, CreatedAt, ExpiresAt) = (person, purpose, SecretWord.HashOf(secret), returnTo, now, now + LifeOf(purpose));

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid PersonId { get; private init; }

    public Person Person { get; private init; } = null!;

    public LinkPurpose Purpose { get; private init; }

    public string SecretHash { get; private init; } = "";

    /// <summary>Where the person was going.</summary>
    public string? ReturnTo { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    public DateTimeOffset? UsedAt { get; private init; }

    /// <summary>Where a link leads, from the root of the site.</summary>
    public static string Path(LinkPurpose purpose, string secret) => purpose switch
    {
        LinkPurpose.Invitation => $"/invitation/{secret}",
        LinkPurpose.Reset => $"/mot-de-passe/{secret}",
        LinkPurpose.Address => $"/mon-compte/adresse/{secret}",
        _ => $"/connexion/lien/{secret}",
    };

    public static TimeSpan LifeOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Invitation => TimeSpan.FromDays(7),
        LinkPurpose.Reset or LinkPurpose.Address => TimeSpan.FromHours(1),
        _ => TimeSpan.FromMinutes(15),
    };
}
