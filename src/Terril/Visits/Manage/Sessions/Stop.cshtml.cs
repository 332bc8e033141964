using Microsoft.AspNetCore.Mvc;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Wording;
using Terril.Visits.Manage.Circuits;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>A stop of a session, new or not, and its hour.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class StopPage(TerrilDb db, ChangeProgramme change) : SessionFormPage(db)
{
    /// <summary>Null for a new one.</summary>
    public SessionStop? Place { get; private set; }

    [BindProperty]
    public StopForm Form { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id, Guid? stop)
    {
        if (!await Find(id, stop)) return NotFound();
        if (Place is not null)
        {
            Form = StopForm.Of(Place.About);
            Form.Hour = Place.IsTimeSet ? TypedFields.HourOf(Place.StartsAt) : "";
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid? stop)
    {
        if (!await Find(id, stop)) return NotFound();
        var about = Form.Read(Faults);
        var hour = Faults.At(nameof(Form.Hour), Paris.Day(Session.StartsAt), Form.Hour, isNeeded: false);
        if (hour < Session.StartsAt) Faults.Add(nameof(Form.Hour), "écrivez une heure après le début de la visite", "write a time after the visit begins");
        if (Faults.Any) return Again();
        StopChange asked = Place is null ? new StopChange.NewStop(about) : new StopChange.Edit(Place.Id, about);
        return await change.Run(Session.Id, asked, hour, Stop)
            ? Done($"{Path}/programme", T["Étape enregistrée, heures recalculées.", "Stop saved, times computed again."])
            : Done($"{Path}/programme", T["Rien n’a changé : la séance est publiée ou terminée.", "Nothing has changed: the session is published or over."]);
    }

    private async Task<bool> Find(Guid id, Guid? stop)
    {
        if (!await Find(id)) return false;
        Place = Session.Stops.Find(s => s.Id == stop);
        return stop is null || Place is not null;
    }
}
