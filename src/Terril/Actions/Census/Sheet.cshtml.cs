using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Shared.Ui;
using Terril.Shared.Wording;
using Terril.Visits.Public;

namespace Terril.Actions.Census;

/// <summary>A sheet of the census. The address of one that was merged leads to the one that stays.</summary>
[Open]
public sealed class ActionPage(TerrilDb db, KnownCollectives collectives, KnownVisits visits, LedByVisits led, SubjectNames names, FileGate gate, TimeProvider clock, Links links, Words T) : PageModel
{
    /// <summary>A confirmation is good for a year, and a month to answer.</summary>
    private static readonly TimeSpan s_fresh = TimeSpan.FromDays(396);

    public ActionSheet Sheet { get; private set; } = null!;

    public SubjectNames Names => names;

    public CollectivesSaid Who { get; private set; } = null!;

    /// <summary>The circuit on which it is seen.</summary>
    public CircuitBrief? Tour { get; private set; }

    /// <summary>The visits after which it was begun, as who came told it.</summary>
    public IReadOnlyList<VisitBrief> After { get; private set; } = [];

    public IReadOnlyList<(ActionPhoto Photo, StoredFile File)> Photos { get; private set; } = [];

    public bool IsFresh => Sheet.ConfirmedOn is { } day && Paris.Start(day) > clock.GetUtcNow() - s_fresh;

    /// <summary>« Confirmée le … », or since when it is not.</summary>
    public string Freshness => Sheet.ConfirmedOn is { } day
        ? IsFresh ? T[$"Confirmée le {T.Date(day)}", $"Confirmed on {T.Date(day)}"] : T[$"Non confirmée depuis le {T.Date(day)}", $"Not confirmed since {T.Date(day)}"]
        : T[$"Non confirmée depuis son entrée au recensement, le {T.Date(Paris.Day(Sheet.PublishedAt!.Value))}", $"Not confirmed since it entered the census, on {T.Date(Paris.Day(Sheet.PublishedAt!.Value))}"];

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (await db.ActionSheets.AsNoTracking().Whole().Include(s => s.Photos).AsSplitQuery().SingleOrDefaultAsync(s => s.Slug == slug && (s.State == ActionState.Published || s.MergedInto != null), stop) is not { } sheet) return NotFound();
        if (!sheet.IsPublished)
            return await db.ActionSheets.Where(s => s.Id == sheet.MergedInto && s.State == ActionState.Published).Select(s => s.Slug).SingleOrDefaultAsync(stop) is { } into ? RedirectPermanent(links.To(ActionPaths.Sheet(into))) : NotFound();
        (Sheet, Who) = (sheet, await collectives.Now(stop));
        Tour = sheet.CircuitSlug.Length == 0 ? null : (await visits.Now(stop)).Said.Circuits.FirstOrDefault(c => c.Slug == sheet.CircuitSlug);
        After = await led.To(sheet.Id, stop);
        List<(ActionPhoto, StoredFile)> photos = [];
        foreach (var photo in sheet.Photos.Where(p => p.IsPublishable).OrderBy(p => p.Position))
            if (await gate.Find(photo.FileId, stop) is { } file) photos.Add((photo, file));
        Photos = photos;
        return Page();
    }
}
