using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Shared.Database;

namespace Terril.Visits.Public;

/// <summary>What came of visits: the actions of the census that somebody began after one, as they told it and as the team joined it.</summary>
public sealed class LedByVisits(TerrilDb db, KnownVisits visits, AskActions actions)
{
    /// <summary>Those of a session.</summary>
    public async Task<IReadOnlyList<ActionBrief>> From(Guid session, CancellationToken stop) =>
        await actions.Of(await db.FollowUps.Where(f => f.SessionId == session && f.ActionId != null).Select(f => f.ActionId!.Value).Distinct().ToListAsync(stop), stop);

    /// <summary>The visits that an action came of.</summary>
    public async Task<IReadOnlyList<VisitBrief>> To(Guid action, CancellationToken stop)
    {
        var ids = await actions.IdsOf(action, stop);
        var slugs = await (from told in db.FollowUps join session in db.VisitSessions on told.SessionId equals session.Id where told.ActionId != null && ids.Contains(told.ActionId.Value) select session.Slug).Distinct().ToListAsync(stop);
        return slugs.Count == 0 ? [] : [.. (await visits.Now(stop)).Past.Where(v => slugs.Contains(v.Slug))];
    }
}
