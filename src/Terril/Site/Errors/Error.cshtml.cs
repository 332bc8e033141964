using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Ui;

namespace Terril.Site.Errors;

/// <summary>What a reader sees in the place of a page. It reads nothing: what it needs may be what broke.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorPage : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    public BadParameter? Parameter => HttpContext.Features.Get<BadParameter>();

    public string? Reference => HttpContext.Features.Get<ErrorReference>()?.Value;

    /// <summary>An error page asked for by its own address is a page that does not exist.</summary>
    public void OnGet()
    {
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = Code = StatusCodes.Status404NotFound;
    }
}
