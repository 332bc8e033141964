using Terril.Shared.Forms;

namespace Terril.Shared.Proposing;

/// <summary>A form that anybody sends without an account: who they are, and what tells a robot. <c>_Proposer.cshtml</c> writes its fields.</summary>
public interface IProposal
{
    string? Name { get; }

    string? Address { get; }

    /// <summary>A field that nobody sees: what fills it fills everything.</summary>
    string? Website { get; }

    /// <summary>When the form was opened, sealed.</summary>
    string? Opened { get; set; }
}

internal static class ProposalFields
{
    /// <summary>Who proposes, or what is wrong with how they say it.</summary>
    public static (string Name, string Address) Who(this IProposal form, FormFaults faults)
    {
        var who = (faults.Line(nameof(form.Name), form.Name, 100, isNeeded: true), faults.Address(nameof(form.Address), form.Address, isNeeded: true));
        if (!string.IsNullOrEmpty(form.Website)) faults.Add(nameof(form.Website), "laissez ce champ vide : il sert à reconnaître les robots", "leave this field empty: it tells robots apart");
        return who;
    }
}
