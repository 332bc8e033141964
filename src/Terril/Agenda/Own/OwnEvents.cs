using Terril.Agenda.Events;
using Terril.Collectives.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Agenda.Own;

/// <summary>The events that the organisation of who asks holds: whatever a member may read or write here begins with this query.</summary>
public sealed class OwnEvents(TerrilDb db, CurrentPerson me, KnownCollectives collectives)
{
    /// <summary>Null for who keeps none, or one that is not shown.</summary>
    public async Task<OrganisationBrief?> Organisation(CancellationToken stop) => (await collectives.Now(stop)).Organisation(me.Organisation);

    /// <summary>None for who keeps no organisation. Those of one that was merged into it are its own.</summary>
    public async Task<IQueryable<AgendaEvent>> Events(CancellationToken stop)
    {
        if (me.Organisation is not { } mine) return db.AgendaEvents.Where(_ => false);
        var all = (await collectives.Now(stop)).MergedInto.Where(f => f.Value == mine).Select(f => f.Key).Append(mine).ToList();
        return db.AgendaEvents.Where(e => e.OrganisationId != null && all.Contains(e.OrganisationId.Value) && e.State != EventState.Unverified);
    }
}
