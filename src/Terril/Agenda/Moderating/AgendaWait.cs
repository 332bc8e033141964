using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;

namespace Terril.Agenda.Moderating;

/// <summary>Events that wait for a yes or a no, those that are ready, and feeds that can no longer be read.</summary>
internal sealed class AgendaWait(TerrilDb db) : IWait
{
    /// <summary>Once or twice is nothing: servers have their nights.</summary>
    private const int Worrying = 3;

    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        if (!person.May(AgendaPermissions.Moderate)) return [];
        List<Waiting> waits = [];
        var due = await db.AgendaEvents.Where(e => e.State == EventState.ToModerate && e.CorrectionAskedAt == null).Select(e => e.ModerateBy).ToListAsync(stop);
        if (due.Count > 0)
            waits.Add(new(new($"{due.Count} {(due.Count < 2 ? "rendez-vous attend" : "rendez-vous attendent")} d’être modéré{(due.Count < 2 ? "" : "s")}", $"{due.Count} {(due.Count == 1 ? "event waits" : "events wait")} to be moderated"), $"{AgendaDesk.Root}?state={EventState.ToModerate}", due.Min()));
        var ready = await db.AgendaEvents.CountAsync(e => e.State == EventState.Ready, stop);
        if (ready > 0)
            waits.Add(new(new($"{ready} rendez-vous {(ready < 2 ? "prêt attend" : "prêts attendent")} d’être publié{(ready < 2 ? "" : "s")}", $"{ready} {(ready == 1 ? "event that is ready waits" : "events that are ready wait")} to be published"), $"{AgendaDesk.Root}?state={EventState.Ready}"));
        var silent = await db.AgendaFeeds.CountAsync(f => f.IsOn && f.Failures >= Worrying, stop);
        if (silent > 0)
            waits.Add(new(new($"{silent} {(silent < 2 ? "agenda de membre ne se lit" : "agendas de membres ne se lisent")} plus", $"{silent} {(silent == 1 ? "calendar of a member" : "calendars of members")} can no longer be read"), AgendaDesk.Feeds));
        return waits;
    }
}
