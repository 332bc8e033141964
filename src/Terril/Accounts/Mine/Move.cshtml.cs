using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Accounts.Address;
using Terril.Shared.Desk;

namespace Terril.Accounts.Mine;

/// <summary>What the link sent to a new address opens, for the person who asked for it and nobody else: a mistyped address gives the account to nobody.</summary>
[ProvenLately(IsByLinkEnough = false)]
public sealed class MovePage(MoveToAddress move) : MinePage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public Person Person { get; private set; } = null!;

    /// <summary>The address it gives; null when it serves no more.</summary>
    public string? Email { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        Person = await Me();
        Email = await move.Look(Person, Token, Stop);
        return Email is null ? Over() : Page();
    }

    public async Task<IActionResult> OnPost()
    {
        Person = await Me();
        var proof = await MyProof();
        if (!await move.Run(Person, Token, Stop)) return Over();
        TempData[TableNames.Done] = T["Votre adresse est changée, vos autres sessions sont fermées.", "Your address is changed, your other sessions are closed."];
        return await Open(Person, proof, Links.To("/mon-compte"));
    }

    private PageResult Over()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}
