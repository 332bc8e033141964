using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Privacy.Mine;

/// <summary>The button of the page that the mail leads to: the link serves, once, and a short session opens.</summary>
internal sealed class OpenLink(TerrilDb db, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Whether it could still serve. Changes nothing: whoever opens all the links of a mail opens nothing.</summary>
    public Task<bool> Look(string word, CancellationToken stop) => Unused(word).AnyAsync(stop);

    /// <returns>The word of the session; null when the link has served or its hour is over.</returns>
    public async Task<string?> Run(string word, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("privacy links", stop);
        if (await Unused(word).AsNoTracking().SingleOrDefaultAsync(stop) is not { } link) return null;

        var session = SecretWord.New();
        var (hash, now) = (SecretWord.HashOf(session), clock.GetUtcNow());
        await db.DataLinks.Where(l => l.Id == link.Id && l.OpenedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.OpenedAt, now).SetProperty(l => l.SessionHash, hash), stop);
        trail.Record("privacy.open-link", "person", link.Mark);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return session;
    }

    private IQueryable<DataLink> Unused(string word)
    {
        var (hash, earliest) = (SecretWord.HashOf(word), clock.GetUtcNow() - DataLink.Open);
        return db.DataLinks.Where(l => l.TokenHash == hash && l.OpenedAt == null && l.AskedAt > earliest);
    }
}
