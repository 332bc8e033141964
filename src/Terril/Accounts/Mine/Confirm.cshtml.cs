using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.OneTime;
using Terril.Accounts.Passkeys;
using Terril.Accounts.Sessions;
using Terril.Accounts.SignIn;

namespace Terril.Accounts.Mine;

/// <summary>Asks somebody who has signed in to show again that it is them, by any of their ways; a new session takes the place of this one.</summary>
public sealed class ConfirmPage(SignInByPassword passwords, PasskeyCeremonies passkeys, SendLink links) : MinePage
{
    public const string NoLink = "sansLien";

    /// <summary>What follows asks for a password or a passkey.</summary>
    [BindProperty(SupportsGet = true, Name = NoLink)]
    public bool IsLinkShort { get; set; }

    public Person Person { get; private set; } = null!;

    public bool HasPasskey { get; private set; }

    public bool IsWrong { get; private set; }

    public Task OnGet() => Show();

    public async Task<IActionResult> OnPost(string? password)
    {
        await Show();
        var outcome = await passwords.Run(Person.Email, password ?? "", From, Stop);
        return outcome.Who is { } person && person.Id == MyId ? await Admit(person, SignInProof.Password, ReturnUrl) : Wrong();
    }

    public async Task<IActionResult> OnPostAsk() => Content(await passkeys.Ask(HttpContext), "application/json");

    public async Task<IActionResult> OnPostPasskey(string? passkey)
    {
        await Show();
        return await passkeys.Read(passkey ?? "", HttpContext) is { } person && person.Id == MyId ? await Admit(person, SignInProof.Passkey, ReturnUrl) : Wrong();
    }

    public async Task<IActionResult> OnPostLink()
    {
        await Show();
        await links.Run(Person.Email, LinkPurpose.SignIn, Local(ReturnUrl), Stop);
        return Redirect(Links.To("/connexion/lien"));
    }

    private async Task Show()
    {
        Person = await Me();
        HasPasskey = await Db.Passkeys.AnyAsync(p => p.PersonId == MyId, Stop);
    }

    private PageResult Wrong()
    {
        IsWrong = true;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
