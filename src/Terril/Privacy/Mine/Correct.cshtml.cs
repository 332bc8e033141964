using Microsoft.AspNetCore.Mvc;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Mine;

/// <summary>A value that the person corrects themselves.</summary>
public sealed class CorrectPage : MinePage
{
    [BindProperty(SupportsGet = true, Name = "sorte")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "numero")]
    public Guid Number { get; set; }

    [BindProperty(SupportsGet = true, Name = "champ")]
    public string? FieldName { get; set; }

    [BindProperty(Name = "valeur")]
    public string? Value { get; set; }

    public HeldField Field { get; private set; } = null!;

    public string? Wrong { get; private set; }

    public Task<IActionResult> OnGet(CancellationToken stop) => For(async who =>
    {
        if (await Of<CorrectMyData>().Look(who, Kind ?? "", Number, FieldName ?? "", stop) is not var (_, _, field)) return NotFound();
        (Field, Value) = (field, Value ?? field.Value);
        return Page();
    }, stop);

    public Task<IActionResult> OnPost(CancellationToken stop) => For(async who =>
    {
        if (await Of<CorrectMyData>().Run(who, Kind ?? "", Number, FieldName ?? "", Value?.Trim() ?? "", stop) is { } why)
        {
            Wrong = T[why];
            return await OnGet(stop);
        }
        TempData["dossier.done"] = T["C’est corrigé.", "It is corrected."];
        return Redirect(Links.To("/mes-donnees/dossier"));
    }, stop);
}
