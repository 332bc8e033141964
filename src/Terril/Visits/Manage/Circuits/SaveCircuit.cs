using Terril.Observatory.Public;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Search;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>Writes a circuit of the catalogue, new or not. Its address follows its title until it is first shown.</summary>
public sealed class SaveCircuit(TerrilDb db, TimeProvider clock, AuditTrail trail)
{
    /// <param name="circuit">Null for a new one.</param>
    public async Task<Circuit> Run(Circuit? circuit, VisitAbout about, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var isNew = circuit is null;
        if (circuit is null) db.Circuits.Add(circuit = new() { CreatedAt = now });
        (circuit.About, circuit.ChangedAt, circuit.Words) = (about, now, SearchText.Normalise($"{about.TitleFr} {about.TitleEn} {about.Place}"));
        if (!circuit.IsPublished) circuit.Slug = await Slugs.Free(db.Circuits.Where(c => c.Id != circuit.Id).Select(c => c.Slug), Addresses.Slug(about.TitleFr), stop);
        trail.Record(isNew ? "visits.circuit.create" : "visits.circuit.edit", "circuit", circuit.Id.ToString(), about.TitleFr);
        await db.SaveChangesAsync(stop);
        return circuit;
    }
}
