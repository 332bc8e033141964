using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Passkeys;
using Terril.Shared.Desk;

namespace Terril.Accounts.Mine;

/// <summary>One’s passkeys: those there are, one more, one less.</summary>
[ProvenLately]
public sealed class PasskeysPage(PasskeyCeremonies ceremonies, KeepPasskey keep) : MinePage
{
    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    public bool IsRefused { get; private set; }

    public Task OnGet() => Show();

    public async Task<IActionResult> OnPostAsk() => Content(await ceremonies.AskToRegister(await Me(), HttpContext), "application/json");

    public async Task<IActionResult> OnPostAdd(string? name, string? passkey)
    {
        var person = await Me();
        if (await ceremonies.ReadRegistered(person, passkey ?? "", HttpContext) is { } made)
        {
            var proof = await MyProof();
            await keep.Add(person, made, name, Stop);
            TempData[TableNames.Done] = T["Votre clé d’accès est enregistrée.", "Your passkey is registered."];
            return await Open(person, proof, Links.To("/mon-compte"));
        }
        IsRefused = true;
        await Show();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostRemove(Guid passkey)
    {
        var (person, proof) = (await Me(), await MyProof());
        if (!await keep.Remove(person, passkey, Stop)) return NotFound();
        TempData[TableNames.Done] = T["La clé d’accès est retirée.", "The passkey is removed."];
        return await Open(person, proof, Links.To("/mon-compte"));
    }

    private async Task Show() => Passkeys = await Db.Passkeys.AsNoTracking().Where(p => p.PersonId == MyId).OrderBy(p => p.CreatedAt).ToListAsync(Stop);
}
