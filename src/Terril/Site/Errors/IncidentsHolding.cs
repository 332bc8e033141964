using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Site.Errors;

/// <summary>Incidents say nothing of anybody; they are kept for a time all the same, which the public is told.</summary>
internal sealed class IncidentsHolding(TerrilDb db) : IHoldPersonalData
{
    public static Purpose Purpose { get; } = new("incidents",
        new("Réparer les pannes", "Mending what breaks"),
        new("Retrouver une panne par la référence que sa page vous a donnée.", "To find a fault by the reference that its page gave you."),
        LegalBasis.LegitimateInterest);

    public Holding Holding { get; } = new("incidents", Purpose.Key,
        new("L’heure d’une panne, le modèle de l’adresse et le message. Rien de vous ni de ce que vous avez tapé.", "The time of a fault, the pattern of the address and the message. Nothing of you or of what you typed."),
        Keeping.Days(30), new("après la panne", "after the fault"));

    public Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) => Task.FromResult<IReadOnlyList<HeldRecord>>([]);

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.Incidents.Where(i => i.At <= before).OrderBy(i => i.Id).Select(i => i.Id).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.Incidents.Where(i => records.Contains(i.Id)).ExecuteDeleteAsync(stop);
}
