using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Site.Contact;

/// <summary>What people wrote to the team, as they may see it.</summary>
internal sealed class MessagesHolding(TerrilDb db) : IHoldPersonalData
{
    public static Purpose Purpose { get; } = new("site.contact",
        new("Répondre aux messages", "Answering messages"),
        new("Lire ce que vous nous écrivez, vous répondre, et tenir le délai que nous devons.", "To read what you write to us, answer you, and keep to the time that we owe."),
        LegalBasis.PublicInterest);

    public Holding Holding { get; } = new("site.messages", Purpose.Key, new("Vos messages et nos réponses.", "Your messages and our answers."),
        Keeping.Years(1), new("après la réponse", "after the answer"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) =>
    [
        .. (await db.ContactMessages.AsNoTracking().Where(m => m.AddressKey == address).ToListAsync(stop)).Select(m => new HeldRecord(m.Id,
            new($"Message {m.Reference}", $"Message {m.Reference}"), m.AnsweredAt ?? m.At,
            new HeldField("name", new("Nom", "Name"), m.Name), new HeldField("address", new("Adresse", "Address"), m.Address), new HeldField("page", new("Page", "Page"), m.Page),
            new HeldField("body", new("Message", "Message"), m.Body), new HeldField("answer", new("Notre réponse", "Our answer"), m.Reply ?? ""))),
    ];

    // One that waits for its answer is not forgotten.
    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.ContactMessages.Where(m => m.AnsweredAt != null && m.AnsweredAt <= before).OrderBy(m => m.Id).Select(m => m.Id).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.ContactMessages.Where(m => records.Contains(m.Id)).ExecuteDeleteAsync(stop);
}
