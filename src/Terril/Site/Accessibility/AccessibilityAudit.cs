using Terril.Shared.Ui;

namespace Terril.Site.Accessibility;

/// <summary>An audit that was held: who, when, by what means, on which pages, and what it found. It is recorded once.</summary>
public sealed class AccessibilityAudit
{
    /// <summary>An audit speaks for three years (RGAA); then the site is not compliant again.</summary>
    private const int YearsValid = 3;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The day it ended, in Paris.</summary>
    public required DateTimeOffset HeldAt { get; init; }

    public required string Auditor { get; init; }

    /// <summary>Technologies, environment and tools.</summary>
    public required string Means { get; init; }

    /// <summary>What is not mended because it would be a disproportionate burden.</summary>
    public required string Burden { get; init; }

    /// <summary>What the law does not ask.</summary>
    public required string Exempt { get; init; }

    /// <summary>The evidence: <see cref="AuditGrid.Written"/>.</summary>
    public required string Grid { get; init; }

    public required int Valid { get; init; }

    public required int Applicable { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required Guid? RecordedBy { get; init; }

    /// <summary>Valid criteria over applicable ones, in percent, never rounded up.</summary>
    public decimal Rate => Applicable == 0 ? 0 : Math.Floor(10_000m * Valid / Applicable) / 100;

    public bool SpeaksAt(DateTimeOffset now) => HeldAt <= now && now < HeldAt.AddYears(YearsValid);

    public ComplianceLevel Level => Applicable == 0 ? ComplianceLevel.None : Valid == Applicable ? ComplianceLevel.Full : 2 * Valid >= Applicable ? ComplianceLevel.Partial : ComplianceLevel.None;
}
