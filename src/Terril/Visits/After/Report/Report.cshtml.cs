using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Visits.After.Report;

/// <summary>What is told of a session, once published.</summary>
[Open]
public sealed class ReportPage(TerrilDb db, ReadReport read) : PageModel
{
    public SessionReport Report { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        var session = await db.VisitSessions.Where(s => s.Slug == slug).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(stop);
        if (session is null || await read.Run(session.Value, isForPublic: true, stop) is not { } found) return NotFound();
        Report = found;
        return Page();
    }
}
