using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Public;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Collectives.Organisations;

/// <summary>Somebody who speaks for an organisation, with what they do for it.</summary>
public sealed record Spokesperson(MemberAccount Account, RepresentativeFunction Function);

/// <summary>Who keeps the things of an organisation: invited by mail, and released.</summary>
public sealed class KeepRepresentatives(TerrilDb db, MemberAccounts accounts, AuditTrail trail, TimeProvider clock)
{
    public async Task<IReadOnlyList<Spokesperson>> Of(Guid organisation, CancellationToken stop)
    {
        var functions = await db.Representatives.AsNoTracking().Where(r => r.OrganisationId == organisation).ToDictionaryAsync(r => r.PersonId, r => r.Function, stop);
        return [.. (await accounts.Of(functions.Keys, stop)).Select(a => new Spokesperson(a, functions[a.Id]))];
    }

    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Text?> Invite(Organisation organisation, string email, string name, string language, RepresentativeFunction function, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("collectives.representatives", stop);
        if (await Add(organisation, email, name, language, function, stop) is { } refusal) return refusal;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }

    /// <summary>The same, in the transaction of the caller, who saves.</summary>
    internal async Task<Text?> Add(Organisation organisation, string email, string name, string language, RepresentativeFunction function, CancellationToken stop)
    {
        var (person, refusal) = await accounts.Invite(email, name, language, organisation.Id, stop);
        if (person is not { } id) return refusal;
        if (await db.Representatives.SingleOrDefaultAsync(r => r.PersonId == id, stop) is { } known) (known.OrganisationId, known.Function) = (organisation.Id, function);
        else db.Representatives.Add(new() { PersonId = id, OrganisationId = organisation.Id, Function = function, AddedAt = clock.GetUtcNow() });
        trail.Record("collectives.representative.add", "organisation", organisation.Id.ToString(), function.ToString());
        return null;
    }

    /// <returns>False when they speak for another, or for none.</returns>
    public async Task<bool> Release(Organisation organisation, Guid person, CancellationToken stop)
    {
        if (await db.Representatives.SingleOrDefaultAsync(r => r.PersonId == person && r.OrganisationId == organisation.Id, stop) is not { } known) return false;
        db.Representatives.Remove(known);
        await accounts.Release(person, stop);
        trail.Record("collectives.representative.release", "organisation", organisation.Id.ToString());
        await db.SaveChangesAsync(stop);
        return true;
    }
}
