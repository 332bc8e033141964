using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Organisations;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;

namespace Terril.Collectives.Manage;

/// <summary>An organisation more.</summary>
[Requires(CollectivesPermissions.Keep)]
public sealed class NewOrganisationPage(TerrilDb db, SaveOrganisation save, TypedSubjects subjects, TimeProvider clock) : FormPage
{
    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        var write = Form.Read(new Organisation(), subjects, Faults, clock.GetUtcNow());
        var siret = Registers.Plain(Form.Siret);
        if (siret.Length > 0 && await db.Organisations.AnyAsync(o => o.Siret == siret && o.MergedInto == null, Stop)) Faults.Add(nameof(OrganisationForm.Siret), "une organisation a déjà ce SIRET : trouvez-la dans la liste", "an organisation has this SIRET already: find it in the list");
        if (Faults.Any) return Again();
        var organisation = await save.Run(null, write, Stop);
        return Done($"{CollectivesDeskModule.Organisations}/{organisation.Id}", T["Organisation enregistrée. Elle n’est pas encore publiée.", "Organisation saved. It is not published yet."]);
    }
}
