using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>A stop of a circuit, new or not.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class StopPage(TerrilDb db, ChangeCircuitStops change) : FormPage
{
    public Circuit Circuit { get; private set; } = null!;

    /// <summary>Null for a new one.</summary>
    public CircuitStop? Place { get; private set; }

    [BindProperty]
    public StopForm Form { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id, Guid? stop)
    {
        if (!await Find(id, stop)) return NotFound();
        if (Place is not null) Form = StopForm.Of(Place.About);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid? stop)
    {
        if (!await Find(id, stop)) return NotFound();
        var about = Form.Read(Faults);
        if (Faults.Any) return Again();
        await change.Run(Circuit, Place is null ? new StopChange.NewStop(about) : new StopChange.Edit(Place.Id, about), Stop);
        return Done($"{VisitsDeskModule.Circuits}/{id}", T["Étape enregistrée.", "Stop saved."]);
    }

    private async Task<bool> Find(Guid id, Guid? stop)
    {
        if (await db.Circuits.Include(c => c.Stops).SingleOrDefaultAsync(c => c.Id == id, Stop) is not { } found) return false;
        (Circuit, Place) = (found, found.Stops.Find(s => s.Id == stop));
        return stop is null || Place is not null;
    }
}
