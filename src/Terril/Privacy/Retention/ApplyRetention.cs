using Terril.Shared.Database;

namespace Terril.Privacy.Retention;

/// <summary>Erases, each night, what has had its time.</summary>
internal sealed class ApplyRetention(TerrilDb db, PurposesInForce purposes, EraseRecords erase, KeyedHash hash, TimeProvider clock)
{
    private const int Batch = 500;

    /// <returns>How many records went, by kind of data.</returns>
    public async Task<IReadOnlyDictionary<string, int>> Run(CancellationToken stop)
    {
        var gone = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var holding in (await purposes.All(stop)).SelectMany(p => p.Holdings))
            if (await Apply(holding, stop) is > 0 and var count) gone[holding.Key] = count;
        return gone;
    }

    private async Task<int> Apply(HoldingInForce holding, CancellationToken stop)
    {
        var before = holding.Kept.Before(clock.GetUtcNow());
        for (var total = 0; ;)
        {
            await using var transaction = await db.BeginAlone("privacy retention", stop);
            var expired = await holding.Holder.Expired(before, Batch, stop);
            if (expired.Count == 0) return total;
            var count = await erase.Run(holding.Holder, expired, EraseCause.Retention, hash.OfRecords(expired), stop);
            await transaction.CommitAsync(stop);
            total += count;
            // What is erased without going away would be found again for ever.
            if (count == 0 || expired.Count < Batch) return total;
        }
    }
}
