using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>What happens to a stop.</summary>
public abstract record StopChange
{
    private StopChange() { }

    /// <summary>A new one, the last.</summary>
    public sealed record NewStop(StopAbout About) : StopChange;

    public sealed record Edit(Guid Stop, StopAbout About) : StopChange;

    /// <summary>One place earlier, or later.</summary>
    public sealed record Shift(Guid Stop, int By) : StopChange;

    public sealed record RemovedStop(Guid Stop) : StopChange;
}

/// <summary>Adds, changes, moves or removes a stop of a circuit. The sessions that were opened have their own.</summary>
public sealed class ChangeCircuitStops(TerrilDb db, TimeProvider clock, AuditTrail trail)
{
    /// <param name="circuit">With its stops.</param>
    public async Task Run(Circuit circuit, StopChange change, CancellationToken stop)
    {
        switch (change)
        {
            case StopChange.NewStop(var about):
                var added = new CircuitStop { CircuitId = circuit.Id, Position = circuit.Stops.Count + 1, About = about };
                db.CircuitStops.Add(added);
                break;
            case StopChange.Edit(var id, var about) when circuit.Stops.Find(s => s.Id == id) is { } edited:
                edited.About = about;
                break;
            case StopChange.Shift(var id, var by):
                StopOrder.Shift(circuit.Stops, s => s.Id == id, by, s => s.Position, (s, place) => s.Position = place);
                break;
            case StopChange.RemovedStop(var id) when circuit.Stops.Find(s => s.Id == id) is { } removed:
                db.CircuitStops.Remove(removed);
                StopOrder.Number(circuit.Stops.Where(s => s != removed), s => s.Position, (s, place) => s.Position = place);
                break;
            default:
                break;
        }
        circuit.ChangedAt = clock.GetUtcNow();
        trail.Record($"visits.circuit.stop.{StopOrder.NameOf(change)}", "circuit", circuit.Id.ToString(), circuit.About.TitleFr);
        await db.SaveChangesAsync(stop);
    }
}

/// <summary>The order of stops: from 1, without a hole.</summary>
internal static class StopOrder
{
    public static void Shift<TStop>(IEnumerable<TStop> stops, Func<TStop, bool> which, int by, Func<TStop, int> placeOf, Action<TStop, int> put)
    {
        var order = stops.OrderBy(placeOf).ToList();
        var from = order.FindIndex(s => which(s));
        var to = from + Math.Sign(by);
        if (from < 0 || to < 0 || to >= order.Count) return;
        (order[from], order[to]) = (order[to], order[from]);
        for (var i = 0; i < order.Count; i++) put(order[i], i + 1);
    }

    public static void Number<TStop>(IEnumerable<TStop> stops, Func<TStop, int> placeOf, Action<TStop, int> put)
    {
        foreach (var (i, stop) in stops.OrderBy(placeOf).ToList().Index()) put(stop, i + 1);
    }

    public static string NameOf(StopChange change) => change switch
    {
        StopChange.NewStop => "add",
        StopChange.Edit => "edit",
        StopChange.Shift => "move",
        _ => "remove",
    };
}
