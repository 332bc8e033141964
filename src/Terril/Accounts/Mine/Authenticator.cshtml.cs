using Microsoft.AspNetCore.Mvc;
using Terril.Accounts.Factors;
using Terril.Shared.Desk;
using Terril.Shared.Ui;

namespace Terril.Accounts.Mine;

/// <summary>The second proof: turned on by a code, turned off, its recovery codes made again.</summary>
[ProvenLately]
public sealed class AuthenticatorPage(KeepAuthenticator keep, SealedCookie cookie) : MinePage
{
    private const string Cookie = "__Host-terril-totp";

    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(20);

    // OfferedSecret, not yet kept: it counts once a code of it has been typed.
    private sealed record OfferedSecret(Guid Person, string Secret);

    public Person Person { get; private set; } = null!;

    /// <summary>What is offered to the authenticator.</summary>
    public string Secret { get; private set; } = "";

    public QrSquare Square => QrSquare.Of(Totp.Address(Secret, Person.Email, "Terril"));

    /// <summary>Shown once.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public bool IsWrong { get; private set; }

    public async Task OnGet()
    {
        Person = await Me();
        Offer(null);
    }

    public async Task<IActionResult> OnPost(string? code)
    {
        Person = await Me();
        var offered = cookie.Read<OfferedSecret>(Request, Cookie);
        if (offered?.Person != MyId || Person.HasTotp) return Redirect(Links.To("/mon-compte/code"));
        var proof = await MyProof();
        Codes = await keep.TurnOn(Person, offered.Secret, code ?? "", Stop);
        if (Codes is not null)
        {
            cookie.Forget(Response, Cookie);
            await Open(Person, proof, null);
            return Page();
        }
        IsWrong = true;
        Offer(offered.Secret);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostOff()
    {
        Person = await Me();
        var proof = await MyProof();
        await keep.TurnOff(Person, Stop);
        TempData[TableNames.Done] = T["Le code n’est plus demandé.", "The code is no longer asked for."];
        return await Open(Person, proof, Links.To("/mon-compte"));
    }

    public async Task<IActionResult> OnPostCodes()
    {
        Person = await Me();
        if (!Person.HasTotp) return Redirect(Links.To("/mon-compte/code"));
        var proof = await MyProof();
        Codes = await keep.NewCodes(Person, Stop);
        await Open(Person, proof, null);
        return Page();
    }

    private void Offer(string? secret)
    {
        if (Person.HasTotp) return;
        Secret = secret ?? Totp.NewSecret();
        cookie.Write(Response, Cookie, new OfferedSecret(MyId, Secret), s_life);
    }
}
