using Terril.Agenda.Events;
using Terril.Shared.Proposing;

namespace Terril.Agenda.Proposing;

/// <summary>What is typed by somebody without an account: an event, and how to reach them.</summary>
public sealed class ProposalForm : EventForm, IProposal
{
    public string? Name { get; set; }

    public string? Address { get; set; }

    public string? Website { get; set; }

    public string? Opened { get; set; }
}
