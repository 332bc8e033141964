namespace Terril.Collectives.Joining;

/// <summary>Who asked for an organisation that nobody represented here yet: by mail, without account, until it is answered.</summary>
public sealed class JoinRequest
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid CollectiveId { get; init; }

    public Guid OrganisationId { get; set; }

    public Guid? CharterId { get; init; }

    public string ContactName { get; set; } = "";

    public string Address { get; set; } = "";

    public string AddressKey { get; set; } = "";

    public string Language { get; init; } = "";

    /// <summary>Of the link by which the address shows that it is theirs.</summary>
    public string SecretHash { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? VerifiedAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }
}
