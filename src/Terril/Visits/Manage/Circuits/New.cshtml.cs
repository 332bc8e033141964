using Microsoft.AspNetCore.Mvc;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Forms;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>A new circuit.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class NewPage(SaveCircuit save, TypedSubjects names) : FormPage
{
    [BindProperty]
    public AboutForm Form { get; set; } = new();

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        var about = Form.Read(new VisitAbout(), names, Faults);
        if (Faults.Any) return Again();
        var circuit = await save.Run(null, about, Stop);
        return Done($"{VisitsDeskModule.Circuits}/{circuit.Id}", T["Circuit enregistré, en brouillon. Ajoutez ses étapes.", "Circuit saved, as a draft. Add its stops."]);
    }
}
