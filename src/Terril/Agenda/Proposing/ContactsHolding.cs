using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Agenda.Proposing;

/// <summary>Who proposed events. The event stays; what tells of them goes.</summary>
internal sealed class ContactsHolding(TerrilDb db) : IHoldPersonalData
{
    public static Purpose Purpose { get; } = new("agenda.contacts",
        new("Tenir l’agenda commun", "The shared agenda"),
        new("Savoir que le rendez-vous proposé vient bien de vous, et vous répondre.", "To know that the event proposed comes from you, and answer you."),
        LegalBasis.PublicInterest);

    public Holding Holding { get; } = new("agenda.contacts", Purpose.Key,
        new("Votre nom et votre adresse, avec le rendez-vous que vous avez proposé.", "Your name and address, with the event that you proposed."),
        Keeping.Years(1), new("après votre dernier passage", "after you last came by"));

    public Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) => Held(db.AgendaContacts.Where(c => c.AddressKey == address && c.VerifiedAt != null), db, stop);

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.AgendaContacts.Where(c => c.VerifiedAt != null && c.SeenAt <= before).OrderBy(c => c.EventId).Select(c => c.EventId).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) => db.AgendaContacts.Where(c => records.Contains(c.EventId)).ExecuteDeleteAsync(stop);

    public async Task<Text?> Rectify(Guid record, string field, string value, CancellationToken stop)
    {
        if (field != "name" || await db.AgendaContacts.SingleOrDefaultAsync(c => c.EventId == record, stop) is not { } found) return new("Ce champ ne se corrige pas ici : demandez-le-nous.", "This field is not corrected here: ask us.");
        if (value.Length is 0 or > 100 || value.Any(char.IsControl)) return new("Écrivez un nom en cent caractères au plus, sur une ligne.", "Write a name in a hundred characters at most, on one line.");
        found.Name = value;
        await db.SaveChangesAsync(stop);
        return null;
    }

    internal static async Task<IReadOnlyList<HeldRecord>> Held(IQueryable<AgendaContact> contacts, TerrilDb db, CancellationToken stop) =>
    [
        .. (await contacts.AsNoTracking().Join(db.AgendaEvents, c => c.EventId, e => e.Id, (Contact, e) => new { Contact, e.TitleFr, e.TitleEn }).ToListAsync(stop))
            .Select(c => new HeldRecord(c.Contact.EventId, AgendaEvent.Both(c.TitleFr, c.TitleEn), c.Contact.SeenAt,
                new HeldField("name", new("Nom", "Name"), c.Contact.Name, IsEditable: c.Contact.VerifiedAt is not null), new HeldField("address", new("Adresse", "Address"), c.Contact.Address))),
    ];
}

/// <summary>What an address that never answered proposed: it goes with the address.</summary>
internal sealed class UnverifiedHolding(TerrilDb db) : IHoldPersonalData
{
    public Holding Holding { get; } = new("agenda.unverified", ContactsHolding.Purpose.Key,
        new("Un rendez-vous proposé avec votre adresse, que vous n’avez pas confirmé.", "An event proposed with your address, that you have not confirmed."),
        Keeping.Days(14), new("après la proposition", "after the proposal"));

    public Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) => ContactsHolding.Held(db.AgendaContacts.Where(c => c.AddressKey == address && c.VerifiedAt == null), db, stop);

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.AgendaContacts.Where(c => c.VerifiedAt == null && c.AskedAt <= before).OrderBy(c => c.EventId).Select(c => c.EventId).Take(most).ToListAsync(stop);

    public async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var count = await db.AgendaContacts.Where(c => records.Contains(c.EventId)).ExecuteDeleteAsync(stop);
        await db.AgendaEvents.Where(e => records.Contains(e.Id) && e.State == EventState.Unverified).ExecuteDeleteAsync(stop);
        return count;
    }
}
