using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;
using Terril.Shared.Ui;
using Terril.Shared.Web;

namespace Terril.Site.Errors;

/// <summary>What a reader sees in the place of a page. It reads nothing: what it needs may be what broke.</summary>
[Open]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorPage : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    public BadParameter? Parameter => HttpContext.Features.Get<BadParameter>();

    public bool IsStale => HttpContext.Features.Get<StaleForm>() is not null;

    /// <summary>Seconds to wait before trying again.</summary>
    public int? Wait => int.TryParse(Response.Headers.RetryAfter, System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    public string? Reference => HttpContext.Features.Get<ErrorReference>()?.Value;

    /// <summary>An error page asked for by its own address is a page that does not exist.</summary>
    public void OnGet()
    {
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = Code = StatusCodes.Status404NotFound;
    }
}
