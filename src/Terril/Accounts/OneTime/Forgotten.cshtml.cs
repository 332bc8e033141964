using Microsoft.AspNetCore.Mvc;
using Terril.Accounts.SignIn;
using Terril.Shared.Access;

namespace Terril.Accounts.OneTime;

/// <summary>Asks for a link that replaces a forgotten password.</summary>
[Open]
public sealed class ForgottenPage(SendLink links) : DoorPage
{
    public bool IsMissing { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPost(string? email)
    {
        IsMissing = string.IsNullOrWhiteSpace(email);
        if (IsMissing) return Page();
        await links.Run(email!, LinkPurpose.Reset, null, Stop);
        return Redirect(Links.To("/connexion/lien"));
    }
}
