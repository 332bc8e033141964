using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Visits.Catalogue;

namespace Terril.Visits.After.Report;

/// <summary>What a report accepts, and who sees it: those who write it, and everybody once it is published.</summary>
public static class ReportFiles
{
    public static FilePolicy Photo { get; } = new("visits.report-photo", 8_000_000, FileKind.Jpeg, FileKind.Png, FileKind.WebP) { MayRead = MaySee };

    public static FilePolicy Document { get; } = new("visits.report-document", 20_000_000, FileKind.Pdf, FileKind.Docx, FileKind.Pptx, FileKind.Xlsx, FileKind.Odt, FileKind.Odp, FileKind.Ods) { MayRead = MayRead };

    private static async Task<bool> MaySee(FileAsked asked, CancellationToken stop)
    {
        if (asked.Who.May(AfterPermissions.Report)) return true;
        var db = asked.Services.GetRequiredService<TerrilDb>();
        // A photo of somebody who was not asked is shown to nobody.
        return await db.VisitPhotos.AnyAsync(p => p.FileId == asked.File && p.People != PeopleInPhoto.Unknown && db.VisitReports.Any(r => r.SessionId == p.SessionId && r.PublishedAt != null), stop);
    }

    private static async Task<bool> MayRead(FileAsked asked, CancellationToken stop)
    {
        if (asked.Who.May(AfterPermissions.Report)) return true;
        var db = asked.Services.GetRequiredService<TerrilDb>();
        return await db.VisitDocuments.AnyAsync(d => (d.FileId == asked.File || db.VisitDocumentAccess.Any(a => a.DocumentId == d.Id && a.FileId == asked.File))
            && db.VisitReports.Any(r => r.SessionId == d.SessionId && r.PublishedAt != null), stop);
    }
}
