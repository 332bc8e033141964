using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;

namespace Terril.Actions.Moderating;

/// <summary>The words of a sheet, new or not, as the team writes them.</summary>
[Requires(ActionsPermissions.Moderate)]
public sealed class EditActionPage(TerrilDb db, SaveAction save, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, TimeProvider clock) : FormPage
{
    [BindProperty]
    public SheetForm Form { get; set; } = new();

    /// <summary>Null for a new one.</summary>
    public ActionSheet? Sheet { get; private set; }

    public async Task<IActionResult> OnGet(Guid? id)
    {
        if (!await Find(id)) return NotFound();
        if (Sheet is not null) Form.Show(Sheet, typed, await collectives.Now(Stop));
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid? id)
    {
        if (!await Find(id)) return NotFound();
        var sheet = Sheet ?? new ActionSheet { CreatedAt = clock.GetUtcNow() };
        if (!Form.Fill(sheet, typed, names.Themes, await collectives.Now(Stop), Faults)) return Again();
        await save.Run(sheet, Sheet is null, isByLead: false, Stop);
        return Done($"{ActionsDesk.Root}/{sheet.Id}", T["Fiche enregistrée.", "Sheet saved."]);
    }

    private async Task<bool> Find(Guid? id)
    {
        if (id is null) return true;
        Sheet = await db.ActionSheets.Whole().SingleOrDefaultAsync(s => s.Id == id, Stop);
        return Sheet is not null;
    }
}
