using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Public;
using Terril.Shared.Database;

namespace Terril.Collectives.Public;

/// <summary>What other rooms ask: to whom to write when something is asked of an organisation.</summary>
public sealed class AskRepresentatives(TerrilDb db, MemberAccounts accounts)
{
    /// <summary>Those who keep its things; those of the one it was merged into.</summary>
    public async Task<IReadOnlyList<MemberAccount>> Of(Guid organisation, CancellationToken stop)
    {
        var kept = await db.Organisations.Where(o => o.Id == organisation).Select(o => o.MergedInto ?? o.Id).SingleOrDefaultAsync(stop);
        return await accounts.Of(await db.Representatives.Where(r => r.OrganisationId == kept).Select(r => r.PersonId).ToListAsync(stop), stop);
    }
}
