using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Retention;

/// <summary>What is left of what was erased. A person who was erased can ask for the count.</summary>
internal sealed class Tombstones(TerrilDb db, KeyedHash hash) : IHoldPersonalData
{
    public Holding Holding { get; } = new("privacy.tombstones", PrivacyPurposes.Requests.Key,
        new("Après un effacement : une empreinte chiffrée, la sorte de donnée, le nombre et la date. Rien de ce qui a été effacé.", "After an erasure: a keyed hash, the kind of data, the count and the date. Nothing of what was erased."),
        Keeping.Years(5), new("après l’effacement", "after the erasure"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        var mark = hash.OfPerson(address);
        return
        [
            .. (await db.Tombstones.AsNoTracking().Where(t => t.Mark == mark).ToListAsync(stop)).Select(t => new HeldRecord(t.Id,
                new($"Effacement, {t.Holding}", $"Erasure, {t.Holding}"), t.At, new HeldField("count", new("Nombre", "Count"), $"{t.Count}"))),
        ];
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.Tombstones.Where(t => t.At <= before).OrderBy(t => t.Id).Select(t => t.Id).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.Tombstones.Where(t => records.Contains(t.Id)).ExecuteDeleteAsync(stop);
}

/// <summary>The numbers of the records that were erased, kept as long as a backup may still hold them.</summary>
internal sealed class ErasedNumbers(TerrilDb db) : IHoldPersonalData
{
    public Holding Holding { get; } = new("privacy.journal", PrivacyPurposes.Requests.Key,
        new("Le numéro de ce qui a été effacé, pour l’effacer de nouveau si une sauvegarde plus ancienne est remise en place. Il ne dit rien de vous.", "The number of what was erased, to erase it again if an older backup is put back. It says nothing of you."),
        Keeping.Years(2), new("après l’effacement", "after the erasure"));

    public Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) => Task.FromResult<IReadOnlyList<HeldRecord>>([]);

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.ErasedRecords.Where(e => e.At <= before).OrderBy(e => e.Id).Select(e => e.Id).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.ErasedRecords.Where(e => records.Contains(e.Id)).ExecuteDeleteAsync(stop);
}
