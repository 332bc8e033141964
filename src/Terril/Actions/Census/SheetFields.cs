using Terril.Shared.Forms;

namespace Terril.Actions.Census;

/// <summary>The fields of an action, as <c>_Form.cshtml</c> writes them.</summary>
public sealed record SheetFields(SheetForm Form, FormFaults Faults)
{
    /// <summary>For somebody without an account: what is needed, and little more.</summary>
    public bool IsShort { get; init; }

    /// <summary>Who leads it, whatever is typed.</summary>
    public string? Lead { get; init; }
}
