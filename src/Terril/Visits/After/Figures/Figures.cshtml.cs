using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Ui;
using Terril.Shared.Wording;
using Terril.Visits.After.Asked;
using Terril.Visits.After.Led;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Figures;

/// <summary>What a session brought, for the staff: counts, answers from five on, and the words that came with them.</summary>
[Requires(AfterPermissions.Figures)]
public sealed class FiguresPage(TerrilDb db, ReadFigures read, JoinAction join, AskActions actions, CurrentPerson me, Words T, Links links) : PageModel
{
    public VisitSession Session { get; private set; } = null!;

    public VisitFigures Figures { get; private set; } = null!;

    /// <summary>By question; in no order that tells who came when.</summary>
    public ILookup<string, string> Said { get; private set; } = Array.Empty<string>().ToLookup(s => s);

    public IReadOnlyList<FollowUp> Told { get; private set; } = [];

    /// <summary>The actions that came of it, by the answer that they are joined to.</summary>
    public IReadOnlyDictionary<Guid, ActionBrief> Led { get; private set; } = new Dictionary<Guid, ActionBrief>();

    /// <summary>Who writes of a visit says what came of it.</summary>
    public bool MayJoin => me.May(AfterPermissions.Report);

    /// <summary>The answer whose action was refused, what was typed, and why.</summary>
    public (Guid Of, string Typed, string Why)? Fault { get; private set; }

    public async Task<IActionResult> OnGet(Guid session, string? format, CancellationToken stop)
    {
        if (await db.VisitSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == session, stop) is not { } found) return NotFound();
        (Session, Figures) = (found, await read.Run([session], stop));
        if (format == "csv") return new CsvResult(["key", T["Chiffre", "Figure"], T["Valeur", "Value"], T["Réponses", "Answers"]], Rows(), $"bilan-{found.Slug}");
        if (Figures.Feedback.IsShown)
            Said = (await db.FeedbackAnswers.AsNoTracking().Where(a => a.SessionId == session && a.Words != "").OrderBy(a => a.Id).ToListAsync(stop))
                .GroupBy(a => a.Question).Where(g => g.Count() >= FeedbackQuestion.FewestShown).SelectMany(g => g).ToLookup(a => a.Question, a => a.Words);
        Told = await db.FollowUps.AsNoTracking().Where(f => f.SessionId == session && f.AnsweredAt != null && (f.Words != "" || f.Obstacles != "")).OrderBy(f => f.Months).ThenBy(f => f.SecretHash).ToListAsync(stop);
        Dictionary<Guid, ActionBrief> led = [];
        foreach (var told in Told)
            if (told.ActionId is { } id && await actions.Of([id], stop) is [var action]) led[told.Id] = action;
        Led = led;
        return Page();
    }

    public async Task<IActionResult> OnPostJoin(Guid session, Guid answer, string? action, CancellationToken stop)
    {
        if (!MayJoin) return Forbid();
        if (await join.Run(session, answer, action, stop) is { } why)
        {
            Fault = (answer, action ?? "", T[why]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await OnGet(session, null, stop);
        }
        TempData[TableNames.Done] = string.IsNullOrWhiteSpace(action) ? T["Le lien est défait.", "They are parted."] : T["La réponse est reliée à l’action.", "The answer is joined to the action."];
        return Redirect(links.To($"/gestion/visites/{session}/bilan"));
    }

    private async IAsyncEnumerable<IEnumerable<string>> Rows()
    {
        await Task.CompletedTask;
        foreach (var line in Figures.Lines()) yield return [line.Key, T[line.Name], line.Value, line.Of?.ToString(CultureInfo.InvariantCulture) ?? ""];
    }
}
