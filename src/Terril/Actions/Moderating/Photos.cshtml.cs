using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Shared.Forms;
using Terril.Shared.Web;

namespace Terril.Actions.Moderating;

/// <summary>What is typed of a photo of an action.</summary>
public sealed class ActionPhotoForm
{
    public string? AlternativeFr { get; set; }

    public string? AlternativeEn { get; set; }

    public PeopleOnPhoto People { get; set; }
}

/// <summary>The photos of a sheet.</summary>
[Requires(ActionsPermissions.Moderate)]
[LargestBody(KeepActionPhoto.MostBytes + (1 << 20))]
public sealed class PhotosPage(TerrilDb db, KeepActionPhoto keep, FileGate gate) : FormPage
{
    public const int Thumb = 320;

    public ActionSheet Sheet { get; private set; } = null!;

    public IReadOnlyList<(ActionPhoto Photo, StoredFile File)> Photos { get; private set; } = [];

    [BindProperty]
    public ActionPhotoForm Form { get; set; } = new();

    public string Here => $"{ActionsDesk.Root}/{Sheet.Id}/photos";

    public async Task<IActionResult> OnGet(Guid id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, IFormFile? file)
    {
        if (!await Find(id)) return NotFound();
        var (fr, en) = (Faults.Line(nameof(Form.AlternativeFr), Form.AlternativeFr, 300, isNeeded: true), Faults.Line(nameof(Form.AlternativeEn), Form.AlternativeEn, 300));
        if (file is null) Faults.Add("File", "choisissez un fichier", "choose a file");
        if (Faults.Any) return Again();
        await using var content = file!.OpenReadStream();
        if (await keep.Run(Sheet, content, file.FileName, fr, en, Enum.IsDefined(Form.People) ? Form.People : PeopleOnPhoto.Unknown, Stop) is { } refused)
        {
            Faults.Add("File", refused);
            return Again();
        }
        return Done(Here, T["Photo enregistrée.", "Photo saved."]);
    }

    public async Task<IActionResult> OnPostRemove(Guid id, Guid photo)
    {
        if (!await Find(id) || Sheet.Photos.Find(p => p.Id == photo) is not { } found) return NotFound();
        await keep.Remove(Sheet, found, Stop);
        return Done(Here, T["Photo retirée.", "Photo removed."]);
    }

    private async Task<bool> Find(Guid id)
    {
        if (await db.ActionSheets.Include(s => s.Photos).SingleOrDefaultAsync(s => s.Id == id, Stop) is not { } found) return false;
        Sheet = found;
        List<(ActionPhoto, StoredFile)> photos = [];
        foreach (var photo in found.Photos.OrderBy(p => p.Position))
            if (await gate.Find(photo.FileId, Stop) is { } file) photos.Add((photo, file));
        Photos = photos;
        return true;
    }
}
