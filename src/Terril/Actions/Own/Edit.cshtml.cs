using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Actions.Moderating;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;

namespace Terril.Actions.Own;

/// <summary>An action of one’s own organisation, new or not. A new one waits for the team; one that is published stays so, and the trail says who changed it.</summary>
[Requires(ActionsPermissions.Own)]
public sealed class EditOwnPage(TerrilDb db, OwnActions own, SaveAction save, FindTwins twins, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, TimeProvider clock) : FormPage
{
    [BindProperty]
    public SheetForm Form { get; set; } = new();

    /// <summary>They saw those that look the same: this one is another.</summary>
    [BindProperty]
    public bool IsAnother { get; set; }

    /// <summary>Null for a new one.</summary>
    public ActionSheet? Sheet { get; private set; }

    public OrganisationBrief Organisation { get; private set; } = null!;

    public IReadOnlyList<Twin> Twins { get; private set; } = [];

    public IReadOnlyList<ActionReport> Reported { get; private set; } = [];

    /// <summary>Its words may change, until it was refused or taken out.</summary>
    public bool MayWrite => Sheet is null or { State: ActionState.ToModerate or ActionState.Published };

    public async Task<IActionResult> OnGet([FromRoute] Guid? id)
    {
        if (!await Find(id)) return NotFound();
        if (Sheet is not null) Form.Show(Sheet, typed, await collectives.Now(Stop));
        return Page();
    }

    public async Task<IActionResult> OnPost([FromRoute] Guid? id)
    {
        if (!await Find(id) || !MayWrite) return NotFound();
        var sheet = Sheet ?? new ActionSheet { CreatedAt = clock.GetUtcNow() };
        if (!Form.Fill(sheet, typed, names.Themes, await collectives.Now(Stop), Faults, Organisation)) return Again();
        Twins = Sheet is not null || IsAnother ? [] : await twins.Published(sheet, Stop);
        if (Twins.Count > 0) return Again();
        await save.Run(sheet, Sheet is null, isByLead: true, Stop);
        return Done(ActionsDesk.Own, Sheet is null ? T["Action proposée : l’équipe la lira sous dix jours.", "Action proposed: the team will read it within ten days."] : T["Action enregistrée.", "Action saved."]);
    }

    private async Task<bool> Find(Guid? id)
    {
        if (await own.Organisation(Stop) is not { } organisation) return false;
        Organisation = organisation;
        if (id is null) return true;
        Sheet = await (await own.Sheets(Stop)).Whole().SingleOrDefaultAsync(s => s.Id == id && s.State != ActionState.Unverified, Stop);
        if (Sheet is null) return false;
        Reported = await db.ActionReports.AsNoTracking().Where(r => r.SheetId == id && r.HandledAt == null).OrderBy(r => r.At).ToListAsync(Stop);
        return true;
    }
}
