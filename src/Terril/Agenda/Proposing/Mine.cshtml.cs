using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Agenda.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Proposing;
using Terril.Shared.Web;

namespace Terril.Agenda.Proposing;

/// <summary>An event, for whoever has its link: confirm it, correct it, and once it is announced say that it is moved, full or cancelled. Opening it does nothing.</summary>
[Open]
[Paced(20)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MinePage(TerrilDb db, ProposalContacts contacts, VerifyEvent verify, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public EventForm Form { get; set; } = new();

    public AgendaEvent Event { get; private set; } = null!;

    public ProposalContact Contact { get; private set; } = null!;

    /// <summary>What was just done, in a word of the address.</summary>
    public string? Just { get; private set; }

    /// <summary>Until it is over.</summary>
    public bool MayCorrect => Event.State is EventState.ToModerate or EventState.Ready or EventState.Published && Event.EndsAt > clock.GetUtcNow();

    public string Here => $"{AgendaPaths.Propose}/{Token}";

    public async Task<IActionResult> OnGet(string? done)
    {
        if (!await Find()) return NotFound();
        Just = done;
        Form.Show(Event, typed, await collectives.Now(Stop));
        return Page();
    }

    public async Task<IActionResult> OnPostVerify()
    {
        if (!await Find()) return NotFound();
        await verify.Run(Event, Contact, Stop);
        return Redirect(Links.To(Here, ("done", "verify")));
    }

    public async Task<IActionResult> OnPostCorrect()
    {
        if (!await Find()) return NotFound();
        if (!MayCorrect) return Redirect(Links.To(Here));
        var who = await collectives.Now(Stop);
        if (Event.IsPublished)
        {
            // The words are those that the team read; when it is, and how it stands, is theirs to say.
            var (dates, status, says) = (Form.Dates, Form.Status, Form.StatusSays);
            Form.Show(Event, typed, who);
            (Form.Dates, Form.Status, Form.StatusSays) = (dates, status, says);
        }
        else
        {
            (Form.Status, Form.StatusSays) = (null, null);
        }
        if (!Form.Fill(Event, typed, names.Themes, who, Faults, clock.GetUtcNow())) return Again();
        await verify.Corrected(Event, Contact, Stop);
        return Redirect(Links.To(Here, ("done", "correct")));
    }

    private async Task<bool> Find()
    {
        if (await contacts.ByLink(ProposeEvent.Room, Token, Stop) is not { } contact) return false;
        (Contact, Event) = (contact, await db.AgendaEvents.Include(e => e.Dates).SingleAsync(e => e.Id == contact.SubjectId, Stop));
        return true;
    }
}
