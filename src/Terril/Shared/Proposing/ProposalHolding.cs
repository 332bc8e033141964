using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Shared.Proposing;

/// <summary>What was proposed, as the person is told of it.</summary>
internal sealed class Proposed
{
    public Guid Id { get; init; }

    public string TitleFr { get; init; } = "";

    public string TitleEn { get; init; } = "";
}

/// <summary>Who proposed something to a room. What they proposed stays; what tells of them goes.</summary>
/// <param name="room">As <see cref="ProposalContact.Room"/>.</param>
/// <param name="isVerified">Those who showed that the address is theirs; or those who never did.</param>
internal abstract class ProposalHolding(TerrilDb db, string room, bool isVerified) : IHoldPersonalData
{
    public abstract Holding Holding { get; }

    protected TerrilDb Db { get; } = db;

    /// <summary>All that was ever proposed to the room.</summary>
    protected abstract IQueryable<Proposed> Proposed { get; }

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) =>
    [
        .. (await Contacts.AsNoTracking().Where(c => c.AddressKey == address).Join(Proposed, c => c.SubjectId, p => p.Id, (Contact, Proposed) => new { Contact, Proposed }).ToListAsync(stop))
            .Select(c => new HeldRecord(c.Contact.SubjectId, new(c.Proposed.TitleFr, c.Proposed.TitleEn.Length > 0 ? c.Proposed.TitleEn : c.Proposed.TitleFr), c.Contact.SeenAt,
                new HeldField("name", new("Nom", "Name"), c.Contact.Name, IsEditable: isVerified), new HeldField("address", new("Adresse", "Address"), c.Contact.Address))),
    ];

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await Contacts.Where(c => c.SeenAt <= before).OrderBy(c => c.SubjectId).Select(c => c.SubjectId).Take(most).ToListAsync(stop);

    public virtual Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) => Contacts.Where(c => records.Contains(c.SubjectId)).ExecuteDeleteAsync(stop);

    public async Task<Text?> Rectify(Guid record, string field, string value, CancellationToken stop)
    {
        if (!isVerified || field != "name" || await Contacts.SingleOrDefaultAsync(c => c.SubjectId == record, stop) is not { } found) return new("Ce champ ne se corrige pas ici : demandez-le-nous.", "This field is not corrected here: ask us.");
        if (value.Length is 0 or > 100 || value.Any(char.IsControl)) return new("Écrivez un nom en cent caractères au plus, sur une ligne.", "Write a name in a hundred characters at most, on one line.");
        found.Name = value;
        await Db.SaveChangesAsync(stop);
        return null;
    }

    private IQueryable<ProposalContact> Contacts => Db.ProposalContacts.Where(c => c.Room == room && c.VerifiedAt != null == isVerified);
}
