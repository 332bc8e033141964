using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Visits.Public;
using Terril.Visits.Sessions;

namespace Terril.Visits.Pages;

/// <summary>A session: what is seen, when, how many places are left, and how they are given. One that was cancelled stays, and says so.</summary>
[Open]
public sealed class DetailsPage(TerrilDb db, LedByVisits led, TimeProvider clock) : PageModel
{
    public VisitSession Session { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>What is told of it is published.</summary>
    public bool HasReport { get; private set; }

    /// <summary>The circuit of the catalogue that it is a date of, by its name in addresses.</summary>
    public string? Circuit { get; private set; }

    /// <summary>The actions that came of it.</summary>
    public IReadOnlyList<ActionBrief> Led { get; private set; } = [];

    /// <summary>It is to be: places are given, and one may want it in a calendar.</summary>
    public bool IsComing => Session.IsOn && Session.EndsAt > Now;

    public bool TakesRegistrations => Session.TakesRegistrations(Now);

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (await db.VisitSessions.AsNoTracking().Include(s => s.Stops.OrderBy(p => p.Position)).SingleOrDefaultAsync(s => s.Slug == slug && s.State != SessionState.Draft, stop) is not { } session) return NotFound();
        Session = session;
        HasReport = await db.VisitReports.AnyAsync(r => r.SessionId == session.Id && r.PublishedAt != null, stop);
        Circuit = await db.Circuits.Where(c => c.Id == session.CircuitId && c.IsPublished).Select(c => c.Slug).SingleOrDefaultAsync(stop);
        Led = await led.From(session.Id, stop);
        return Page();
    }
}
