using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Proposing;

namespace Terril.Actions.Moderating;

/// <summary>One sheet: read it, say yes, no or what is missing, merge it, take it out.</summary>
[Requires(ActionsPermissions.Moderate)]
public sealed class ModerationPage(TerrilDb db, ModerateAction moderate, FindTwins twins, CurrentPerson me) : FormPage
{
    private const int LongestReason = 1_000;

    public ActionSheet Sheet { get; private set; } = null!;

    public ProposalContact? Contact { get; private set; }

    public IReadOnlyList<Twin> Twins { get; private set; } = [];

    public IReadOnlyList<ActionReport> Reported { get; private set; } = [];

    /// <summary>What was typed, when something is wrong with it.</summary>
    public string? Typed { get; private set; }

    /// <summary>Slug of the sheet that this one was merged into.</summary>
    public string? Into { get; private set; }

    public string Here => $"{ActionsDesk.Root}/{Sheet.Id}";

    public async Task<IActionResult> OnGet(Guid id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAccept(Guid id, long? seen)
    {
        if (!await Find(id)) return NotFound();
        if (seen != Sheet.ChangedAt.UtcTicks) return Refuse("decision", new("la fiche a changé depuis que vous l’avez ouverte : relisez-la", "the sheet has changed since you opened it: read it again"));
        if (Sheet.State == ActionState.Unverified) return Refuse("decision", new("son auteur n’a pas confirmé son adresse : attendez-le", "its author has not confirmed their address: wait for them"));
        await moderate.Accept(Sheet, Stop);
        return Done(ActionsDesk.Root, T["Action publiée ; qui l’a proposée est prévenu.", "Action published; who proposed it is told."]);
    }

    public Task<IActionResult> OnPostRefuse(Guid id, string? reason) => Say(id, "refuse", reason, s => s.State == ActionState.ToModerate, moderate.Refuse, new("Action refusée ; qui l’a proposée sait pourquoi.", "Action refused; who proposed it knows why."));

    public Task<IActionResult> OnPostCorrect(Guid id, string? reason) => Say(id, "correct", reason, s => s.State == ActionState.ToModerate, moderate.AskCorrection, new("Correction demandée.", "Correction asked for."));

    public Task<IActionResult> OnPostWithdraw(Guid id, string? reason) => Say(id, "withdraw", reason, s => s.IsPublished, moderate.Withdraw, new("Action retirée du recensement.", "Action taken out of the census."));

    public async Task<IActionResult> OnPostMerge(Guid id, string? into)
    {
        if (!await Find(id)) return NotFound();
        var slug = into?.Trim().Split('/')[^1];
        if (await db.ActionSheets.SingleOrDefaultAsync(s => s.Slug == slug && s.State == ActionState.Published && s.Id != id, Stop) is not { } other)
            return Refuse("into", new("écrivez l’adresse d’une autre fiche publiée", "write the address of another sheet that is published"), into);
        await moderate.Merge(Sheet, other.Id, Stop);
        return Done($"{ActionsDesk.Root}/{other.Id}", T["Fiches fusionnées : l’ancienne adresse mène ici.", "Sheets merged: the former address leads here."]);
    }

    public async Task<IActionResult> OnPostHandle(Guid id, Guid report)
    {
        if (!await Find(id) || Reported.FirstOrDefault(r => r.Id == report) is not { } found) return NotFound();
        await moderate.Handle(found, me.Id, Stop);
        return Done(Here, T["Signalement traité.", "Report handled."]);
    }

    private async Task<IActionResult> Say(Guid id, string field, string? reason, Func<ActionSheet, bool> may, Func<ActionSheet, string, CancellationToken, Task> act, Terril.Observatory.Text done)
    {
        if (!await Find(id)) return NotFound();
        if (!may(Sheet)) return Refuse(field, new("cela ne se peut plus : quelqu’un a répondu entre-temps", "this cannot be any more: somebody answered meanwhile"), reason);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason) return Refuse(field, new($"écrivez la raison, en {LongestReason} caractères au plus : elle sera lue", $"write the reason, in {LongestReason} characters at most: it will be read"), reason);
        await act(Sheet, reason.Trim(), Stop);
        return Done(ActionsDesk.Root, T[done]);
    }

    private PageResult Refuse(string field, Terril.Observatory.Text why, string? typed = null)
    {
        Typed = typed;
        Faults.Add(field, why);
        return Again();
    }

    private async Task<bool> Find(Guid id)
    {
        if (await db.ActionSheets.Whole().Include(s => s.Photos).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == id, Stop) is not { } found) return false;
        Sheet = found;
        Contact = await db.ProposalContacts.AsNoTracking().SingleOrDefaultAsync(c => c.SubjectId == id, Stop);
        Reported = await db.ActionReports.Where(r => r.SheetId == id && r.HandledAt == null).OrderBy(r => r.At).ToListAsync(Stop);
        Twins = await twins.All(found, Stop);
        Into = found.MergedInto is { } into ? await db.ActionSheets.Where(s => s.Id == into).Select(s => s.Slug).SingleOrDefaultAsync(Stop) : null;
        return true;
    }
}
