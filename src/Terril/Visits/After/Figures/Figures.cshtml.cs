using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Wording;
using Terril.Visits.After.Asked;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Figures;

/// <summary>What a session brought, for the staff: counts, answers from five on, and the words that came with them.</summary>
[Requires(AfterPermissions.Figures)]
public sealed class FiguresPage(TerrilDb db, ReadFigures read, Words T) : PageModel
{
    public VisitSession Session { get; private set; } = null!;

    public VisitFigures Figures { get; private set; } = null!;

    /// <summary>By question; in no order that tells who came when.</summary>
    public ILookup<string, string> Said { get; private set; } = Array.Empty<string>().ToLookup(s => s);

    public IReadOnlyList<FollowUp> Told { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid session, string? format, CancellationToken stop)
    {
        if (await db.VisitSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == session, stop) is not { } found) return NotFound();
        (Session, Figures) = (found, await read.Run([session], stop));
        if (format == "csv") return new CsvResult(["key", T["Chiffre", "Figure"], T["Valeur", "Value"], T["Réponses", "Answers"]], Rows(), $"bilan-{found.Slug}");
        if (Figures.Feedback.IsShown)
            Said = (await db.FeedbackAnswers.AsNoTracking().Where(a => a.SessionId == session && a.Words != "").OrderBy(a => a.Id).ToListAsync(stop))
                .GroupBy(a => a.Question).Where(g => g.Count() >= FeedbackQuestion.FewestShown).SelectMany(g => g).ToLookup(a => a.Question, a => a.Words);
        Told = await db.FollowUps.AsNoTracking().Where(f => f.SessionId == session && f.AnsweredAt != null && (f.Words != "" || f.Obstacles != "")).OrderBy(f => f.Months).ThenBy(f => f.SecretHash).ToListAsync(stop);
        return Page();
    }

    private async IAsyncEnumerable<IEnumerable<string>> Rows()
    {
        await Task.CompletedTask;
        foreach (var line in Figures.Lines()) yield return [line.Key, T[line.Name], line.Value, line.Of?.ToString(CultureInfo.InvariantCulture) ?? ""];
    }
}
