using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Accounts.OneTime;

/// <summary>Takes a link: once, in its time, for what it was made for, by a person who still has an account.</summary>
public sealed class UseLink(TerrilDb db, TimeProvider clock)
{
    /// <summary>The link as it stands, not taken: what a page shows before its button is pressed.</summary>
    public Task<AccountLink?> Look(string secret, LinkPurpose purpose, CancellationToken stop)
    {
        var (hash, now) = (SecretWord.HashOf(secret), clock.GetUtcNow());
        return db.AccountLinks.Include(l => l.Person).ThenInclude(p => p.Roles)
            .SingleOrDefaultAsync(l => l.SecretHash == hash && l.Purpose == purpose && l.UsedAt == null && l.ExpiresAt > now && l.Person.IsActive, stop);
    }

    /// <summary>Null when it serves no more; of many who press at once, one takes it.</summary>
    public async Task<AccountLink?> Run(string secret, LinkPurpose purpose, CancellationToken stop)
    {
        if (await Look(secret, purpose, stop) is not { } link) return null;
        var now = clock.GetUtcNow();
        var taken = await db.AccountLinks.Where(l => l.Id == link.Id && l.UsedAt == null && l.ExpiresAt > now).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), stop);
        if (taken == 0) return null;
        // Its sisters, sent by impatience, go with it.
        await db.AccountLinks.Where(l => l.PersonId == link.PersonId && l.Purpose == purpose && l.UsedAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), stop);
        return link;
    }
}
