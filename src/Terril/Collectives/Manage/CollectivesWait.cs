using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Joining;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;

namespace Terril.Collectives.Manage;

/// <summary>What waits for whoever keeps collectives: organisations that ask to join.</summary>
internal sealed class CollectivesWait(TerrilDb db) : IWait
{
    private static readonly TimeSpan s_toAnswer = TimeSpan.FromDays(15);

    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        if (!person.May(CollectivesPermissions.Keep)) return [];
        var asked = await db.Memberships.Where(m => m.State == MembershipState.Asked).Select(m => new { m.CollectiveId, m.AskedAt }).ToListAsync(stop);
        return
        [
            .. asked.GroupBy(m => m.CollectiveId).Select(g => new Waiting(
                new($"{g.Count()} {(g.Count() < 2 ? "organisation demande" : "organisations demandent")} à rejoindre un collectif", $"{g.Count()} {(g.Count() == 1 ? "organisation asks" : "organisations ask")} to join a collective"),
                $"{CollectivesDeskModule.Collectives}/{g.Key}#demandes", g.Min(m => m.AskedAt) + s_toAnswer)),
        ];
    }
}
