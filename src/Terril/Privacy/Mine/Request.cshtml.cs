using Microsoft.AspNetCore.Mvc;
using Terril.Privacy.Requests;
using Terril.Privacy.Retention;
using Terril.Shared.PersonalData;
using Terril.Shared.Wording;

namespace Terril.Privacy.Mine;

/// <summary>What somebody of the team has to weigh: correcting, freezing, objecting.</summary>
public sealed class RequestPage : MinePage
{
    [BindProperty(SupportsGet = true, Name = "finalite")]
    public string? Purpose { get; set; }

    [BindProperty(SupportsGet = true, Name = "droit")]
    public Right Right { get; set; }

    [BindProperty(Name = "mots")]
    public string? Said { get; set; }

    public string? Wrong { get; private set; }

    internal PurposeInForce InForce { get; private set; } = null!;

    public Task<IActionResult> OnGet(CancellationToken stop) => For(_ => Show(stop), stop);

    public Task<IActionResult> OnPost(CancellationToken stop) => For(async who =>
    {
        if (string.IsNullOrWhiteSpace(Said) || Said.Length > AskRight.LongestSaid)
        {
            Wrong = T[$"Dites en quelques mots ce que vous demandez, en {AskRight.LongestSaid} signes au plus.", $"Say in a few words what you ask, in {AskRight.LongestSaid} characters at most."];
            return await Show(stop);
        }
        if (await Of<AskRight>().Run(who, Purpose ?? "", Right, Said, stop) is not { } request) return await Refused(stop);
        TempData["dossier.done"] = T[$"Votre demande porte le numéro {request.Reference}. La réponse vous est due au plus tard le {T.Date(Paris.Day(request.DueAt))}, à cette adresse.", $"Your request bears the number {request.Reference}. The answer is due to you by {T.Date(Paris.Day(request.DueAt))}, at this address."];
        return Redirect(Links.To("/mes-donnees/dossier"));
    }, stop);

    private async Task<IActionResult> Show(CancellationToken stop)
    {
        if (await Of<PurposesInForce>().Of(Purpose, stop) is not { } known || !AskRight.NeedsAHuman(Right) || !known.Basis.Give(Right)) return NotFound();
        InForce = known;
        return Page();
    }

    private async Task<IActionResult> Refused(CancellationToken stop)
    {
        Wrong = T["Dix de vos demandes attendent déjà une réponse : elle vous sera donnée.", "Ten of your requests already wait for an answer: you will have it."];
        return await Show(stop);
    }
}
