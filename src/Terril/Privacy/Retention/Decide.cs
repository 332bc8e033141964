using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Retention;

/// <summary>What staff decides of one purpose: who answers for it, on what basis, how long each kind of data is kept.</summary>
/// <param name="Controller">Empty: the body that publishes the site.</param>
internal sealed record Decided(string Controller, LegalBasis Basis, IReadOnlyDictionary<string, Keeping> Kept);

/// <summary>Puts a decision in the place of what the room declares. It holds from the next page and the next night.</summary>
internal sealed class Decide(TerrilDb db, PurposesInForce purposes, AuditTrail trail, CurrentPerson me, TimeProvider clock)
{
    public async Task<bool> Run(string key, Decided decided, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("privacy decisions", stop);
        if (await purposes.Of(key, stop) is not { } purpose) return false;

        var now = clock.GetUtcNow();
        var kept = await db.PurposeDecisions.SingleOrDefaultAsync(d => d.Purpose == key, stop);
        if (kept is null) db.PurposeDecisions.Add(kept = new() { Purpose = key });
        (kept.Controller, kept.Basis, kept.DecidedAt, kept.DecidedBy) = (decided.Controller, decided.Basis, now, me.Id);
        foreach (var holding in purpose.Holdings.Where(h => decided.Kept.ContainsKey(h.Key))) await Keep(holding.Key, decided.Kept[holding.Key], now, stop);
        trail.Record("privacy.decide", "purpose", key, $"{decided.Controller}; {decided.Basis}; {string.Join(", ", decided.Kept.Select(k => $"{k.Key} {k.Value.Name.En}"))}");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    private async Task Keep(string holding, Keeping time, DateTimeOffset now, CancellationToken stop)
    {
        var kept = await db.KeepingDecisions.SingleOrDefaultAsync(d => d.Holding == holding, stop);
        if (kept is null) db.KeepingDecisions.Add(kept = new() { Holding = holding });
        (kept.Count, kept.Unit, kept.DecidedAt, kept.DecidedBy) = (time.Count, time.Unit, now, me.Id);
    }
}
