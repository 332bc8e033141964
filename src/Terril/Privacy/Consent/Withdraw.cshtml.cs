using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Privacy.Retention;
using Terril.Shared.Access;

namespace Terril.Privacy.Consent;

/// <summary>
/// Ends a consent by one POST, from the link of a mail or by the mail reader itself (RFC 8058): the address says whose and which one, so
/// that neither a cookie nor a token of a form is needed. Opening the page, by GET or HEAD, changes nothing; pressing twice is no fault.
/// </summary>
[Open]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class WithdrawPage(IServiceProvider services) : PageModel
{
    public bool IsKnown { get; private set; }

    public bool IsDone { get; private set; }

    internal PurposeInForce? Purpose { get; private set; }

    public async Task OnGet(string word, CancellationToken stop) => await Look(word, stop);

    public async Task OnPost(string word, [FromForm(Name = "List-Unsubscribe")] string? byTheReader, CancellationToken stop)
    {
        if (await Look(word, stop) is not { } consent) return;
        var (withdraw, how) = (services.GetRequiredService<WithdrawConsent>(), new HowWithdrawn("/consentement", byTheReader is null ? "POST" : "one-click", "link of a mail sent to the address alone"));
        // With time the address goes, and what it led to with it.
        if (consent.Address is { } address) await withdraw.RunAndErase(address, consent.Purpose, how, stop);
        else await withdraw.Run(consent.Mark, consent.Purpose, how, stop);
        IsDone = true;
    }

    private async Task<ConsentEvent?> Look(string word, CancellationToken stop)
    {
        var consent = await services.GetRequiredService<WithdrawConsent>().Look(word, stop);
        IsKnown = consent is not null;
        if (!IsKnown) Response.StatusCode = StatusCodes.Status404NotFound;
        else Purpose = await services.GetRequiredService<PurposesInForce>().Of(consent!.Purpose, stop);
        return consent;
    }
}
