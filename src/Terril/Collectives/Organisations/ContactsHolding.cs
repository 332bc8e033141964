using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Collectives.Organisations;

/// <summary>Whom to reach in an organisation: read by everybody once they agreed, by the team before.</summary>
internal sealed class ContactsHolding(TerrilDb db, TimeProvider clock) : IHoldPersonalData
{
    public Holding Holding { get; } = new("collectives.contacts", CollectivesPurposes.Contacts.Key,
        new("Votre nom, votre adresse et votre téléphone, sur la fiche d’une organisation.", "Your name, your address and your telephone, on the page of an organisation."),
        Keeping.Years(3), new("après la dernière mise à jour de la fiche", "after the page was last kept up to date"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) =>
    [
        .. (await db.Organisations.AsNoTracking().Where(o => o.ContactAddress != "").ToListAsync(stop)).Where(o => PersonAddress.Normal(o.ContactAddress) == address)
            .Select(o => new HeldRecord(o.Id, new(o.Name, o.Name), o.ChangedAt,
                new HeldField("name", new("Nom", "Name"), o.ContactName), new HeldField("address", new("Adresse", "Address"), o.ContactAddress), new HeldField("phone", new("Téléphone", "Telephone"), o.ContactPhone))),
    ];

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await Held.Where(o => o.ChangedAt <= before).OrderBy(o => o.Id).Select(o => o.Id).Take(most).ToListAsync(stop);

    public async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var held = await Held.Where(o => records.Contains(o.Id)).ToListAsync(stop);
        foreach (var one in held)
        {
            (one.ContactName, one.ContactAddress, one.ContactPhone, one.ContactAgreedAt) = ("", "", "", null);
            one.ChangedAt = clock.GetUtcNow();
        }
        await db.SaveChangesAsync(stop);
        return held.Count;
    }

    private IQueryable<Organisation> Held => db.Organisations.Where(o => o.ContactName != "" || o.ContactAddress != "" || o.ContactPhone != "");
}
