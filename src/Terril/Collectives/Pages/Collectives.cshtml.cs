using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Collectives.Public;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Wording;

namespace Terril.Collectives.Pages;

/// <summary>The collectives: those that act now, and those that are over.</summary>
[Open]
[SharedPage]
public sealed class CollectivesPage(KnownCollectives known, TimeProvider clock) : PageModel
{
    public DateOnly Today { get; } = Paris.Day(clock.GetUtcNow());

    public IReadOnlyList<CollectiveBrief> Current { get; private set; } = [];

    public IReadOnlyList<CollectiveBrief> Over { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        var said = await known.Now(stop);
        if (said.Edition.Length == 0) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        Current = [.. said.Collectives.Where(c => c.EndsOn is null || c.EndsOn >= Today)];
        Over = [.. said.Collectives.Except(Current).OrderByDescending(c => c.EndsOn)];
        return Page();
    }

    /// <summary>How many they are; of one that is over, how many they were on its last day.</summary>
    public int MembersOf(CollectiveBrief collective) => collective.MembersOn(LastDay(collective));

    public DateOnly LastDay(CollectiveBrief collective) => collective.EndsOn is { } end && end < Today ? end : Today;
}
