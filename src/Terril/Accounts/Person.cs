using Terril.Shared.Access;
using Terril.Shared.PersonalData;
using Terril.Shared.Search;

namespace Terril.Accounts;

/// <summary>Somebody who has an account. They may sign in by a link sent to their address, whatever else they have set.</summary>
public sealed class Person
{
    private Person() { }

    public Person(string email, string name, string language, DateTimeOffset now)
    {
        (Email, EmailKey, CreatedAt, SeenAt) = (email.Trim(), KeyOf(email), now, now);
        Describe(name, language);
        CloseSessions();
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>As it was given: mail goes to this one, never to the one somebody has just typed.</summary>
    public string Email { get; private set; } = "";

    /// <summary>What two ways of writing an address have in common.</summary>
    public string EmailKey { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The language of what is sent to them.</summary>
    public string Language { get; private set; } = "";

    /// <summary>What the list of people is searched by.</summary>
    public string Words { get; private set; } = "";

    /// <summary>False for somebody whose account was closed: what they did stays under their name.</summary>
    public bool IsActive { get; private set; } = true;

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When they last signed in; when the account was opened, until they do.</summary>
    public DateTimeOffset SeenAt { get; private init; }

    /// <summary>Changes with whatever proves who they are: a session opened under another one is closed.</summary>
    public string Stamp { get; private set; } = "";

    public string? PasswordHash { get; private set; }

    public DateTimeOffset? PasswordAt { get; private set; }

    /// <summary>What an authenticator application shares, protected by the keys of the site.</summary>
    public string? TotpSecret { get; private set; }

    public DateTimeOffset? TotpAt { get; private set; }

    /// <summary>The last interval of which a code was accepted: neither it nor an earlier one serves again.</summary>
    public long TotpStep { get; private set; }

    public List<PersonRole> Roles { get; private init; } = [];

    public bool HasTotp => TotpSecret is not null;

    public bool HasPassword => PasswordHash is not null;

    public bool Is(Role role) => Roles.Exists(r => r.Role == role);

    public static string KeyOf(string email) => PersonAddress.Normal(email);

    public void Give(Role role, Guid? organisation = null)
    {
        if (Roles.Find(r => r.Role == role) is { } held) held.OrganisationId = organisation;
        else Roles.Add(new() { PersonId = Id, Role = role, OrganisationId = organisation });
    }

    public void Take(Role role) => Roles.RemoveAll(r => r.Role == role);

    /// <summary>Closes every session, those being opened too.</summary>
    public void CloseSessions() => Stamp = SecretWord.New();

    public void Describe(string name, string language) => (Name, Language, Words) = (name.Trim(), language, SearchText.Normalise($"{name} {Email}"));

    public void SetPassword(string hash, DateTimeOffset now)
    {
        (PasswordHash, PasswordAt) = (hash, now);
        CloseSessions();
    }

    public void MoveTo(string email)
    {
        (Email, EmailKey) = (email.Trim(), KeyOf(email));
        Describe(Name, Language);
        CloseSessions();
    }

    /// <param name="secret">What the authenticator shares, protected.</param>
    /// <param name="step">The interval of the code that proved that it does.</param>
    public void TurnOnTotp(string secret, long step, DateTimeOffset now)
    {
        (TotpSecret, TotpAt, TotpStep) = (secret, now, step);
        CloseSessions();
    }

    public void TurnOffTotp()
    {
        (TotpSecret, TotpAt) = (null, null);
        CloseSessions();
    }

    public void Deactivate()
    {
        IsActive = false;
        CloseSessions();
    }

    public void Reactivate() => IsActive = true;
}

/// <summary>A role of a person.</summary>
public sealed class PersonRole
{
    public Guid PersonId { get; init; }

    public Role Role { get; init; }

    /// <summary>The organisation it is held for, if it is held for one.</summary>
    public Guid? OrganisationId { get; set; }
}
