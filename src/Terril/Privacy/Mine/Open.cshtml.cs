using Microsoft.AspNetCore.Mvc;

namespace Terril.Privacy.Mine;

/// <summary>Where the mail leads: one button. Opening the page changes nothing.</summary>
public sealed class OpenPage : MinePage
{
    public bool IsGood { get; private set; }

    public async Task<IActionResult> OnGet(string word, CancellationToken stop)
    {
        IsGood = await Of<OpenLink>().Look(word, stop);
        if (!IsGood) Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    public async Task<IActionResult> OnPost(string word, CancellationToken stop)
    {
        if (await Of<OpenLink>().Run(word, stop) is not { } session) return await OnGet(word, stop);
        Of<DataSession>().Begin(session);
        return Redirect(Links.To("/mes-donnees/dossier"));
    }
}
