using Terril.Observatory;
using Terril.Shared.Files;

namespace Terril.Visits.Catalogue;

/// <summary>Whether people can be recognised in a photo, and what they agreed to. Without an answer it is not published.</summary>
public enum PeopleInPhoto
{
    Unknown,
    Nobody,

    /// <summary>Each person in the foreground agreed in writing.</summary>
    Agreed,
}

/// <summary>A photo of a circuit, or of the day of a session, with what it shows for those who do not see it.</summary>
public sealed class VisitPhoto
{
    /// <summary>The heaviest that is kept: it is sent as it is to each reader of a page.</summary>
    public const int MostBytes = 1_000_000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid? CircuitId { get; init; }

    /// <summary>For the report of that day.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Of the files that were let in.</summary>
    public Guid FileId { get; init; }

    public string AlternativeFr { get; set; } = "";

    public string AlternativeEn { get; set; } = "";

    public PeopleInPhoto People { get; set; }

    public int Position { get; set; }

    public Text Alternative => VisitAbout.Both(AlternativeFr, AlternativeEn);

    /// <summary>It says what it shows, and whether people are recognised: without either it is shown to nobody.</summary>
    public bool IsPublishable => People != PeopleInPhoto.Unknown && AlternativeFr.Length > 0;

    /// <summary>Why a file that passed the gate is not kept; null when it is.</summary>
    public static Text? TooHeavy(StoredFile file) => file.Length <= MostBytes ? null
        : new("Cette photo est trop lourde pour une page : enregistrez-la en JPEG, 1 600 pixels de large, 1 Mo au plus.", "This photo is too heavy for a page: save it as a JPEG, 1,600 pixels wide, 1 MB at most.");
}
