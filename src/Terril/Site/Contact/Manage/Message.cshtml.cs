using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Site.Contact.Manage;

/// <summary>One message: read it, answer it, or say why and until when its author must wait.</summary>
[Requires(SitePermissions.Reply)]
public sealed class MessagePage(TerrilDb db, AnswerMessage act, TimeProvider clock, Words T, Links links) : PageModel
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(92);

    public ContactMessage Message { get; private set; } = null!;

    public bool IsLate => Message.AnsweredAt is null && Message.DueAt < clock.GetUtcNow();

    public string? Fault { get; private set; }

    public string? Typed { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop) => await Find(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAnswer(Guid id, string? answer, CancellationToken stop)
    {
        if (!await Find(id, stop)) return NotFound();
        Typed = answer;
        if (Message.AnsweredAt is not null) return Late();
        if (string.IsNullOrWhiteSpace(answer) || answer.Length > 10_000) return Refuse(T["Écrivez la réponse, en dix mille caractères au plus.", "Write the answer, in ten thousand characters at most."]);
        if (!await act.Run(Message, answer.Trim(), stop)) return Late();
        return Back(T["Réponse enregistrée : elle part par courriel.", "Answer recorded: it leaves by mail."]);
    }

    public async Task<IActionResult> OnPostDelay(Guid id, DateOnly? until, string? reason, CancellationToken stop)
    {
        if (!await Find(id, stop)) return NotFound();
        var now = clock.GetUtcNow();
        if (Message.AnsweredAt is not null) return Late();
        if (until is not { } day || Paris.Start(day) <= now || Paris.Start(day) > now + s_longestDelay) return Refuse(T["Donnez une date à venir, dans les trois mois.", "Give a date to come, within three months."]);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 1_000) return Refuse(T["Écrivez la raison du retard : son auteur la lira.", "Write the reason of the delay: its author will read it."]);
        if (!await act.Postpone(Message, Paris.Start(day.AddDays(1)).AddSeconds(-1), reason.Trim(), stop)) return Late();
        return Back(T["Retard enregistré : son auteur est prévenu.", "Delay recorded: its author is told."]);
    }

    private async Task<bool> Find(Guid id, CancellationToken stop)
    {
        if (await db.ContactMessages.FirstOrDefaultAsync(m => m.Id == id, stop) is not { } found) return false;
        Message = found;
        return true;
    }

    private PageResult Late() => Refuse(T["Quelqu’un a répondu entre-temps.", "Somebody answered meanwhile."]);

    private PageResult Refuse(string what)
    {
        Fault = what;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private RedirectResult Back(string done)
    {
        TempData[TableNames.Done] = done;
        return Redirect(links.To(MessagesWait.Path));
    }
}
