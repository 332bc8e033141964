using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Site.Accessibility.Manage;

/// <summary>Audits that were held, and the form that records one: it is read again before it is recorded.</summary>
[Requires(SitePermissions.RecordAudit)]
public sealed class IndexPage(TerrilDb db, RecordAudit record, TimeProvider clock, Words T, Links links) : PageModel
{
    public const string Path = "/gestion/accessibilite";

    [BindProperty]
    public AuditForm Form { get; set; } = new();

    public IReadOnlyList<AccessibilityAudit> Audits { get; private set; } = [];

    public IReadOnlyList<Text> Faults { get; private set; } = [];

    /// <summary>Read from the form, to be confirmed.</summary>
    public AuditGrid? Grid { get; private set; }

    public bool Speaks(AccessibilityAudit audit) => audit.SpeaksAt(clock.GetUtcNow());

    public Task OnGet(CancellationToken stop) => List(stop);

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        await List(stop);
        if (Check() is { } grid) Grid = grid;
        else Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostRecord(CancellationToken stop)
    {
        if (Check() is not { } grid)
        {
            await List(stop);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await record.Run(Form, grid, stop);
        TempData[TableNames.Done] = T["Audit enregistré : la déclaration et le pied des pages disent ce qu’il a trouvé.", "Audit recorded: the statement and the foot of the pages say what it found."];
        return Redirect(links.To(Path));
    }

    private AuditGrid? Check()
    {
        var grid = AuditGrid.Read(Form.Grid ?? "", out var ofGrid);
        Faults = [.. Form.Faults(Paris.Day(clock.GetUtcNow())), .. ofGrid.Take(10)];
        return Faults.Count == 0 ? grid : null;
    }

    private async Task List(CancellationToken stop) => Audits = await db.AccessibilityAudits.AsNoTracking().OrderByDescending(a => a.HeldAt).ToListAsync(stop);
}
