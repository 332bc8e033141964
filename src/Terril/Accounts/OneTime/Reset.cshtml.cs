using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Accounts.SignIn;
using Terril.Observatory;
using Terril.Shared.Access;

namespace Terril.Accounts.OneTime;

/// <summary>
/// Replaces a forgotten password. It lets nobody in: whoever replaced it signs in with it, and owes the code of the authenticator
/// like everybody who has one.
/// </summary>
[Open]
public sealed class ResetPage(UseLink links, ChangePassword passwords) : DoorPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public AccountLink? Link { get; private set; }

    public Text? Fault { get; private set; }

    public async Task OnGet() => Link = await links.Look(Token, LinkPurpose.Reset, Stop);

    public async Task<IActionResult> OnPost(string? password)
    {
        Link = await links.Look(Token, LinkPurpose.Reset, Stop);
        if (Link is null) return Page();
        // Said before the link is taken: it serves once, and for a password that will do.
        Fault = PasswordRules.Fault(password, Link.Person);
        if (Fault is not null) return Unfit();
        if (await links.Run(Token, LinkPurpose.Reset, Stop) is not { } link)
        {
            Link = null;
            return Page();
        }
        await passwords.Run(link.Person, password, Stop);
        return Redirect(Links.To("/connexion", ("apres", "mot-de-passe")));
    }

    private PageResult Unfit()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
