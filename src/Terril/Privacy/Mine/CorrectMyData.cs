using Terril.Observatory;
using Terril.Privacy.Retention;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Mine;

/// <summary>Puts another value in a field that its room lets the person correct themselves.</summary>
internal sealed class CorrectMyData(TerrilDb db, PurposesInForce purposes, AuditTrail trail)
{
    private static readonly Text NotYours = new("Cette donnée n’est plus là, ou ne se corrige pas ici.", "This is no longer there, or is not corrected here.");

    /// <summary>The field as it is; null when it is not this person’s, or not theirs to correct.</summary>
    public async Task<(IHoldPersonalData Holder, HeldRecord Record, HeldField Field)?> Look(DataLink who, string holding, Guid record, string field, CancellationToken stop)
    {
        if ((await purposes.All(stop)).SelectMany(p => p.Holdings).FirstOrDefault(h => h.Key == holding) is not { } known) return null;
        var held = (await known.Holder.Find(who.Address, stop)).FirstOrDefault(r => r.Id == record);
        return held?.Fields.FirstOrDefault(f => f.Name == field && f.IsEditable) is { } found ? (known.Holder, held, found) : null;
    }

    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Text?> Run(DataLink who, string holding, Guid record, string field, string value, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("privacy corrections", stop);
        if (await Look(who, holding, record, field, stop) is not var (holder, _, _)) return NotYours;
        if (await holder.Rectify(record, field, value, stop) is { } why) return why;
        trail.Record("privacy.correct", holding, record.ToString(), field);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }
}
