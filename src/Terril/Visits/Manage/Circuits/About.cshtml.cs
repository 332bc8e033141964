using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>What a circuit is about.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class AboutPage(TerrilDb db, SaveCircuit save, TypedSubjects names) : FormPage
{
    public Circuit Circuit { get; private set; } = null!;

    [BindProperty]
    public AboutForm Form { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await Find(id)) return NotFound();
        Form = AboutForm.Of(Circuit.About, names);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!await Find(id)) return NotFound();
        var about = Form.Read(Circuit.About, names, Faults);
        if (Faults.Any) return Again();
        await save.Run(Circuit, about, Stop);
        return Done($"{VisitsDeskModule.Circuits}/{id}", T["Circuit enregistré.", "Circuit saved."]);
    }

    private async Task<bool> Find(Guid id)
    {
        if (await db.Circuits.SingleOrDefaultAsync(c => c.Id == id, Stop) is not { } found) return false;
        Circuit = found;
        return true;
    }
}
