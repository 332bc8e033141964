using Terril.Actions.Census;
using Terril.Shared.Forms;

namespace Terril.Actions.Proposing;

/// <summary>What is typed by somebody without an account: an action, and how to reach them.</summary>
public sealed class ProposalForm : SheetForm
{
    public string? Name { get; set; }

    public string? Address { get; set; }

    /// <summary>They saw those that look the same: this one is another.</summary>
    public bool IsAnother { get; set; }

    /// <summary>A field that nobody sees: what fills it fills everything.</summary>
    public string? Website { get; set; }

    /// <summary>When the form was opened, sealed.</summary>
    public string? Opened { get; set; }

    /// <summary>Who proposes, or what is wrong with how they say it.</summary>
    public (string Name, string Address) Who(FormFaults faults)
    {
        var who = (faults.Line(nameof(Name), Name, 100, isNeeded: true), faults.Address(nameof(Address), Address, isNeeded: true));
        if (!string.IsNullOrEmpty(Website)) faults.Add(nameof(Website), "laissez ce champ vide : il sert à reconnaître les robots", "leave this field empty: it tells robots apart");
        return who;
    }
}
