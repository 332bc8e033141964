using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Moderating;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Forms;

namespace Terril.Agenda.Feeds;

/// <summary>The calendar of a member: where it is, what is made of it, what could not be read, and to read it now.</summary>
[Requires(AgendaPermissions.Moderate)]
public sealed class FeedPage(TerrilDb db, TakeFeed take, AuditTrail trail, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, TimeProvider clock) : FormPage
{
    [BindProperty]
    public FeedForm Form { get; set; } = new();

    /// <summary>Null for a new one.</summary>
    public AgendaFeed? Feed { get; private set; }

    public async Task<IActionResult> OnGet([FromRoute] Guid? id)
    {
        if (!await Find(id)) return NotFound();
        if (Feed is not null) Form.Show(Feed, typed, await collectives.Now(Stop));
        return Page();
    }

    public async Task<IActionResult> OnPost([FromRoute] Guid? id)
    {
        if (!await Find(id)) return NotFound();
        var now = clock.GetUtcNow();
        var feed = Feed ?? new AgendaFeed { CreatedAt = now };
        if (!Form.Fill(feed, typed, names.Themes, await collectives.Now(Stop), Faults)) return Again();
        if (Feed is null) db.AgendaFeeds.Add(feed);
        (feed.ChangedAt, feed.DueAt) = (now, now);
        trail.Record(Feed is null ? "agenda.feed.create" : "agenda.feed.edit", "feed", feed.Id.ToString());
        await db.SaveChangesAsync(Stop);
        return Done($"{AgendaDesk.Feeds}/{feed.Id}", T["Agenda enregistré ; il sera lu dans les minutes qui viennent.", "Calendar saved; it will be read within minutes."]);
    }

    public async Task<IActionResult> OnPostRead(Guid id)
    {
        if (!await Find(id) || Feed is null || Feed.Address.Length == 0) return NotFound();
        trail.Record("agenda.feed.read", "feed", Feed.Id.ToString());
        await take.Run(Feed, isWhole: true, Stop);
        return Done($"{AgendaDesk.Feeds}/{Feed.Id}", T[Feed.Says]);
    }

    private async Task<bool> Find(Guid? id)
    {
        if (id is null) return true;
        Feed = await db.AgendaFeeds.SingleOrDefaultAsync(f => f.Id == id, Stop);
        return Feed is not null;
    }
}
