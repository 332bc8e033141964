using Terril.Collectives.Public;

namespace Terril.Agenda.Public;

/// <summary>What other rooms ask: what an organisation announces.</summary>
public sealed class AskAgenda(KnownAgenda known, KnownCollectives collectives, TimeProvider clock)
{
    private const int Most = 5;

    /// <summary>Its next dates, a few, and how many there are; those of one that was merged into it are its own.</summary>
    public async Task<(IReadOnlyList<(EventBrief Event, DateBrief Date)> Next, int Count)> Of(Guid organisation, CancellationToken stop)
    {
        var (now, who) = (clock.GetUtcNow(), await collectives.Now(stop));
        var coming = (await known.Now(stop)).Dates.Where(d => who.Organisation(d.Event.Organisation)?.Id == organisation && !d.Date.IsCancelled && d.Event.Status != Events.EventStatus.Cancelled && d.Date.EndsAt > now).ToList();
        return ([.. coming.Take(Most)], coming.Count);
    }
}
