using Microsoft.AspNetCore.Mvc;
using Terril.Privacy.Retention;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Mine;

/// <summary>What is about to be erased, read again before it is.</summary>
public sealed class ErasePage : MinePage
{
    [BindProperty(SupportsGet = true, Name = "finalite")]
    public string? Purpose { get; set; }

    internal MyPurpose Mine { get; private set; } = null!;

    public Task<IActionResult> OnGet(CancellationToken stop) => For(async who =>
    {
        if (await Of<PurposesInForce>().Of(Purpose, stop) is not { } purpose || !purpose.Basis.Give(Right.Erasure)) return NotFound();
        Mine = (await Of<GatherMyData>().Run(who.Address, stop)).Purposes.Single(p => p.Purpose.Key == purpose.Key);
        return Page();
    }, stop);

    public Task<IActionResult> OnPost(CancellationToken stop) => For(async who =>
    {
        if (await Of<EraseMyData>().Run(who, Purpose ?? "", stop) is not { } count) return NotFound();
        TempData["dossier.done"] = T[$"C’est effacé : {T.Count(count, "élément", "éléments", "item", "items")}. Il n’en reste qu’un compte et une empreinte chiffrée.", $"It is erased: {T.Count(count, "élément", "éléments", "item", "items")}. Only a count and a keyed hash are left."];
        return Redirect(Links.To("/mes-donnees/dossier"));
    }, stop);
}
