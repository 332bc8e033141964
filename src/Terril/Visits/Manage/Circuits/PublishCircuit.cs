using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>Shows a circuit in the catalogue, or takes it out. Its sessions stay as they are.</summary>
public sealed class PublishCircuit(TerrilDb db, TimeProvider clock, AuditTrail trail)
{
    /// <summary>What it lacks to be shown; empty when it may be.</summary>
    public static IReadOnlyList<Text> Lacks(Circuit circuit) =>
    [
        .. circuit.About.SummaryFr.Length == 0 ? [new("Écrivez ce que l’on verra, en une phrase.", "Write what one will see, in one sentence.")] : Array.Empty<Text>(),
        .. circuit.About.LearnFr.Length == 0 ? [new("Écrivez ce que l’on y apprend.", "Write what one learns there.")] : Array.Empty<Text>(),
        .. circuit.Stops.Count == 0 ? [new("Ajoutez au moins une étape.", "Add at least one stop.")] : Array.Empty<Text>(),
    ];

    /// <returns>What it lacks; nothing was done then.</returns>
    public async Task<IReadOnlyList<Text>> Run(Circuit circuit, bool isShown, CancellationToken stop)
    {
        if (isShown && Lacks(circuit) is { Count: > 0 } lacks) return lacks;
        (circuit.IsPublished, circuit.ChangedAt) = (isShown, clock.GetUtcNow());
        trail.Record(isShown ? "visits.circuit.publish" : "visits.circuit.unpublish", "circuit", circuit.Id.ToString(), circuit.About.TitleFr);
        await db.SaveChangesAsync(stop);
        return [];
    }
}
