using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;

namespace Terril.Privacy.Consent;

/// <summary>Where the mail that was asked for leads: the words, and one button. Opening the page confirms nothing.</summary>
[Open]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ConfirmPage(IServiceProvider services) : PageModel
{
    internal ConfirmationOutcome Outcome { get; private set; }

    internal ConsentEvent? Asked { get; private set; }

    internal RecordedWording? Words { get; private set; }

    /// <summary>The button was pressed.</summary>
    public bool IsDone { get; private set; }

    public async Task OnGet(string word, CancellationToken stop) =>
        (Outcome, Asked, Words) = await services.GetRequiredService<ConfirmConsent>().Look(word, stop);

    public async Task OnPost(string word, CancellationToken stop)
    {
        var outcome = await services.GetRequiredService<ConfirmConsent>().Run(word, "/consentement/confirmer", stop);
        await OnGet(word, stop);
        IsDone = outcome is ConfirmationOutcome.Confirmed;
    }
}
