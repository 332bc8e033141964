using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Privacy.Mine;

/// <summary>A page of somebody who came by their mail. Without their session, it leads to where one asks for a link.</summary>
[Open]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class MinePage : PageModel
{
    protected Words T => field ??= Of<Words>();

    protected Links Links => field ??= Of<Links>();

    /// <summary>The page, for whoever this session is of; else the page where one asks for a link.</summary>
    internal async Task<IActionResult> For(Func<DataLink, Task<IActionResult>> page, CancellationToken stop) =>
        await Of<DataSession>().Current(stop) is { } who ? await page(who) : Redirect(Links.To("/mes-donnees", ("fin", "true")));

    protected TService Of<TService>() where TService : notnull => HttpContext.RequestServices.GetRequiredService<TService>();
}
