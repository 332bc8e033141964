using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Retention;

/// <summary>The one way in which data about people goes, whether its time is over or the person asks: erased, counted, and remembered when it must not come back.</summary>
internal sealed class EraseRecords(TerrilDb db, TimeProvider clock)
{
    /// <summary>Works in the transaction of the caller, who commits it.</summary>
    /// <param name="mark">Keyed hash of the person, or of the list of records.</param>
    public async Task<int> Run(IHoldPersonalData holder, IReadOnlyCollection<Guid> records, EraseCause cause, string mark, CancellationToken stop)
    {
        var (key, now) = (holder.Holding.Key, clock.GetUtcNow());
        var count = await holder.Erase(records, stop);
        if (count > 0) db.Tombstones.Add(new() { At = now, Holding = key, Cause = cause, Mark = mark, Count = count });
        if (cause == EraseCause.Request) await Remember(key, records, now, stop);
        await db.SaveChangesAsync(stop);
        return count;
    }

    private async Task Remember(string key, IReadOnlyCollection<Guid> records, DateTimeOffset now, CancellationToken stop)
    {
        var known = await db.ErasedRecords.Where(e => e.Holding == key && records.Contains(e.Record)).Select(e => e.Record).ToListAsync(stop);
        db.ErasedRecords.AddRange(records.Except(known).Select(record => new ErasedRecord { Holding = key, Record = record, At = now }));
    }
}
