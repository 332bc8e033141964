using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Visits.After.Report;

/// <summary>What is typed of a report.</summary>
public sealed class ReportForm
{
    private const int LongestText = 20_000;
    private const int LongestTakeaways = 4_000;

    public string? TextFr { get; set; }

    public string? TextEn { get; set; }

    public string? TakeawaysFr { get; set; }

    public string? TakeawaysEn { get; set; }

    public Text? Fault()
    {
        if (TextFr?.Length > LongestText || TextEn?.Length > LongestText) return new($"Le texte tient en {LongestText} caractères par langue.", $"The text holds in {LongestText} characters a language.");
        if (TakeawaysFr?.Length > LongestTakeaways || TakeawaysEn?.Length > LongestTakeaways) return new($"L’essentiel tient en {LongestTakeaways} caractères par langue.", $"The takeaways hold in {LongestTakeaways} characters a language.");
        return null;
    }

    public static ReportForm Of(VisitReport report) => new() { TextFr = report.TextFr, TextEn = report.TextEn, TakeawaysFr = report.TakeawaysFr, TakeawaysEn = report.TakeawaysEn };
}

/// <summary>Writes the words of a report; published or not, it stays so.</summary>
public sealed class WriteReport(TerrilDb db, TimeProvider clock, CurrentPerson person, AuditTrail trail)
{
    public async Task Run(Guid session, ReportForm form, CancellationToken stop)
    {
        var report = await db.ReportOf(session, stop);
        (report.TextFr, report.TextEn, report.TakeawaysFr, report.TakeawaysEn) = (Tidy(form.TextFr), Tidy(form.TextEn), Tidy(form.TakeawaysFr), Tidy(form.TakeawaysEn));
        (report.WrittenBy, report.ChangedAt) = (person.Id, clock.GetUtcNow());
        trail.Record("visits.write-report", "session", session.ToString());
        await db.SaveChangesAsync(stop);
    }

    private static string Tidy(string? said) => said?.Trim().ReplaceLineEndings("\n") ?? "";
}

/// <summary>Shows a report to everybody, or takes it back.</summary>
public sealed class PublishReport(TerrilDb db, TimeProvider clock, AuditTrail trail)
{
    /// <returns>Why it cannot be published; null when it is done.</returns>
    public async Task<Text?> Run(Guid session, bool isPublished, CancellationToken stop)
    {
        var report = await db.ReportOf(session, stop);
        if (isPublished && report.TextFr.Length == 0) return new("Écrivez d’abord le texte en français.", "Write the text in French first.");
        report.PublishedAt = isPublished ? report.PublishedAt ?? clock.GetUtcNow() : null;
        report.ChangedAt = clock.GetUtcNow();
        trail.Record(isPublished ? "visits.publish-report" : "visits.unpublish-report", "session", session.ToString());
        await db.SaveChangesAsync(stop);
        return null;
    }
}

internal static class Reports
{
    /// <summary>That of a session, begun if there is none: the caller saves.</summary>
    public static async Task<VisitReport> ReportOf(this TerrilDb db, Guid session, CancellationToken stop)
    {
        if (await db.VisitReports.SingleOrDefaultAsync(r => r.SessionId == session, stop) is { } found) return found;
        var report = new VisitReport { SessionId = session };
        db.VisitReports.Add(report);
        return report;
    }
}
