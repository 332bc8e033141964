using Microsoft.AspNetCore.Mvc;
using Terril.Accounts.SignIn;
using Terril.Observatory;
using Terril.Shared.Desk;

namespace Terril.Accounts.Mine;

/// <summary>Sets or replaces one’s password.</summary>
[ProvenLately]
public sealed class PasswordPage(ChangePassword passwords) : MinePage
{
    public Person Person { get; private set; } = null!;

    public Text? Fault { get; private set; }

    public async Task OnGet() => Person = await Me();

    public async Task<IActionResult> OnPost(string? password)
    {
        Person = await Me();
        var proof = await MyProof();
        Fault = await passwords.Run(Person, password, Stop);
        if (Fault is null)
        {
            TempData[TableNames.Done] = T["Votre mot de passe est changé, vos autres sessions sont fermées.", "Your password is changed, your other sessions are closed."];
            return await Open(Person, proof, Links.To("/mon-compte"));
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
