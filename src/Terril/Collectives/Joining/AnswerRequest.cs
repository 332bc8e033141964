using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Mails;
using Terril.Collectives.Organisations;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Wording;

namespace Terril.Collectives.Joining;

/// <summary>Accepts an organisation that asked to join, or refuses it with a reason. Whoever asked is told, once.</summary>
public sealed class AnswerRequest(TerrilDb db, KeepRepresentatives representatives, CollectiveMails mails, AuditTrail trail, CurrentPerson by, TimeProvider clock)
{
    /// <param name="reason">Why it is refused; null to accept.</param>
    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Text?> Run(Guid id, string? reason, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("collectives.join", stop);
        if (await db.Memberships.SingleOrDefaultAsync(m => m.Id == id && m.State == MembershipState.Asked, stop) is not { } membership)
            return new("Une réponse a déjà été donnée à cette demande.", "This request was answered already.");
        if (reason is { Length: 0 }) return new("écrivez pourquoi : l’organisation lira ces mots", "write why: the organisation will read these words");
        var now = clock.GetUtcNow();
        var organisation = await db.Organisations.SingleAsync(o => o.Id == membership.OrganisationId, stop);
        var collective = await db.Collectives.SingleAsync(c => c.Id == membership.CollectiveId, stop);
        (membership.State, membership.Reason) = reason is null ? (MembershipState.Member, "") : (MembershipState.Refused, reason);
        (membership.DecidedAt, membership.DecidedBy, membership.JoinedOn) = (now, by.Id, reason is null ? Paris.Day(now) : null);
        collective.ChangedAt = now;
        if (reason is null && !organisation.IsPublished) (organisation.IsPublished, organisation.ChangedAt) = (true, now);
        foreach (var to in await Askers(membership, reason is null, stop)) await mails.Answered(membership, collective, organisation, to);
        trail.Record(reason is null ? "collectives.accept" : "collectives.refuse", "organisation", organisation.Id.ToString(), collective.NameFr);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }

    // Its representatives; of one that had none, whoever asked, who becomes the first when it is accepted.
    private async Task<IReadOnlyList<Asker>> Askers(Membership membership, bool isAccepted, CancellationToken stop)
    {
        var requests = await db.JoinRequests.Where(r => r.OrganisationId == membership.OrganisationId && r.CollectiveId == membership.CollectiveId && r.VerifiedAt != null && r.AnsweredAt == null).ToListAsync(stop);
        var organisation = await db.Organisations.SingleAsync(o => o.Id == membership.OrganisationId, stop);
        foreach (var request in requests)
        {
            request.AnsweredAt = clock.GetUtcNow();
            if (isAccepted) await representatives.Add(organisation, request.Address, request.ContactName, request.Language, RepresentativeFunction.Responsible, stop);
        }
        return requests.Count > 0
            ? [.. requests.Select(r => new Asker(r.ContactName, r.Address, r.Language))]
            : [.. (await representatives.Of(organisation.Id, stop)).Select(s => new Asker(s.Account.Name, s.Account.Email, s.Account.Language))];
    }
}

/// <summary>An organisation leaves a collective, from a day on: what it was before stays counted.</summary>
public sealed class LeaveCollective(TerrilDb db, AuditTrail trail, CurrentPerson by, TimeProvider clock)
{
    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Text?> Run(Membership membership, DateOnly day, string reason, CancellationToken stop)
    {
        if (membership.State != MembershipState.Member) return new("Cette organisation n’en est plus membre.", "This organisation is a member no more.");
        if (membership.JoinedOn is { } joined && day < joined) return new("Ce jour vient avant son adhésion : choisissez-en un autre.", "That day comes before it joined: choose another.");
        (membership.State, membership.LeftOn, membership.Reason, membership.DecidedAt, membership.DecidedBy) = (MembershipState.Left, day, reason, clock.GetUtcNow(), by.Id);
        (await db.Collectives.SingleAsync(c => c.Id == membership.CollectiveId, stop)).ChangedAt = clock.GetUtcNow();
        trail.Record("collectives.leave", "organisation", membership.OrganisationId.ToString(), membership.CollectiveId.ToString());
        await db.SaveChangesAsync(stop);
        return null;
    }
}
