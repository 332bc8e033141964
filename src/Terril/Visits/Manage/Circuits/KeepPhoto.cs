using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>Lets in a photo of a circuit, with what it shows in words. It is shown to nobody until it is said whether people can be recognised in it.</summary>
public sealed class KeepPhoto(TerrilDb db, FileGate gate, AuditTrail trail)
{
    public const int MostBytes = 8_000_000;

    public static FilePolicy Policy { get; } = new("visits.photo", MostBytes, FileKind.Jpeg, FileKind.Png, FileKind.WebP) { MayRead = MayRead };

    /// <returns>Why the file was not let in; null when it was.</returns>
    public async Task<Text?> Run(Circuit circuit, Stream content, string name, PhotoAbout about, CancellationToken stop)
    {
        var place = await db.VisitPhotos.Where(p => p.CircuitId == circuit.Id).Select(p => (int?)p.Position).MaxAsync(stop) ?? 0;
        var outcome = await gate.Keep(content, name, Policy, stop, circuit.Id.ToString());
        if (!outcome.IsKept) return outcome.Refused;
        if (VisitPhoto.TooHeavy(outcome.Kept) is { } refused)
        {
            await gate.Remove(outcome.Kept.Id, stop);
            await db.SaveChangesAsync(stop);
            return refused;
        }
        outcome.Kept.Describe(new(about.AlternativeFr, about.AlternativeEn));
        var photo = new VisitPhoto { CircuitId = circuit.Id, FileId = outcome.Kept.Id, Position = place + 1, AlternativeFr = about.AlternativeFr, AlternativeEn = about.AlternativeEn, People = about.People };
        db.VisitPhotos.Add(photo);
        trail.Record("visits.photo.add", "circuit", circuit.Id.ToString(), $"{about.People}");
        await db.SaveChangesAsync(stop);
        return null;
    }

    // Those who prepare visits see all of them; everybody, those that may be published of what is on the site.
    private static async Task<bool> MayRead(FileAsked asked, CancellationToken stop)
    {
        if (asked.Who.May(VisitsPermissions.Organise)) return true;
        var db = asked.Services.GetRequiredService<TerrilDb>();
        return await db.VisitPhotos.AnyAsync(p => p.FileId == asked.File && p.People != PeopleInPhoto.Unknown && p.AlternativeFr != ""
            && (db.Circuits.Any(c => c.Id == p.CircuitId && c.IsPublished) || db.VisitReports.Any(r => r.SessionId == p.SessionId && r.PublishedAt != null)), stop);
    }
}

/// <summary>What is said of a photo.</summary>
public sealed record PhotoAbout(string AlternativeFr, string AlternativeEn, PeopleInPhoto People);

/// <summary>Says what a photo shows and whether people are recognised, or takes it away.</summary>
public sealed class DescribePhoto(TerrilDb db, FileGate gate, AuditTrail trail)
{
    /// <param name="about">Null to take it away.</param>
    /// <returns>False when that circuit has no such photo.</returns>
    public async Task<bool> Run(Guid circuit, Guid id, PhotoAbout? about, CancellationToken stop)
    {
        if (await db.VisitPhotos.SingleOrDefaultAsync(p => p.Id == id && p.CircuitId == circuit, stop) is not { } photo) return false;
        if (about is null)
        {
            db.VisitPhotos.Remove(photo);
            await gate.Remove(photo.FileId, stop);
        }
        else
        {
            (photo.AlternativeFr, photo.AlternativeEn, photo.People) = (about.AlternativeFr, about.AlternativeEn, about.People);
            if (await gate.Find(photo.FileId, stop) is { } file) file.Describe(new(about.AlternativeFr, about.AlternativeEn));
        }
        trail.Record(about is null ? "visits.photo.remove" : "visits.photo.describe", "circuit", circuit.ToString(), about is null ? null : $"{about.People}");
        await db.SaveChangesAsync(stop);
        return true;
    }
}
