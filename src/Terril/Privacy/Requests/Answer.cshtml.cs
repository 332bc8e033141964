using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Privacy.Requests;

/// <summary>One request, and the answer.</summary>
[Requires(PrivacyPermissions.Reply)]
public sealed class AnswerPage(TerrilDb db, Words words, Links links, TimeProvider clock, IServiceProvider services) : PageModel
{
    [BindProperty(Name = "mots")]
    public string? Said { get; set; }

    [BindProperty(Name = "sens")]
    public string? Sense { get; set; }

    public string? Wrong { get; private set; }

    public RightsRequest Asked { get; private set; } = null!;

    public bool IsLate => Asked.State == RequestState.Open && Asked.DueAt <= clock.GetUtcNow();

    public async Task<IActionResult> OnGet(string reference, CancellationToken stop)
    {
        if (await db.RightsRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Reference == reference, stop) is not { } asked) return NotFound();
        Asked = asked;
        return Page();
    }

    public async Task<IActionResult> OnPost(string reference, CancellationToken stop)
    {
        if (Sense is not ("oui" or "non")) Wrong = words["Dites si la demande est accordée ou non.", "Say whether the request is granted or not."];
        else if (string.IsNullOrWhiteSpace(Said) || Said.Length > AnswerRequest.LongestWords)
            Wrong = words[$"Écrivez la réponse et ses raisons, en {AnswerRequest.LongestWords} signes au plus.", $"Write the answer and its reasons, in {AnswerRequest.LongestWords} characters at most."];
        if (Wrong is not null) return await OnGet(reference, stop);

        var isDone = await services.GetRequiredService<AnswerRequest>().Run(reference, Sense == "oui", Said!, stop);
        TempData[Shared.Desk.TableNames.Done] = isDone
            ? words[$"La réponse à la demande {reference} part par courriel.", $"The answer to request {reference} leaves by mail."]
            : words[$"La demande {reference} avait déjà sa réponse.", $"Request {reference} already had its answer."];
        return Redirect(links.To("/gestion/demandes"));
    }
}
