using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Agenda.Moderating;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Forms;

namespace Terril.Agenda.Own;

/// <summary>An event of one’s own organisation, new or not. A new one waits for the team; one that is published stays so, and the trail says who changed it. One that is read in a feed is written there.</summary>
[Requires(AgendaPermissions.Own)]
public sealed class EditOwnPage(OwnEvents own, SaveEvent save, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, TimeProvider clock) : FormPage
{
    [BindProperty]
    public EventForm Form { get; set; } = new();

    /// <summary>Null for a new one.</summary>
    public AgendaEvent? Event { get; private set; }

    public OrganisationBrief Organisation { get; private set; } = null!;

    public bool MayWrite => Event is null or { FeedId: null, State: EventState.ToModerate or EventState.Ready or EventState.Published };

    public async Task<IActionResult> OnGet([FromRoute] Guid? id)
    {
        if (!await Find(id)) return NotFound();
        if (Event is not null) Form.Show(Event, typed, await collectives.Now(Stop));
        return Page();
    }

    public async Task<IActionResult> OnPost([FromRoute] Guid? id)
    {
        if (!await Find(id) || !MayWrite) return NotFound();
        var one = Event ?? new AgendaEvent { CreatedAt = clock.GetUtcNow() };
        if (!Form.Fill(one, typed, names.Themes, await collectives.Now(Stop), Faults, clock.GetUtcNow(), Organisation)) return Again();
        await save.Run(one, Event is null, isByOwner: true, Stop);
        return Done(AgendaDesk.Own, Event is null ? T["Rendez-vous annoncé : l’équipe le lira sous cinq jours.", "Event announced: the team will read it within five days."] : T["Rendez-vous enregistré.", "Event saved."]);
    }

    private async Task<bool> Find(Guid? id)
    {
        if (await own.Organisation(Stop) is not { } organisation) return false;
        Organisation = organisation;
        if (id is null) return true;
        Event = await (await own.Events(Stop)).Include(e => e.Dates).SingleOrDefaultAsync(e => e.Id == id, Stop);
        return Event is not null;
    }
}
