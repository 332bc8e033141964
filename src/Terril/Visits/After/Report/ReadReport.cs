using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Visits.After.Figures;
using Terril.Visits.Catalogue;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Report;

public sealed record ShownPhoto(VisitPhoto Photo, StoredFile File);

/// <param name="Version">Its accessible version, if it has one.</param>
public sealed record ShownDocument(VisitDocument Document, VisitDocumentAccess Access, StoredFile File, StoredFile? Version)
{
    public Text Title => new(Document.TitleFr, Document.TitleEn.Length > 0 ? Document.TitleEn : Document.TitleFr);
}

/// <summary>What is told of a session. To the public: published, and without photos of people who were not asked.</summary>
public sealed record SessionReport(VisitSession Session, VisitReport Report, IReadOnlyList<ShownPhoto> Photos, IReadOnlyList<ShownDocument> Documents, VisitFigures Figures)
{
    public Text Words => new(Report.TextFr, Report.TextEn.Length > 0 ? Report.TextEn : Report.TextFr);

    /// <summary>What to remember.</summary>
    public Text Takeaways => new(Report.TakeawaysFr, Report.TakeawaysEn.Length > 0 ? Report.TakeawaysEn : Report.TakeawaysFr);
}

/// <summary>Reads the report of a session.</summary>
public sealed class ReadReport(TerrilDb db, FileInventory inventory, ReadFigures figures)
{
    /// <param name="isForPublic">False for those who write it.</param>
    /// <returns>Null when there is no such session, or nothing published.</returns>
    public async Task<SessionReport?> Run(Guid session, bool isForPublic, CancellationToken stop)
    {
        if (await db.VisitSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == session, stop) is not { } found) return null;
        var report = await db.VisitReports.AsNoTracking().SingleOrDefaultAsync(r => r.SessionId == session, stop);
        if (isForPublic && report?.PublishedAt is null) return null;

        var photos = await db.VisitPhotos.AsNoTracking().Where(p => p.SessionId == session && (!isForPublic || p.People != PeopleInPhoto.Unknown)).OrderBy(p => p.Position).ToListAsync(stop);
        var documents = await db.VisitDocuments.AsNoTracking().Where(d => d.SessionId == session).OrderBy(d => d.Position).ToListAsync(stop);
        var ids = documents.ConvertAll(d => d.Id);
        var access = await db.VisitDocumentAccess.AsNoTracking().Where(a => ids.Contains(a.DocumentId)).ToDictionaryAsync(a => a.DocumentId, stop);
        var wanted = photos.Select(p => p.FileId).Concat(documents.Select(d => d.FileId)).Concat(access.Values.Select(a => a.FileId).OfType<Guid>()).ToList();
        var files = await inventory.Files.Where(f => wanted.Contains(f.Id)).ToDictionaryAsync(f => f.Id, stop);
        return new(found, report ?? new() { SessionId = session },
            [.. photos.Where(p => files.ContainsKey(p.FileId)).Select(p => new ShownPhoto(p, files[p.FileId]))],
            [.. documents.Where(d => files.ContainsKey(d.FileId) && access.ContainsKey(d.Id)).Select(d => new ShownDocument(d, access[d.Id], files[d.FileId], access[d.Id].FileId is { } version ? files.GetValueOrDefault(version) : null))],
            await figures.Run([session], stop));
    }
}
