using Terril.Observatory;

namespace Terril.Shared.Ui;

/// <summary>The three things that a site may say of its accessibility.</summary>
public enum ComplianceLevel
{
    None,
    Partial,
    Full,
}

/// <summary>What the foot of every page says of accessibility. Until an audit says otherwise, not compliant.</summary>
public sealed class AccessibilityMention
{
    private volatile ComplianceLevel _level;

    public ComplianceLevel Level { get => _level; set => _level = value; }

    public Text Words => _level switch
    {
        ComplianceLevel.Full => new("Accessibilité : totalement conforme", "Accessibility: fully compliant"),
        ComplianceLevel.Partial => new("Accessibilité : partiellement conforme", "Accessibility: partially compliant"),
        _ => new("Accessibilité : non conforme", "Accessibility: not compliant"),
    };
}
