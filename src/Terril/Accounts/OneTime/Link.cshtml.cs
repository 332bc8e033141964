using Microsoft.AspNetCore.Mvc;
using Terril.Accounts.Sessions;
using Terril.Accounts.SignIn;
using Terril.Shared.Access;

namespace Terril.Accounts.OneTime;

/// <summary>What a link by mail opens: a page with one button, since those who read mail for people open every link in it.</summary>
[Open]
public sealed class LinkPage(UseLink links) : DoorPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public AccountLink? Link { get; private set; }

    public async Task OnGet() => Link = await links.Look(Token, LinkPurpose.SignIn, Stop);

    public async Task<IActionResult> OnPost() =>
        await links.Run(Token, LinkPurpose.SignIn, Stop) is { } link ? await Admit(link.Person, SignInProof.Link, link.ReturnTo) : Page();
}
