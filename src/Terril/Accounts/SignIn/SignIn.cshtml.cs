using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Accounts.OneTime;
using Terril.Accounts.Passkeys;
using Terril.Accounts.Sessions;
using Terril.Shared.Access;

namespace Terril.Accounts.SignIn;

/// <summary>Three ways in: a password, a passkey, a link by mail.</summary>
[Open]
public sealed class SignInPage(SignInByPassword passwords, PasskeyCeremonies passkeys, SendLink links) : DoorPage
{
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>What went wrong, if something did.</summary>
    public SignInRefusal? Refused { get; private set; }

    /// <summary>How many more attempts will be looked at.</summary>
    public int Left { get; private set; }

    /// <summary>What a page before this one has to say.</summary>
    [BindProperty(SupportsGet = true, Name = "apres")]
    public string? After { get; set; }

    public enum SignInRefusal { Incomplete, Wrong, Paused, Passkey }

    public void OnGet() { }

    public async Task<IActionResult> OnPost(string? password)
    {
        if (string.IsNullOrWhiteSpace(Email) || string.IsNullOrEmpty(password)) return Refuse(SignInRefusal.Incomplete);
        var outcome = await passwords.Run(Email, password, From, Stop);
        if (outcome.Who is { } person) return await Admit(person, SignInProof.Password, ReturnUrl);
        Left = outcome.Left;
        return Refuse(Left > 0 ? SignInRefusal.Wrong : SignInRefusal.Paused);
    }

    public async Task<IActionResult> OnPostLink()
    {
        if (string.IsNullOrWhiteSpace(Email)) return Refuse(SignInRefusal.Incomplete);
        await links.Run(Email, LinkPurpose.SignIn, Local(ReturnUrl), Stop);
        return Redirect(Links.To("/connexion/lien"));
    }

    public async Task<IActionResult> OnPostAsk() => Content(await passkeys.Ask(HttpContext), "application/json");

    public async Task<IActionResult> OnPostPasskey(string? passkey) =>
        await passkeys.Read(passkey ?? "", HttpContext) is { } person ? await Admit(person, SignInProof.Passkey, ReturnUrl) : Refuse(SignInRefusal.Passkey);

    private PageResult Refuse(SignInRefusal refusal)
    {
        Refused = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
