using Terril.Shared.PersonalData;

namespace Terril.Privacy.Retention;

/// <summary>The controller and the legal basis that were decided in the place of those a room declares.</summary>
internal sealed class PurposeDecision
{
    public string Purpose { get; init; } = "";

    public string Controller { get; set; } = "";

    public LegalBasis Basis { get; set; }

    public DateTimeOffset DecidedAt { get; set; }

    public Guid? DecidedBy { get; set; }
}

/// <summary>The time that was decided in the place of the one a room declares.</summary>
internal sealed class KeepingDecision
{
    public string Holding { get; init; } = "";

    public int Count { get; set; }

    public KeepingUnit Unit { get; set; }

    public DateTimeOffset DecidedAt { get; set; }

    public Guid? DecidedBy { get; set; }

    public Keeping Kept => new(Count, Unit);
}
