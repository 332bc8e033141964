using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Files;

namespace Terril.Actions.Moderating;

/// <summary>Lets in a photo of an action, with what it shows in words. It is shown to nobody until it is said whether people can be recognised in it.</summary>
public sealed class KeepActionPhoto(TerrilDb db, FileGate gate, AuditTrail trail, TimeProvider clock)
{
    public const int MostBytes = 8_000_000;

    public static FilePolicy Policy { get; } = new("actions.photo", MostBytes, FileKind.Jpeg, FileKind.Png, FileKind.WebP) { MayRead = MayRead };

    /// <returns>Why the file was not let in; null when it was.</returns>
    public async Task<Text?> Run(ActionSheet sheet, Stream content, string name, string alternativeFr, string alternativeEn, PeopleOnPhoto people, CancellationToken stop)
    {
        var outcome = await gate.Keep(content, name, Policy, stop, sheet.Id.ToString());
        if (!outcome.IsKept) return outcome.Refused;
        outcome.Kept.Describe(new(alternativeFr, alternativeEn));
        sheet.Photos.Add(new() { SheetId = sheet.Id, FileId = outcome.Kept.Id, Position = sheet.Photos.Count + 1, AlternativeFr = alternativeFr, AlternativeEn = alternativeEn, People = people });
        sheet.ChangedAt = clock.GetUtcNow();
        trail.Record("actions.photo.add", "action", sheet.Id.ToString(), $"{people}");
        await db.SaveChangesAsync(stop);
        return null;
    }

    public async Task Remove(ActionSheet sheet, ActionPhoto photo, CancellationToken stop)
    {
        sheet.Photos.Remove(photo);
        sheet.ChangedAt = clock.GetUtcNow();
        await gate.Remove(photo.FileId, stop);
        trail.Record("actions.photo.remove", "action", sheet.Id.ToString());
        await db.SaveChangesAsync(stop);
    }

    // The team sees all of them; everybody, those that may be published of what is published.
    private static async Task<bool> MayRead(FileAsked asked, CancellationToken stop)
    {
        if (asked.Who.May(ActionsPermissions.Moderate)) return true;
        var db = asked.Services.GetRequiredService<TerrilDb>();
        return await db.ActionPhotos.AnyAsync(p => p.FileId == asked.File && p.People != PeopleOnPhoto.Unknown && p.AlternativeFr != "" && db.ActionSheets.Any(s => s.Id == p.SheetId && s.State == ActionState.Published), stop);
    }
}
