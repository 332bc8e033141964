using Terril.Shared.PersonalData;

namespace Terril.Privacy.Consent;

internal enum ConsentKind
{
    Asked,
    Confirmed,
    Withdrawn,
}

/// <summary>A line of the ledger: something that happened to a consent, and its proof. Never changed; with time, the address goes.</summary>
internal sealed class ConsentEvent
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Of which consent: asked once, confirmed at most once, withdrawn at most once.</summary>
    public Guid ConsentId { get; init; }

    public ConsentKind Kind { get; init; }

    public string Purpose { get; init; } = "";

    /// <summary>Version of the words that were shown.</summary>
    public int Version { get; init; }

    /// <summary>In which language they were read.</summary>
    public string Language { get; init; } = "fr";

    public string? Address { get; init; }

    /// <summary>Keyed hash of the address.</summary>
    public string Mark { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>The page where it happened.</summary>
    public string Page { get; init; } = "";

    /// <summary>How: <c>POST</c> of a form, <c>one-click</c> of a mail reader, <c>paper</c>…</summary>
    public string Method { get; init; } = "";

    /// <summary>What shows that it was this person: the link that their mail alone held, a paper with its number.</summary>
    public string ProvedBy { get; init; } = "";

    public string Controller { get; init; } = "";

    public LegalBasis Basis { get; init; }

    /// <summary>The next line about the same consent.</summary>
    public ConsentEvent Then(ConsentKind kind, DateTimeOffset at, string page, string method, string proof) => new()
    {
        ConsentId = ConsentId, Kind = kind, Purpose = Purpose, Version = Version, Language = Language, Address = Address, Mark = Mark,
        At = at, Page = page, Method = method, ProvedBy = proof, Controller = Controller, Basis = Basis,
    };
}

/// <summary>Whom not to write to for a purpose, known by keyed hash alone.</summary>
internal sealed class Suppression
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Mark { get; init; } = "";

    public string Purpose { get; init; } = "";

    public DateTimeOffset Since { get; init; }

    /// <summary><c>withdrawn</c>, <c>bounced</c>, <c>complained</c>.</summary>
    public string Reason { get; init; } = "";
}
