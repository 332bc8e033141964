using Microsoft.AspNetCore.Mvc;
using Terril.Accounts.Sessions;
using Terril.Accounts.SignIn;
using Terril.Shared.Access;
using Terril.Shared.Audit;

namespace Terril.Accounts.OneTime;

/// <summary>What an invitation opens.</summary>
[Open]
public sealed class InvitationPage(UseLink links, AuditTrail trail, Shared.Database.TerrilDb db) : DoorPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public AccountLink? Link { get; private set; }

    public async Task OnGet() => Link = await links.Look(Token, LinkPurpose.Invitation, Stop);

    public async Task<IActionResult> OnPost()
    {
        if (await links.Run(Token, LinkPurpose.Invitation, Stop) is not { } link) return Page();
        trail.Record("accounts.invitation.accept", "person", link.PersonId.ToString());
        await db.SaveChangesAsync(Stop);
        return await Admit(link.Person, SignInProof.Link, null);
    }
}
