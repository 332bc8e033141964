using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Collectives.Joining;

/// <summary>What the team does with members itself: puts one in from a day, says who steers, keeps what a source states.</summary>
public sealed class KeepMembers(TerrilDb db, AuditTrail trail, CurrentPerson by, TimeProvider clock)
{
    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Text?> Add(Collective collective, Guid organisation, DateOnly joined, string source, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("collectives.join", stop);
        if (await db.Memberships.AnyAsync(m => m.CollectiveId == collective.Id && m.OrganisationId == organisation && (m.State == MembershipState.Member || m.State == MembershipState.Asked), stop))
            return new("elle en est déjà membre, ou l’a demandé", "it is a member already, or has asked");
        var now = clock.GetUtcNow();
        db.Memberships.Add(new() { CollectiveId = collective.Id, OrganisationId = organisation, State = MembershipState.Member, AskedAt = now, DecidedAt = now, DecidedBy = by.Id, JoinedOn = joined, Source = source });
        collective.ChangedAt = now;
        trail.Record("collectives.add", "organisation", organisation.ToString(), collective.NameFr);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }

    public async Task Steer(Collective collective, Membership membership, bool steers, CancellationToken stop)
    {
        (membership.IsSteering, collective.ChangedAt) = (steers, clock.GetUtcNow());
        trail.Record(steers ? "collectives.steer" : "collectives.steer.end", "organisation", membership.OrganisationId.ToString(), collective.NameFr);
        await db.SaveChangesAsync(stop);
    }

    public async Task State(Collective collective, StatedCount stated, CancellationToken stop)
    {
        db.StatedCounts.Add(stated);
        collective.ChangedAt = clock.GetUtcNow();
        trail.Record("collectives.stated", "collective", collective.Id.ToString(), stated.SaysFr);
        await db.SaveChangesAsync(stop);
    }
}
