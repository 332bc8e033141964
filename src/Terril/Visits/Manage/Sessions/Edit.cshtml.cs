using Microsoft.AspNetCore.Mvc;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>What a session says of itself.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class EditPage(TerrilDb db, EditSession edit, TimeProvider clock) : SessionFormPage(db)
{
    [BindProperty]
    public SessionForm Form { get; set; } = new();

    public int Minutes => Session.Stops.Sum(s => s.About.Minutes + s.About.TravelMinutes);

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await Find(id)) return NotFound();
        Form = SessionForm.Of(Session);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!await Find(id)) return NotFound();
        var plan = Form.Read(Faults, Session.State == SessionState.Draft, Minutes, clock.GetUtcNow());
        if (Faults.Any) return Again();
        if (await edit.Run(Session.Id, Form, plan, Stop)) return Done(Path, T["Séance enregistrée.", "Session saved."]);
        Faults.Add(nameof(Form.Rule), "gardez cette règle : des personnes attendent déjà, et c’est elle qui leur a été annoncée", "keep this rule: people wait already, and it is the one they were told");
        return Again();
    }
}
