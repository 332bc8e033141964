using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Web;

namespace Terril.Actions.Census;

/// <summary>A reader says what is wrong with a sheet. Nothing is kept of who they are.</summary>
[Open]
[Paced(5)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReportPage(TerrilDb db, FormTime time, TimeProvider clock) : FormPage
{
    public ActionSheet Sheet { get; private set; } = null!;

    public string? Says { get; private set; }

    public string? Opened { get; private set; }

    public bool IsTooFast { get; private set; }

    /// <summary>It was just sent.</summary>
    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnGet(string slug, string? done)
    {
        if (!await Find(slug)) return NotFound();
        (Opened, IsSent) = (time.Now(), done == "1");
        return Page();
    }

    public async Task<IActionResult> OnPost(string slug, string? says, string? website, string? opened)
    {
        if (!await Find(slug)) return NotFound();
        (Says, Opened) = (says, opened);
        var words = Faults.Words("says", says, 1_000, isNeeded: true);
        if (!string.IsNullOrEmpty(website)) Faults.Add("website", "laissez ce champ vide : il sert à reconnaître les robots", "leave this field empty: it tells robots apart");
        IsTooFast = !Faults.Any && !time.HasBeenRead(opened);
        if (Faults.Any || IsTooFast)
        {
            if (!time.HasBeenRead(opened)) Opened = time.Now();
            return Again();
        }
        db.ActionReports.Add(new() { SheetId = Sheet.Id, Says = words, At = clock.GetUtcNow() });
        await db.SaveChangesAsync(Stop);
        return Redirect(Links.To($"{ActionPaths.Sheet(slug)}/signaler", ("done", "1")));
    }

    private async Task<bool> Find(string slug)
    {
        if (await db.ActionSheets.AsNoTracking().SingleOrDefaultAsync(s => s.Slug == slug && s.State == ActionState.Published, Stop) is not { } sheet) return false;
        Sheet = sheet;
        return true;
    }
}
