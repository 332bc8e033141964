using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Shared.Audit;

/// <summary>The trail is kept for its time. Nobody has a line of it erased, or it would prove nothing.</summary>
internal sealed class AuditHolding(TerrilDb db, IEnumerable<IKnowPeople> rooms) : IHoldPersonalData
{
    public static Purpose Purpose { get; } = new("audit",
        new("Savoir qui a fait quoi", "Knowing who did what"),
        new("La loi demande de protéger ce que nous gardons, et de pouvoir montrer qui y a touché.", "The law asks us to protect what we keep, and to be able to show who touched it."),
        LegalBasis.LegalDuty);

    public Holding Holding { get; } = new("audit.trail", Purpose.Key,
        new("Le journal des actes : qui a fait quoi, quand, depuis quel réseau. Un visiteur n’y est qu’une empreinte chiffrée.", "The trail of acts: who did what, when, from which network. A visitor is only a keyed hash in it."),
        Keeping.Years(1), new("après l’acte", "after the act"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        var names = new List<string> { address };
        foreach (var room in rooms) names.AddRange(await room.Known(address, stop));
        var people = names.Select(name => Guid.TryParse(name, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        return
        [
            .. (await db.AuditEntries.AsNoTracking().Where(e => names.Contains(e.Subject!) || (e.PersonId != null && people.Contains(e.PersonId.Value))).OrderBy(e => e.Id).ToListAsync(stop)).Select(e => new HeldRecord(e.Id,
                new($"Acte « {e.Act} »", $"Act “{e.Act}”"), e.At, new HeldField("name", new("Nom", "Name"), people.Contains(e.PersonId ?? Guid.Empty) ? e.PersonName ?? "" : ""), new HeldField("detail", new("Précision", "Detail"), e.Detail ?? ""))),
        ];
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.AuditEntries.Where(e => e.At <= before).OrderBy(e => e.Id).Select(e => e.Id).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.AuditEntries.Where(e => records.Contains(e.Id)).ExecuteDeleteAsync(stop);
}
