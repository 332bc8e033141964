using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Actions.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Proposing;
using Terril.Shared.Web;

namespace Terril.Actions.Proposing;

/// <summary>A proposal, for whoever has its link: where it stands; confirm it, or correct it until the team has answered. Opening it does nothing.</summary>
[Open]
[Paced(20)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MinePage(TerrilDb db, ProposalContacts contacts, VerifyProposal verify, KnownCollectives collectives, TypedSubjects typed, SubjectNames names) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public SheetForm Form { get; set; } = new();

    public ActionSheet Sheet { get; private set; } = null!;

    public ProposalContact Contact { get; private set; } = null!;

    /// <summary>What was just done, in a word of the address.</summary>
    public string? Just { get; private set; }

    /// <summary>Once the address is shown to be theirs, and until the team has answered.</summary>
    public bool MayCorrect => Sheet.State == ActionState.ToModerate;

    public string Here => $"{ActionPaths.Propose}/{Token}";

    public async Task<IActionResult> OnGet(string? done)
    {
        if (!await Find()) return NotFound();
        Just = done;
        Form.Show(Sheet, typed, await collectives.Now(Stop));
        return Page();
    }

    public async Task<IActionResult> OnPostVerify()
    {
        if (!await Find()) return NotFound();
        await verify.Run(Sheet, Contact, Stop);
        return Redirect(Links.To(Here, ("done", "verify")));
    }

    public async Task<IActionResult> OnPostCorrect()
    {
        if (!await Find()) return NotFound();
        if (!MayCorrect) return Redirect(Links.To(Here));
        if (!Form.Fill(Sheet, typed, names.Themes, await collectives.Now(Stop), Faults)) return Again();
        await verify.Corrected(Sheet, Contact, Stop);
        return Redirect(Links.To(Here, ("done", "correct")));
    }

    private async Task<bool> Find()
    {
        if (await contacts.ByLink(ProposeAction.Room, Token, Stop) is not { } contact) return false;
        (Contact, Sheet) = (contact, await db.ActionSheets.Whole().SingleAsync(s => s.Id == contact.SubjectId, Stop));
        return true;
    }
}
