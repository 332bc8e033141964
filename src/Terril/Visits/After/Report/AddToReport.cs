using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Visits.Catalogue;

namespace Terril.Visits.After.Report;

/// <summary>A file as it was sent.</summary>
public sealed record SentFile(Stream Content, string Name);

/// <summary>Adds a photo to a report, with what it shows for those who do not see it, and what people in it agreed to.</summary>
public sealed class AddPhoto(TerrilDb db, FileGate gate, AuditTrail trail)
{
    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Text?> Run(Guid session, SentFile? file, Text alternative, PeopleInPhoto people, CancellationToken stop)
    {
        if (alternative.Fr.Length == 0) return DescribePhoto.NoAlternative;
        if (file is null) return new("Choisissez une photo.", "Choose a photo.");
        var outcome = await gate.Keep(file.Content, file.Name, ReportFiles.Photo, stop, session.ToString());
        if (!outcome.IsKept) return outcome.Refused;
        if (VisitPhoto.TooHeavy(outcome.Kept) is { } refused)
        {
            await gate.Remove(outcome.Kept.Id, stop);
            await db.SaveChangesAsync(stop);
            return refused;
        }
        outcome.Kept.Describe(alternative);
        var position = 1 + await db.VisitPhotos.CountAsync(p => p.SessionId == session, stop);
        db.VisitPhotos.Add(new() { SessionId = session, FileId = outcome.Kept.Id, AlternativeFr = alternative.Fr, AlternativeEn = alternative.En, People = people, Position = position });
        trail.Record("visits.add-photo", "session", session.ToString(), people.ToString());
        await db.SaveChangesAsync(stop);
        return null;
    }
}

/// <summary>Says again what a photo shows, and what people in it agreed to.</summary>
public sealed class DescribePhoto(TerrilDb db, AuditTrail trail)
{
    internal static readonly Text NoAlternative = new("Écrivez ce que montre la photo, pour qui ne la voit pas.", "Write what the photo shows, for those who do not see it.");

    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Text?> Run(Guid session, Guid photo, Text alternative, PeopleInPhoto people, CancellationToken stop)
    {
        if (alternative.Fr.Length == 0) return NoAlternative;
        if (await db.VisitPhotos.SingleOrDefaultAsync(p => p.Id == photo && p.SessionId == session, stop) is not { } found) return new("Cette photo n’est plus là.", "This photo is no longer there.");
        (found.AlternativeFr, found.AlternativeEn, found.People) = (alternative.Fr, alternative.En, people);
        trail.Record("visits.describe-photo", "session", session.ToString(), people.ToString());
        await db.SaveChangesAsync(stop);
        return null;
    }
}

/// <param name="IsAccessible">The document is accessible as it is.</param>
/// <param name="Version">Else an accessible version of it.</param>
/// <param name="Exception">Else why there is none.</param>
public sealed record AccessOfDocument(bool IsAccessible, SentFile? Version, Text Exception);

/// <summary>Adds a document to a report: accessible, with an accessible version, or with the reason why it has none.</summary>
public sealed class AddDocument(TerrilDb db, FileGate gate, AuditTrail trail)
{
    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Text?> Run(Guid session, SentFile? file, Text title, AccessOfDocument access, CancellationToken stop)
    {
        if (title.Fr.Length == 0) return new("Écrivez le titre du document.", "Write the title of the document.");
        if (file is null) return new("Choisissez un document.", "Choose a document.");
        if (!access.IsAccessible && access.Version is null && access.Exception.Fr.Length == 0)
            return new("Dites si le document est accessible ; sinon joignez une version accessible, ou écrivez pourquoi il n’y en a pas et comment l’obtenir autrement.",
                "Say whether the document is accessible; if not, attach an accessible version, or write why there is none and how else to get it.");

        var outcome = await gate.Keep(file.Content, file.Name, ReportFiles.Document, stop, session.ToString());
        if (!outcome.IsKept) return outcome.Refused;
        var version = access.IsAccessible || access.Version is null ? null : await gate.Keep(access.Version.Content, access.Version.Name, ReportFiles.Document, stop, session.ToString());
        if (version is { IsKept: false }) return version.Refused;

        var position = 1 + await db.VisitDocuments.CountAsync(d => d.SessionId == session, stop);
        var document = new VisitDocument { SessionId = session, FileId = outcome.Kept.Id, TitleFr = title.Fr, TitleEn = title.En, Position = position };
        db.VisitDocuments.Add(document);
        db.VisitDocumentAccess.Add(new() { DocumentId = document.Id, IsAccessible = access.IsAccessible, FileId = version?.Kept?.Id, ExceptionFr = access.Exception.Fr, ExceptionEn = access.Exception.En });
        trail.Record("visits.add-document", "session", session.ToString());
        await db.SaveChangesAsync(stop);
        return null;
    }
}

/// <summary>Takes a photo or a document away, its files included.</summary>
public sealed class RemoveFromReport(TerrilDb db, FileGate gate, AuditTrail trail)
{
    public async Task Run(Guid session, Guid item, CancellationToken stop)
    {
        if (await db.VisitPhotos.SingleOrDefaultAsync(p => p.Id == item && p.SessionId == session, stop) is { } photo)
        {
            await gate.Remove(photo.FileId, stop);
            db.VisitPhotos.Remove(photo);
        }
        else if (await db.VisitDocuments.SingleOrDefaultAsync(d => d.Id == item && d.SessionId == session, stop) is { } document)
        {
            var access = await db.VisitDocumentAccess.SingleOrDefaultAsync(a => a.DocumentId == item, stop);
            await gate.Remove(document.FileId, stop);
            if (access?.FileId is { } version) await gate.Remove(version, stop);
            if (access is not null) db.VisitDocumentAccess.Remove(access);
            db.VisitDocuments.Remove(document);
        }
        else return;
        trail.Record("visits.remove-from-report", "session", session.ToString());
        await db.SaveChangesAsync(stop);
    }
}
