using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;

namespace Terril.Agenda.Moderating;

/// <summary>An event, new or not, as the team writes it. One that is read in a feed is written there.</summary>
[Requires(AgendaPermissions.Moderate)]
public sealed class EditEventPage(TerrilDb db, SaveEvent save, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, TimeProvider clock) : FormPage
{
    [BindProperty]
    public EventForm Form { get; set; } = new();

    /// <summary>Null for a new one.</summary>
    public AgendaEvent? Event { get; private set; }

    public async Task<IActionResult> OnGet(Guid? id)
    {
        if (!await Find(id)) return NotFound();
        if (Event is not null) Form.Show(Event, typed, await collectives.Now(Stop));
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid? id)
    {
        if (!await Find(id)) return NotFound();
        var one = Event ?? new AgendaEvent { CreatedAt = clock.GetUtcNow() };
        if (!Form.Fill(one, typed, names.Themes, await collectives.Now(Stop), Faults, clock.GetUtcNow())) return Again();
        await save.Run(one, Event is null, isByOwner: false, Stop);
        return Done($"{AgendaDesk.Root}/{one.Id}", T["Rendez-vous enregistré.", "Event saved."]);
    }

    private async Task<bool> Find(Guid? id)
    {
        if (id is null) return true;
        Event = await db.AgendaEvents.Include(e => e.Dates).SingleOrDefaultAsync(e => e.Id == id && e.FeedId == null, Stop);
        return Event is not null;
    }
}
