using Terril.Shared.Search;

namespace Terril.Agenda.Public;

/// <summary>Puts the events that are not over in the search box.</summary>
internal sealed class WriteAgendaEntries(KnownAgenda known, SearchIndex index, TimeProvider clock) : IWriteEntries
{
    private const string Owner = "agenda";

    public async Task Run(CancellationToken stop)
    {
        var said = await known.Now(stop);
        // What was to come a day ago is over: the day is part of what was written.
        var edition = $"{said.Edition} {said.Until.UtcTicks}";
        if (said.Edition.Length == 0 || await index.IsCurrent(Owner, edition, stop)) return;
        var now = clock.GetUtcNow();
        var coming = said.All.Values.Where(e => !e.IsWithdrawn && e.EndsAt > now).ToList();
        if (coming.Count == 0 && !await index.Has(Owner, stop)) return;
        await index.Replace(Owner, edition, coming.Select(Entry), stop);
    }

    private static SearchEntry Entry(EventBrief e)
    {
        var kind = AgendaWords.Kind(e.Kind);
        return new("event", e.Path, e.Title, new($"{kind.Fr}{After(e.Place)}", $"{kind.En}{After(e.Place)}")) { AlsoFoundBy = e.OrganiserName.Length > 0 ? [e.OrganiserName] : [] };
    }

    private static string After(string place) => place.Length == 0 ? "" : $", {place}";
}
