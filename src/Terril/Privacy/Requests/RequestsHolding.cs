using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Requests;

/// <summary>What people asked about their data, and what was answered.</summary>
internal sealed class RequestsHolding(TerrilDb db) : IHoldPersonalData
{
    public Holding Holding { get; } = new("privacy.requests", PrivacyPurposes.Requests.Key,
        new("Vos demandes sur vos données et nos réponses.", "Your requests about your data and our answers."),
        Keeping.Years(3), new("après la réponse", "after the answer"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) =>
    [
        .. (await db.RightsRequests.AsNoTracking().Where(r => r.Address == address).ToListAsync(stop)).Select(r => new HeldRecord(r.Id,
            new($"Demande {r.Reference} : {r.Asks.Name().Fr}", $"Request {r.Reference}: {r.Asks.Name().En}"), r.AnsweredAt ?? r.AskedAt,
            new HeldField("said", new("Vos mots", "Your words"), r.Said),
            new HeldField("due", new("Réponse due le", "Reply due on"), $"{r.DueAt:yyyy-MM-dd}"), new HeldField("answer", new("Notre réponse", "Our answer"), r.Reply ?? ""))),
    ];

    // One that waits for its answer is not forgotten.
    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.RightsRequests.Where(r => r.AnsweredAt != null && r.AnsweredAt <= before).OrderBy(r => r.Id).Select(r => r.Id).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.RightsRequests.Where(r => records.Contains(r.Id)).ExecuteDeleteAsync(stop);
}
