using Terril.Shared.Access;
using Terril.Shared.Web;

namespace Terril.Accounts.Sessions;

/// <summary>How somebody showed who they are.</summary>
public enum SignInProof
{
    Password,
    Passkey,
    Link,
}

/// <summary>Where a request comes from.</summary>
/// <param name="Address">That of their network: the whole of it would tell more than is needed.</param>
/// <param name="Agent">What the browser says of itself.</param>
public sealed record Whereabouts(string Address, string Agent)
{
    private const int LongestAgent = 250;

    public static Whereabouts Of(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return new(ClientNetwork.Of(context.Connection.RemoteIpAddress).ToString(), agent.Length <= LongestAgent ? agent : agent[..LongestAgent]);
    }
}

/// <summary>A browser in which a person is signed in.</summary>
public sealed class PersonSession
{
    /// <summary>A browser left alone is signed out.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>A working day: one signs in again, however busy.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>What is sensitive asks for a proof that is not older.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    private PersonSession() { }

    public PersonSession(Person person, string secret, SignInProof proof, Whereabouts from, DateTimeOffset now)
    {
        (PersonId, SecretHash, Stamp, Proof, Address, Agent) = (person.Id, SecretWord.HashOf(secret), person.Stamp, proof, from.Address, from.Agent);
        OpenedAt = SeenAt = ProvenAt = now;
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid PersonId { get; private init; }

    public Person Person { get; private init; } = null!;

    public string SecretHash { get; private init; } = "";

    public string Stamp { get; private set; } = "";

    public SignInProof Proof { get; private set; }

    public DateTimeOffset OpenedAt { get; private init; }

    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When the person last showed who they are.</summary>
    public DateTimeOffset ProvenAt { get; private set; }

    public string Address { get; private init; } = "";

    public string Agent { get; private init; } = "";

    public bool IsOpen(Person person, DateTimeOffset now) =>
        person.IsActive && Stamp == person.Stamp && now - SeenAt < Idle && now - OpenedAt < Longest;
}
