using Microsoft.AspNetCore.Mvc;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Visits.Manage.Circuits;

namespace Terril.Visits.Manage.Sessions;

/// <summary>What a session is about: its own copy.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class AboutPage(TerrilDb db, EditSession edit, TypedSubjects names) : SessionFormPage(db)
{
    [BindProperty]
    public AboutForm Form { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await Find(id)) return NotFound();
        Form = AboutForm.Of(Session.About, names);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!await Find(id)) return NotFound();
        var about = Form.Read(Session.About, names, Faults);
        if (Faults.Any) return Again();
        await edit.Run(Session.Id, about, Stop);
        return Done(Path, T["Présentation enregistrée.", "Saved."]);
    }
}
