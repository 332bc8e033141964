using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Mails;
using Terril.Collectives.Organisations;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Collectives.Joining;

/// <summary>Who asks for an organisation that has no representative here.</summary>
/// <param name="Address">Shown to be theirs by a link, before anything is looked at.</param>
public sealed record Asker(string Name, string Address, string Language);

/// <summary>
/// An organisation asks to join a collective, and accepts its charter: by one of its representatives, or by somebody who has no account,
/// whose address is verified first. What is asked waits for an answer.
/// </summary>
public sealed class AskToJoin(TerrilDb db, SaveOrganisation save, CollectiveMails mails, AuditTrail trail, CurrentPerson by, TimeProvider clock)
{
    /// <summary>How many may wait for one address: the form is no way to fill somebody’s box.</summary>
    private const int MostUnverified = 3;

    /// <summary>For an organisation of whoever asks.</summary>
    /// <returns>Why it cannot be; null when it is asked.</returns>
    public async Task<Text?> Run(Collective collective, Guid organisation, Guid? charter, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("collectives.join", stop);
        if (!collective.IsOpen || !collective.IsPublished) return new("Ce collectif ne reçoit pas de demande.", "This collective takes no request.");
        if (collective.Charter?.Id != charter) return new("La charte a changé : relisez-la avant de l’accepter.", "The charter has changed: read it again before you accept it.");
        if (await IsIn(collective.Id, organisation, stop)) return new("Cette organisation en est déjà membre, ou l’a déjà demandé.", "This organisation is a member already, or has asked already.");
        Add(collective, organisation, charter, by.Id);
        trail.Record("collectives.ask", "organisation", organisation.ToString(), collective.NameFr);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }

    /// <summary>Without account: nothing is asked before the address is verified.</summary>
    public async Task Run(Collective collective, Action<Organisation> describe, Asker asker, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("collectives.join", stop);
        var (key, day) = (PersonAddress.Normal(asker.Address), clock.GetUtcNow().AddDays(-1));
        if (await db.JoinRequests.CountAsync(r => r.AddressKey == key && r.VerifiedAt == null && r.AskedAt > day, stop) >= MostUnverified) return;
        var organisation = await save.Run(null, describe, stop);
        var secret = SecretWord.New();
        var request = new JoinRequest
        {
            CollectiveId = collective.Id, OrganisationId = organisation.Id, CharterId = collective.Charter?.Id, ContactName = asker.Name, Address = asker.Address,
            AddressKey = key, Language = asker.Language, SecretHash = SecretWord.HashOf(secret), AskedAt = clock.GetUtcNow(),
        };
        db.JoinRequests.Add(request);
        await mails.Verify(request, collective, organisation, secret);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The address is theirs: the organisation asks. Twice is once.</summary>
    public async Task Verify(JoinRequest request, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("collectives.join", stop);
        await db.Entry(request).ReloadAsync(stop);
        if (request.VerifiedAt is not null) return;
        request.VerifiedAt = clock.GetUtcNow();
        var collective = await db.Collectives.SingleAsync(c => c.Id == request.CollectiveId, stop);
        if (!await IsIn(collective.Id, request.OrganisationId, stop)) Add(collective, request.OrganisationId, request.CharterId, null);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private void Add(Collective collective, Guid organisation, Guid? charter, Guid? person)
    {
        var now = clock.GetUtcNow();
        db.Memberships.Add(new() { CollectiveId = collective.Id, OrganisationId = organisation, State = MembershipState.Asked, AskedAt = now, CharterId = charter, AcceptedBy = person });
        collective.ChangedAt = now;
    }

    private Task<bool> IsIn(Guid collective, Guid organisation, CancellationToken stop) =>
        db.Memberships.AnyAsync(m => m.CollectiveId == collective && m.OrganisationId == organisation && (m.State == MembershipState.Asked || m.State == MembershipState.Member), stop);
}
