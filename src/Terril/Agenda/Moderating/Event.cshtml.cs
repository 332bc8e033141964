using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Agenda.Feeds;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Proposing;
using Terril.Shared.Search;

namespace Terril.Agenda.Moderating;

/// <summary>One event: read it, say that it is ready, publish it, refuse it, ask for what is missing, take it out.</summary>
[Requires(AgendaPermissions.Moderate)]
public sealed class ModerationPage(TerrilDb db, ModerateEvent moderate) : FormPage
{
    private const int LongestReason = 1_000;

    public AgendaEvent Event { get; private set; } = null!;

    public ProposalContact? Contact { get; private set; }

    public AgendaFeed? Feed { get; private set; }

    /// <summary>Events of the same days whose titles have a word in common.</summary>
    public IReadOnlyList<AgendaEvent> Near { get; private set; } = [];

    /// <summary>What was typed, when something is wrong with it.</summary>
    public string? Typed { get; private set; }

    public string Here => $"{AgendaDesk.Root}/{Event.Id}";

    public async Task<IActionResult> OnGet(Guid id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReady(Guid id, long? seen)
    {
        if (!await Find(id)) return NotFound();
        if (seen != Event.ChangedAt.UtcTicks) return Refuse("decision", s_changed);
        if (Event.State != EventState.ToModerate) return Refuse("decision", s_late);
        await moderate.Ready(Event, Stop);
        return Done(AgendaDesk.Root, T["Rendez-vous prêt : il reste à le publier.", "Event ready: it remains to publish it."]);
    }

    public async Task<IActionResult> OnPostPublish(Guid id, long? seen)
    {
        if (!await Find(id)) return NotFound();
        if (seen != Event.ChangedAt.UtcTicks) return Refuse("decision", s_changed);
        if (Event.State == EventState.Unverified) return Refuse("decision", new("son auteur n’a pas confirmé son adresse : attendez-le", "its author has not confirmed their address: wait for them"));
        if (Event.IsPublished) return Refuse("decision", s_late);
        await moderate.Publish(Event, Stop);
        return Done(AgendaDesk.Root, T["Rendez-vous publié ; qui l’a annoncé est prévenu.", "Event published; who announced it is told."]);
    }

    public Task<IActionResult> OnPostRefuse(Guid id, string? reason) => Say(id, "refuse", reason, e => e.State is EventState.ToModerate or EventState.Ready, moderate.Refuse, new("Rendez-vous refusé ; qui l’a annoncé sait pourquoi.", "Event refused; who announced it knows why."));

    public Task<IActionResult> OnPostCorrect(Guid id, string? reason) => Say(id, "correct", reason, e => e.State is EventState.ToModerate or EventState.Ready, moderate.AskCorrection, new("Correction demandée.", "Correction asked for."));

    public Task<IActionResult> OnPostWithdraw(Guid id, string? reason) => Say(id, "withdraw", reason, e => e.IsPublished, moderate.Withdraw, new("Rendez-vous retiré de l’agenda.", "Event taken out of the agenda."));

    private static readonly Terril.Observatory.Text s_changed = new("le rendez-vous a changé depuis que vous l’avez ouvert : relisez-le", "the event has changed since you opened it: read it again");

    private static readonly Terril.Observatory.Text s_late = new("cela ne se peut plus : quelqu’un a répondu entre-temps", "this cannot be any more: somebody answered meanwhile");

    private async Task<IActionResult> Say(Guid id, string field, string? reason, Func<AgendaEvent, bool> may, Func<AgendaEvent, string, CancellationToken, Task> act, Terril.Observatory.Text done)
    {
        if (!await Find(id)) return NotFound();
        if (!may(Event)) return Refuse(field, s_late, reason);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason) return Refuse(field, new($"écrivez la raison, en {LongestReason} caractères au plus : elle sera lue", $"write the reason, in {LongestReason} characters at most: it will be read"), reason);
        await act(Event, reason.Trim(), Stop);
        return Done(AgendaDesk.Root, T[done]);
    }

    private PageResult Refuse(string field, Terril.Observatory.Text why, string? typed = null)
    {
        Typed = typed;
        Faults.Add(field, why);
        return Again();
    }

    private async Task<bool> Find(Guid id)
    {
        if (await db.AgendaEvents.Include(e => e.Dates).SingleOrDefaultAsync(e => e.Id == id, Stop) is not { } found) return false;
        Event = found;
        Contact = await db.ProposalContacts.AsNoTracking().SingleOrDefaultAsync(c => c.SubjectId == id, Stop);
        if (found.FeedId is { } feed) Feed = await db.AgendaFeeds.AsNoTracking().SingleAsync(f => f.Id == feed, Stop);
        Near = await FindNear(found);
        return true;
    }

    private async Task<IReadOnlyList<AgendaEvent>> FindNear(AgendaEvent found)
    {
        const int Most = 5;
        if (found.Dates.Count == 0) return [];
        var (first, last) = (found.Dates.Min(d => d.StartsAt).AddDays(-1), found.Dates.Max(d => d.EndsAt).AddDays(1));
        var near = await db.AgendaEvents.AsNoTracking()
            .Where(e => e.Id != found.Id && e.State != EventState.Unverified && e.State != EventState.Refused && e.Dates.Any(d => d.StartsAt < last && d.EndsAt > first)).OrderBy(e => e.Id).Take(200).ToListAsync(Stop);
        var words = LongWords(found);
        return [.. near.Where(e => LongWords(e).Overlaps(words)).OrderByDescending(e => LongWords(e).Count(words.Contains)).Take(Most)];
    }

    // Short words are in every title.
    private static HashSet<string> LongWords(AgendaEvent one) => SearchText.Words(one.TitleFr).Where(w => w.Length > 4).ToHashSet(StringComparer.Ordinal);
}
