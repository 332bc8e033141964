using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Visits.Sessions;

namespace Terril.Visits.Catalogue;

/// <summary>A circuit of the catalogue: its stops, its dates, what was told of them.</summary>
[Open]
public sealed class CircuitPage(TerrilDb db, FileInventory inventory, AskActions actions, SubjectNames names, TimeProvider clock) : PageModel
{
    public Circuit Circuit { get; private set; } = null!;

    public SubjectNames Names => names;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>The next first; what was cancelled stays until it would have been over.</summary>
    public IReadOnlyList<VisitSession> Coming { get; private set; } = [];

    /// <summary>The latest first, and whether what was seen is told.</summary>
    public IReadOnlyList<(VisitSession Session, bool HasReport)> Past { get; private set; } = [];

    /// <summary>Those that everybody may see, in their order.</summary>
    public IReadOnlyList<(VisitPhoto Photo, StoredFile File)> Photos { get; private set; } = [];

    /// <summary>Of the census, that are seen there.</summary>
    public IReadOnlyList<ActionBrief> Actions { get; private set; } = [];

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (await db.Circuits.AsNoTracking().Include(c => c.Stops).Include(c => c.Photos).AsSplitQuery().SingleOrDefaultAsync(c => c.Slug == slug && c.IsPublished, stop) is not { } circuit) return NotFound();
        Circuit = circuit;
        Photos = await Shown(circuit, stop);
        Actions = await actions.OnCircuit(slug, stop);
        var sessions = await db.VisitSessions.AsNoTracking().Where(s => s.CircuitId == circuit.Id && s.State != SessionState.Draft).OrderBy(s => s.StartsAt).ThenBy(s => s.Slug).ToListAsync(stop);
        Coming = [.. sessions.Where(s => s.EndsAt > Now)];
        var over = sessions.Where(s => s.EndsAt <= Now && s.State != SessionState.Cancelled).Reverse().ToList();
        var ids = over.ConvertAll(s => s.Id);
        var told = await db.VisitReports.Where(r => r.PublishedAt != null && ids.Contains(r.SessionId)).Select(r => r.SessionId).ToListAsync(stop);
        Past = [.. over.Select(s => (s, told.Contains(s.Id)))];
        return Page();
    }

    public IReadOnlyList<CircuitStop> Stops => [.. Circuit.Stops.OrderBy(s => s.Position)];

    /// <summary>At the stops, and between them.</summary>
    public int Minutes => Circuit.Stops.Sum(s => s.About.Minutes + s.About.TravelMinutes);

    private async Task<IReadOnlyList<(VisitPhoto, StoredFile)>> Shown(Circuit circuit, CancellationToken stop)
    {
        var photos = circuit.Photos.Where(p => p.IsPublishable).OrderBy(p => p.Position).ToList();
        var wanted = photos.ConvertAll(p => p.FileId);
        var files = await inventory.Files.Where(f => wanted.Contains(f.Id)).ToDictionaryAsync(f => f.Id, stop);
        return [.. photos.Where(p => files.ContainsKey(p.FileId)).Select(p => (p, files[p.FileId]))];
    }
}
