using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Observatory;
using Terril.Shared.Forms;
using Terril.Shared.Web;

namespace Terril.Shared.Proposing;

/// <summary>The page where anybody proposes something, without account: what was typed is kept whatever is wrong with it.</summary>
public abstract class ProposalPage<TForm>(FormTime time) : FormPage where TForm : class, IProposal, new()
{
    [BindProperty]
    public TForm Form { get; set; } = new();

    /// <summary>Sent back faster than one reads: a person sends it again.</summary>
    public bool IsTooFast { get; private set; }

    protected void Open() => Form.Opened = time.Now();

    /// <summary>Who proposes, once nothing is wrong with what they typed; null otherwise, and the page is shown again.</summary>
    protected (string Name, string Address)? Who()
    {
        var who = Form.Who(Faults);
        IsTooFast = !Faults.Any && !time.HasBeenRead(Form.Opened);
        return Faults.Any || IsTooFast ? null : who;
    }

    /// <summary>The page again; a form that was opened long enough ago need not wait again.</summary>
    protected PageResult Kept()
    {
        if (!time.HasBeenRead(Form.Opened)) Open();
        return Again();
    }

    /// <summary>Proposes it, and goes to the page that thanks; an address that is none is said at its field.</summary>
    protected async Task<IActionResult> Send(Func<Task> propose, string thanks)
    {
        try
        {
            await propose();
        }
        catch (FaultyInputException refusal)
        {
            Faults.Add(nameof(Form.Address), refusal.Findings[0].Message);
            return Kept();
        }
        return Redirect(Links.To(thanks));
    }
}
