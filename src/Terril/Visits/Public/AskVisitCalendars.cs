using Microsoft.EntityFrameworkCore;
using Terril.Shared.Calendar;
using Terril.Shared.Database;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Visits.Sessions;

namespace Terril.Visits.Public;

/// <summary>Sessions as calendars keep them, whatever room writes the calendar: the same event bears the same key.</summary>
public sealed class AskVisitCalendars(TerrilDb db)
{
    /// <summary>Those of these names, in their order; nothing is told of drafts.</summary>
    public async Task<IReadOnlyList<CalendarEvent>> Of(IReadOnlyCollection<string> slugs, Words words, SiteAddress site, CancellationToken stop)
    {
        if (slugs.Count == 0) return [];
        var sessions = await db.VisitSessions.AsNoTracking().Include(s => s.Stops).Where(s => slugs.Contains(s.Slug) && s.State != SessionState.Draft).OrderBy(s => s.StartsAt).ThenBy(s => s.Slug).ToListAsync(stop);
        return [.. sessions.Select(s => SessionCalendar.Of(s, words, site))];
    }
}
