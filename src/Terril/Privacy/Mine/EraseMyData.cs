using Terril.Privacy.Consent;
using Terril.Privacy.Retention;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Mine;

/// <summary>Erases what is held of somebody for a purpose whose legal basis lets them ask it.</summary>
internal sealed class EraseMyData(TerrilDb db, PurposesInForce purposes, EraseRecords erase, WithdrawConsent withdraw, AuditTrail trail)
{
    /// <returns>How many records went; null when this purpose does not give that right.</returns>
    public async Task<int?> Run(DataLink who, string purpose, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("privacy retention", stop);
        if (await purposes.Of(purpose, stop) is not { } inForce || !inForce.Basis.Give(Right.Erasure)) return null;

        if (inForce.Basis.Give(Right.Withdrawal)) await withdraw.Run(who.Mark, purpose, new("/mes-donnees/effacer", "POST", "link sent to the address alone"), stop);
        var total = 0;
        foreach (var holding in inForce.Holdings)
        {
            var records = await holding.Holder.Find(who.Address, stop);
            if (records.Count > 0) total += await erase.Run(holding.Holder, [.. records.Select(r => r.Id)], EraseCause.Request, who.Mark, stop);
        }
        trail.Record("privacy.erase", "person", who.Mark, $"{purpose}: {total}");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return total;
    }
}
