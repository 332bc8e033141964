using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Collectives.Public;
using Terril.Shared.Access;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Collectives.Pages;

/// <summary>The counters of a collective, with their day, for a frame in the page of a member.</summary>
[Open]
[Embeddable]
public sealed class CountersPage(KnownCollectives known, TimeProvider clock) : PageModel
{
    public CollectiveBrief Collective { get; private set; } = null!;

    public DateOnly On { get; private set; }

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if ((await known.Now(stop)).Collectives.FirstOrDefault(c => c.Slug == slug) is not { } found) return NotFound();
        var today = Paris.Day(clock.GetUtcNow());
        (Collective, On) = (found, found.EndsOn is { } end && end < today ? end : today);
        return Page();
    }
}
