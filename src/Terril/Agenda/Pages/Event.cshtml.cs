using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Agenda.Feeds;
using Terril.Agenda.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Shared.Ui;

namespace Terril.Agenda.Pages;

/// <summary>An event: when, where, for whom, by whom, and where it was read.</summary>
[Open]
[SharedPage]
public sealed class EventPage(TerrilDb db, KnownCollectives collectives, SubjectNames names, Links links, TimeProvider clock) : PageModel
{
    public AgendaEvent Event { get; private set; } = null!;

    public SubjectNames Names => names;

    public OrganisationBrief? Organisation { get; private set; }

    /// <summary>Where it is read; null for one that was written here.</summary>
    public AgendaFeed? Feed { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Those to come, or all when none is.</summary>
    public IReadOnlyList<AgendaDate> Dates { get; private set; } = [];

    public int Past { get; private set; }

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (await db.AgendaEvents.AsNoTracking().Include(e => e.Dates).SingleOrDefaultAsync(e => e.Slug == slug && e.PublishedAt != null, stop) is not { } found) return NotFound();
        if (found.SameAs is { } same && await db.AgendaEvents.Where(e => e.Id == same && e.State == EventState.Published).Select(e => e.Slug).SingleOrDefaultAsync(stop) is { } told) return Redirect(links.To(AgendaPaths.Event(told)));
        Event = found;
        if (!found.IsPublished)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }
        Organisation = (await collectives.Now(stop)).Organisation(found.OrganisationId);
        if (found.FeedId is { } feed) Feed = await db.AgendaFeeds.AsNoTracking().SingleAsync(f => f.Id == feed, stop);
        var coming = found.Dates.Where(d => d.EndsAt > Now || d.StartsAt > Now).OrderBy(d => d.StartsAt).ToList();
        Dates = coming.Count > 0 ? coming : [.. found.Dates.OrderBy(d => d.StartsAt)];
        Past = found.Dates.Count - Dates.Count;
        return Page();
    }
}
