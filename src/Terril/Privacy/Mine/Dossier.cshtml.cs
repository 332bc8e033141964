using Microsoft.AspNetCore.Mvc;
using Terril.Privacy.Consent;
using Terril.Privacy.Retention;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Shared.Wording;

namespace Terril.Privacy.Mine;

/// <summary>All that is held of somebody, by purpose, with the rights that each legal basis gives and no others.</summary>
public sealed class DossierPage : MinePage
{
    private const string Done = "dossier.done";

    internal MyData Data { get; private set; } = null!;

    /// <summary>What was just done, in a sentence.</summary>
    public string? WhatWasDone { get; private set; }

    /// <summary>The page is a copy to keep: no frame, no button.</summary>
    public bool IsCopy { get; private set; }

    public Task<IActionResult> OnGet(CancellationToken stop) => For(async who =>
    {
        WhatWasDone = TempData[Done] as string;
        Data = await Of<GatherMyData>().Run(who.Address, stop);
        return Page();
    }, stop);

    /// <summary>The whole copy, as a page.</summary>
    public Task<IActionResult> OnPostCopy(CancellationToken stop) => For(async who =>
    {
        Data = await Given(who, "html", stop);
        IsCopy = true;
        Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}.html\"";
        return Page();
    }, stop);

    /// <summary>The whole copy, for a machine.</summary>
    public Task<IActionResult> OnPostJson(CancellationToken stop) => For(async who =>
        File(ExportMyData.Json(await Given(who, "json", stop), T), "application/json", $"{FileName}.json"), stop);

    /// <summary>What may be taken elsewhere.</summary>
    public Task<IActionResult> OnPostPortable(CancellationToken stop) => For(async who =>
        File(ExportMyData.Json(await Given(who, "portable", stop), T, portable: true), "application/json", $"{FileName}-{T["portable", "portable"]}.json"), stop);

    public Task<IActionResult> OnPostWithdraw(string purpose, CancellationToken stop) => For(async who =>
    {
        if (await Of<PurposesInForce>().Of(purpose, stop) is not { } known || !known.Basis.Give(Right.Withdrawal)) return NotFound();
        await Of<WithdrawConsent>().RunAndErase(who.Address, purpose, new("/mes-donnees/dossier", "POST", "link sent to the address alone"), stop);
        TempData[Done] = T[$"Votre consentement est retiré : {T[known.Declared.Name]}. Cela vaut dès maintenant, et rien n’est plus gardé pour cela.", $"Your consent is withdrawn: {T[known.Declared.Name]}. It holds from now on, and nothing is kept for it any more."];
        return Redirect(Links.To("/mes-donnees/dossier"));
    }, stop);

    public async Task<IActionResult> OnPostLeave(CancellationToken stop)
    {
        await Of<DataSession>().End(stop);
        return Redirect(Links.To("/mes-donnees", ("fin", "true")));
    }

    private string FileName => $"{T["mes-donnees", "my-data"]}-{Paris.Day(Data.At):yyyy-MM-dd}";

    private async Task<MyData> Given(DataLink who, string form, CancellationToken stop)
    {
        Data = await Of<GatherMyData>().Run(who.Address, stop);
        Of<AuditTrail>().Record("privacy.copy", "person", who.Mark, form);
        await Of<TerrilDb>().SaveChangesAsync(stop);
        return Data;
    }
}
