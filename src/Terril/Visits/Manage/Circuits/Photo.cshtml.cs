using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Shared.Forms;
using Terril.Shared.Web;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>A photo of a circuit, new or not.</summary>
[Requires(VisitsPermissions.Organise)]
[LargestBody(KeepPhoto.MostBytes + (1 << 20))]
public sealed class PhotoPage(TerrilDb db, KeepPhoto keep, DescribePhoto describe, FileGate gate) : FormPage
{
    public Circuit Circuit { get; private set; } = null!;

    /// <summary>Null for a new one.</summary>
    public VisitPhoto? Photo { get; private set; }

    public new StoredFile? File { get; private set; }

    [BindProperty]
    public PhotoForm Form { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id, Guid? photo)
    {
        if (!await Find(id, photo)) return NotFound();
        if (Photo is not null) Form = PhotoForm.Of(Photo);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid? photo, IFormFile? file)
    {
        if (!await Find(id, photo)) return NotFound();
        var about = Form.Read(Faults);
        if (Photo is null && file is null) Faults.Add("File", "choisissez un fichier", "choose a file");
        if (Faults.Any) return Again();
        if (Photo is not null) await describe.Run(id, Photo.Id, about, Stop);
        else if (await Keep(file!, about) is { } refused)
        {
            Faults.Add("File", refused);
            return Again();
        }
        return Done($"{VisitsDeskModule.Circuits}/{id}", T["Photo enregistrée.", "Photo saved."]);
    }

    public async Task<IActionResult> OnPostRemove(Guid id, Guid? photo) =>
        photo is { } known && await describe.Run(id, known, null, Stop) ? Done($"{VisitsDeskModule.Circuits}/{id}", T["Photo retirée.", "Photo removed."]) : NotFound();

    private async Task<Terril.Observatory.Text?> Keep(IFormFile file, PhotoAbout about)
    {
        await using var content = file.OpenReadStream();
        return await keep.Run(Circuit, content, file.FileName, about, Stop);
    }

    private async Task<bool> Find(Guid id, Guid? photo)
    {
        if (await db.Circuits.Include(c => c.Photos).SingleOrDefaultAsync(c => c.Id == id, Stop) is not { } found) return false;
        (Circuit, Photo) = (found, found.Photos.Find(p => p.Id == photo));
        File = Photo is null ? null : await gate.Find(Photo.FileId, Stop);
        return photo is null || File is not null;
    }
}
