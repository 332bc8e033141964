using Terril.Actions.Census;
using Terril.Shared.Proposing;

namespace Terril.Actions.Proposing;

/// <summary>What is typed by somebody without an account: an action, and how to reach them.</summary>
public sealed class ProposalForm : SheetForm, IProposal
{
    public string? Name { get; set; }

    public string? Address { get; set; }

    /// <summary>They saw those that look the same: this one is another.</summary>
    public bool IsAnother { get; set; }

    public string? Website { get; set; }

    public string? Opened { get; set; }
}
