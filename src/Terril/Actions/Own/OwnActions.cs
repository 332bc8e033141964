using Terril.Actions.Census;
using Terril.Collectives.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Actions.Own;

/// <summary>The sheets that the organisation of who asks leads: whatever a member may read or write here begins with this query.</summary>
public sealed class OwnActions(TerrilDb db, CurrentPerson me, KnownCollectives collectives)
{
    /// <summary>Null for who keeps none, or one that is not shown.</summary>
    public async Task<OrganisationBrief?> Organisation(CancellationToken stop) => (await collectives.Now(stop)).Organisation(me.Organisation);

    /// <summary>None for who keeps no organisation. Those of one that was merged into it are its own.</summary>
    public async Task<IQueryable<ActionSheet>> Sheets(CancellationToken stop)
    {
        if (me.Organisation is not { } mine) return db.ActionSheets.Where(_ => false);
        var all = (await collectives.Now(stop)).MergedInto.Where(f => f.Value == mine).Select(f => f.Key).Append(mine).ToList();
        return db.ActionSheets.Where(s => s.LeadId != null && all.Contains(s.LeadId.Value));
    }
}
