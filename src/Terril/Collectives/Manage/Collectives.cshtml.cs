using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Joining;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Collectives.Manage;

/// <summary>The collectives, drafts included: few enough for a list.</summary>
[Requires(CollectivesPermissions.Keep)]
public sealed class CollectivesPage(TerrilDb db) : PageModel
{
    public IReadOnlyList<(Collective Collective, int Members, int Asking)> All { get; private set; } = [];

    public async Task OnGet(CancellationToken stop)
    {
        var collectives = await db.Collectives.AsNoTracking().OrderByDescending(c => c.StartsOn).ThenBy(c => c.Slug).ToListAsync(stop);
        var counts = await db.Memberships.GroupBy(m => new { m.CollectiveId, m.State }).Select(g => new { g.Key.CollectiveId, g.Key.State, Count = g.Count() }).ToListAsync(stop);
        int Of(Guid id, MembershipState state) => counts.Where(c => c.CollectiveId == id && c.State == state).Sum(c => c.Count);
        All = [.. collectives.Select(c => (c, Of(c.Id, MembershipState.Member), Of(c.Id, MembershipState.Asked)))];
    }
}
