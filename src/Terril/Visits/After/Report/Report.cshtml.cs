using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Visits.Public;

namespace Terril.Visits.After.Report;

/// <summary>What is told of a session, once published.</summary>
[Open]
public sealed class ReportPage(TerrilDb db, ReadReport read, LedByVisits led) : PageModel
{
    public SessionReport Report { get; private set; } = null!;

    /// <summary>The actions that came of it.</summary>
    public IReadOnlyList<ActionBrief> Led { get; private set; } = [];

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        var session = await db.VisitSessions.Where(s => s.Slug == slug).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(stop);
        if (session is null || await read.Run(session.Value, isForPublic: true, stop) is not { } found) return NotFound();
        (Report, Led) = (found, await led.From(session.Value, stop));
        return Page();
    }
}
