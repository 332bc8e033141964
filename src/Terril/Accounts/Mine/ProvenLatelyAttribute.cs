using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Terril.Accounts.Sessions;
using Terril.Shared.Ui;

namespace Terril.Accounts.Mine;

/// <summary>Sensitive: whoever has not shown who they are lately is asked again, then brought back.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProvenLatelyAttribute : Attribute, IAsyncPageFilter
{
    /// <summary>False where a password or a passkey must have been shown.</summary>
    public bool IsByLinkEnough { get; init; } = true;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (IsFresh(http.User, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())) return next();
        var here = http.Request.PathBase.Add(http.Request.Path).ToUriComponent();
        var links = http.RequestServices.GetRequiredService<Links>();
        context.Result = new RedirectResult(IsByLinkEnough ? links.To("/mon-compte/confirmer", ("returnUrl", here)) : links.To("/mon-compte/confirmer", ("returnUrl", here), (ConfirmPage.NoLink, "true")));
        return Task.CompletedTask;
    }

    private bool IsFresh(ClaimsPrincipal user, DateTimeOffset now) =>
        (IsByLinkEnough || user.FindFirstValue(SessionHandler.ProofClaim) != nameof(SignInProof.Link))
        && long.TryParse(user.FindFirstValue(SessionHandler.ProvenClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var proven)
        && now - DateTimeOffset.FromUnixTimeMilliseconds(proven) < PersonSession.Fresh;
}
