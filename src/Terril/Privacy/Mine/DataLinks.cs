using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Mine;

/// <summary>Who asked for a link, for as long as it is worth knowing that they did.</summary>
internal sealed class DataLinks(TerrilDb db) : IHoldPersonalData
{
    public Holding Holding { get; } = new("privacy.links", PrivacyPurposes.Requests.Key,
        new("L’adresse à laquelle un lien vers « mes données » a été demandé, et l’heure.", "The address for which a link to “my data” was asked, and the time."),
        Keeping.Days(1), new("après la demande", "after it was asked"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) =>
    [
        .. (await db.DataLinks.AsNoTracking().Where(l => l.Address == address).ToListAsync(stop)).Select(l => new HeldRecord(l.Id,
            new("Lien vers « mes données »", "Link to “my data”"), l.AskedAt, new HeldField("address", new("Adresse", "Address"), l.Address))),
    ];

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.DataLinks.Where(l => l.AskedAt <= before).OrderBy(l => l.Id).Select(l => l.Id).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.DataLinks.Where(l => records.Contains(l.Id)).ExecuteDeleteAsync(stop);
}
