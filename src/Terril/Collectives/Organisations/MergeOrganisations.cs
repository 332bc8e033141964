using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Public;
using Terril.Collectives.Joining;
using Terril.Collectives.Mails;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Collectives.Organisations;

/// <summary>Two records of one organisation become one: what either had is kept, and the address of the other leads to it.</summary>
public sealed class MergeOrganisations(TerrilDb db, MemberAccounts accounts, CollectiveMails mails, AuditTrail trail, TimeProvider clock)
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
        (from.ContactName, from.ContactAddress, from.ContactPhone, from.ContactAgreedAt) = ("", "", "", null);
        from.ChangedAt = into.ChangedAt = clock.GetUtcNow();
        trail.Record("collectives.organisation.merge", "organisation", kept.ToString(), $"{from.Name} → {into.Name}");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    // What either was is counted day by day as it was. Where both were at once it is one membership; each charter that was accepted stays.
    private async Task JoinMemberships(Guid gone, Guid kept, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var all = await db.Memberships.Where(m => m.OrganisationId == gone || m.OrganisationId == kept).ToListAsync(stop);
        var requests = await db.JoinRequests.Where(r => r.OrganisationId == gone || r.OrganisationId == kept).ToListAsync(stop);
        foreach (var moved in all) moved.OrganisationId = kept;
        foreach (var moved in requests) moved.OrganisationId = kept;
        foreach (var inOne in all.GroupBy(m => m.CollectiveId))
        {
            Membership? last = null;
            foreach (var next in inOne.Where(m => m.JoinedOn is not null).OrderBy(m => m.JoinedOn)) last = last is null ? next : Follow(last, next);
            // One that is a member asks no more, and asks once.
            var isMember = last is { State: MembershipState.Member };
            foreach (var twice in inOne.Where(m => m.State == MembershipState.Asked).OrderBy(m => m.AskedAt).Skip(isMember ? 0 : 1)) db.Memberships.Remove(twice);
            foreach (var asked in requests.Where(r => isMember && r.CollectiveId == inOne.Key && r is { VerifiedAt: not null, AnsweredAt: null })) await TellMember(asked, last!, kept, now, stop);
        }
        foreach (var collective in await db.Collectives.Where(c => all.Select(m => m.CollectiveId).Contains(c.Id)).ToListAsync(stop)) collective.ChangedAt = now;
    }

    // Of two that overlap or touch, the first ends where the other begins, unless nothing is lost by making them one.
    private Membership Follow(Membership last, Membership next)
    {
        if (last.LeftOn is { } left && left < next.JoinedOn) return next;
        var (end, isSteering) = (last.LeftOn is { } one && next.LeftOn is { } other ? (one > other ? one : other) : (DateOnly?)null, last.IsSteering || next.IsSteering);
        var stays = next is { CharterId: null, Source: "" } ? last : next;
        if (stays == last)
        {
            db.Memberships.Remove(next);
        }
        else if (last is { CharterId: null, Source: "" })
        {
            next.JoinedOn = last.JoinedOn;
            db.Memberships.Remove(last);
        }
        else
        {
            (last.State, last.LeftOn) = (MembershipState.Left, next.JoinedOn);
        }
        (stays.State, stays.LeftOn, stays.IsSteering) = (end is null ? MembershipState.Member : MembershipState.Left, end, isSteering);
        return stays;
    }

    private async Task TellMember(JoinRequest asked, Membership membership, Guid kept, DateTimeOffset now, CancellationToken stop)
    {
        asked.AnsweredAt = now;
        await mails.Answered(membership, await db.Collectives.SingleAsync(c => c.Id == asked.CollectiveId, stop), await db.Organisations.SingleAsync(o => o.Id == kept, stop), new(asked.ContactName, asked.Address, asked.Language));
    }
}
