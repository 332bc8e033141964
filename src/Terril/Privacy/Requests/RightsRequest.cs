using System.Security.Cryptography;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Requests;

public enum RequestState
{
    Open,
    Granted,
    Refused,
}

/// <summary>Something a person asked about their data that needs a human, and the month that the law gives to answer.</summary>
public sealed class RightsRequest
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no I, L, O, U to misread

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Eight symbols that one can read out on the telephone.</summary>
    public string Reference { get; private init; } = $"{RandomNumberGenerator.GetString(Symbols, 4)}-{RandomNumberGenerator.GetString(Symbols, 4)}";

    public string? Address { get; init; }

    public string Mark { get; init; } = "";

    public string Language { get; init; } = "fr";

    public string Purpose { get; init; } = "";

    public Right Asks { get; init; }

    /// <summary>What the person wrote.</summary>
    public string Said { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>One month later: GDPR article 12(3).</summary>
    public DateTimeOffset DueAt { get; init; }

    public RequestState State { get; set; }

    /// <summary>What was answered, and why.</summary>
    public string? Reply { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public Guid? AnsweredBy { get; set; }
}
