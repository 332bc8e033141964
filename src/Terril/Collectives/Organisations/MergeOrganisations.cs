using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Public;
using Terril.Collectives.Joining;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Collectives.Organisations;

/// <summary>Two records of one organisation become one: what either had is kept, and the address of the other leads to it.</summary>
public sealed class MergeOrganisations(TerrilDb db, MemberAccounts accounts, AuditTrail trail, TimeProvider clock)
{
    /// <returns>False when they are one already, or one of them was merged away.</returns>
    public async Task<bool> Run(Guid gone, Guid kept, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("collectives.merge", stop);
        var both = await db.Organisations.Where(o => o.Id == gone || o.Id == kept).ToListAsync(stop);
        if (gone == kept || both.Count != 2 || both.Exists(o => o.MergedInto is not null)) return false;
        var (from, into) = (both.Single(o => o.Id == gone), both.Single(o => o.Id == kept));

        foreach (var former in await db.FormerSlugs.Where(f => f.OrganisationId == gone).ToListAsync(stop)) former.OrganisationId = kept;
        foreach (var earlier in await db.Organisations.Where(o => o.MergedInto == gone).ToListAsync(stop)) earlier.MergedInto = kept;
        db.FormerSlugs.Add(new() { Slug = from.Slug, OrganisationId = kept });
        await JoinMemberships(gone, kept, stop);
        foreach (var representative in await db.Representatives.Where(r => r.OrganisationId == gone).ToListAsync(stop)) representative.OrganisationId = kept;
        await accounts.Move(gone, kept, stop);

        into.Siret = into.Siret.Length > 0 ? into.Siret : from.Siret;
        into.Rna = into.Rna.Length > 0 ? into.Rna : from.Rna;
        // The address is that of the one that stays from now on: a name that is free cannot be taken again by another.
        (from.MergedInto, from.IsPublished, from.Slug) = (kept, false, $"{from.Slug}~{from.Id:N}");
        from.ChangedAt = into.ChangedAt = clock.GetUtcNow();
        trail.Record("collectives.organisation.merge", "organisation", kept.ToString(), $"{from.Name} → {into.Name}");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    // In a collective where both were, one membership stays, from the first day of either.
    private async Task JoinMemberships(Guid gone, Guid kept, CancellationToken stop)
    {
        var all = await db.Memberships.Where(m => m.OrganisationId == gone || m.OrganisationId == kept).ToListAsync(stop);
        foreach (var inOne in all.GroupBy(m => m.CollectiveId))
        {
            var theirs = inOne.Where(m => m.OrganisationId == gone).ToList();
            if (inOne.FirstOrDefault(m => m.OrganisationId == kept && m.State is MembershipState.Member or MembershipState.Left) is not { } ours)
            {
                foreach (var moved in theirs) moved.OrganisationId = kept;
                continue;
            }
            foreach (var other in theirs)
            {
                if (other.JoinedOn is { } first && (ours.JoinedOn is not { } known || first < known)) ours.JoinedOn = first;
                if (other is { State: MembershipState.Member, LeftOn: null }) (ours.State, ours.LeftOn) = (MembershipState.Member, null);
                ours.IsSteering |= other.IsSteering;
                db.Memberships.Remove(other);
            }
        }
        foreach (var collective in await db.Collectives.Where(c => all.Select(m => m.CollectiveId).Contains(c.Id)).ToListAsync(stop)) collective.ChangedAt = clock.GetUtcNow();
    }
}
