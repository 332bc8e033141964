using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Actions.Proposing;

/// <summary>Who proposed actions. The sheet stays; what tells of them goes.</summary>
internal sealed class ContactsHolding(TerrilDb db) : IHoldPersonalData
{
    public static Purpose Purpose { get; } = new("actions.contacts",
        new("Recenser les actions", "The census of actions"),
        new("Savoir que l’action proposée vient bien de vous, vous répondre, et vous demander une fois par an si elle est encore vraie.", "To know that the action proposed comes from you, answer you, and ask you once a year whether it is still true."),
        LegalBasis.PublicInterest);

    public Holding Holding { get; } = new("actions.contacts", Purpose.Key,
        new("Votre nom et votre adresse, avec l’action que vous avez proposée.", "Your name and address, with the action that you proposed."),
        Keeping.Years(3), new("après votre dernière réponse", "after your last answer"));

    public Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) => Held(db.ActionContacts.Where(c => c.AddressKey == address && c.VerifiedAt != null), db, stop);

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.ActionContacts.Where(c => c.VerifiedAt != null && c.SeenAt <= before).OrderBy(c => c.SheetId).Select(c => c.SheetId).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) => db.ActionContacts.Where(c => records.Contains(c.SheetId)).ExecuteDeleteAsync(stop);

    public async Task<Text?> Rectify(Guid record, string field, string value, CancellationToken stop)
    {
        if (field != "name" || await db.ActionContacts.SingleOrDefaultAsync(c => c.SheetId == record, stop) is not { } found) return new("Ce champ ne se corrige pas ici : demandez-le-nous.", "This field is not corrected here: ask us.");
        if (value.Length is 0 or > 100 || value.Any(char.IsControl)) return new("Écrivez un nom en cent caractères au plus, sur une ligne.", "Write a name in a hundred characters at most, on one line.");
        found.Name = value;
        await db.SaveChangesAsync(stop);
        return null;
    }

    internal static async Task<IReadOnlyList<HeldRecord>> Held(IQueryable<ActionContact> contacts, TerrilDb db, CancellationToken stop) =>
    [
        .. (await contacts.AsNoTracking().Join(db.ActionSheets, c => c.SheetId, s => s.Id, (Contact, s) => new { Contact, s.TitleFr, s.TitleEn }).ToListAsync(stop))
            .Select(c => new HeldRecord(c.Contact.SheetId, ActionSheet.Both(c.TitleFr, c.TitleEn), c.Contact.SeenAt,
                new HeldField("name", new("Nom", "Name"), c.Contact.Name, IsEditable: c.Contact.VerifiedAt is not null), new HeldField("address", new("Adresse", "Address"), c.Contact.Address))),
    ];
}

/// <summary>What an address that never answered proposed: it goes with the address.</summary>
internal sealed class UnverifiedHolding(TerrilDb db) : IHoldPersonalData
{
    public Holding Holding { get; } = new("actions.unverified", ContactsHolding.Purpose.Key,
        new("Une action proposée avec votre adresse, que vous n’avez pas confirmée.", "An action proposed with your address, that you have not confirmed."),
        Keeping.Days(14), new("après la proposition", "after the proposal"));

    public Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) => ContactsHolding.Held(db.ActionContacts.Where(c => c.AddressKey == address && c.VerifiedAt == null), db, stop);

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.ActionContacts.Where(c => c.VerifiedAt == null && c.AskedAt <= before).OrderBy(c => c.SheetId).Select(c => c.SheetId).Take(most).ToListAsync(stop);

    public async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var count = await db.ActionContacts.Where(c => records.Contains(c.SheetId)).ExecuteDeleteAsync(stop);
        await db.ActionSheets.Where(s => records.Contains(s.Id) && s.State == ActionState.Unverified).ExecuteDeleteAsync(stop);
        return count;
    }
}
