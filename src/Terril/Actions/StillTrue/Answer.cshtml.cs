using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Web;

namespace Terril.Actions.StillTrue;

/// <summary>The yearly question, for whoever has its link. Opening it answers nothing.</summary>
[Open]
[Paced(20)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AnswerPage(TerrilDb db, AnswerStillTrue act, TimeProvider clock) : FormPage
{
    private static readonly TimeSpan s_open = TimeSpan.FromDays(180);

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public ActionSheet Sheet { get; private set; } = null!;

    public ActionAsking Asking { get; private set; } = null!;

    public string? What { get; private set; }

    public async Task<IActionResult> OnGet() => await Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPost(StillAnswer? answer, string? what)
    {
        if (!await Find()) return NotFound();
        if (Asking.AnsweredAt is not null) return Redirect(Links.To($"/actions/encore-vraie/{Token}"));
        What = what;
        if (answer is not { } said || !Enum.IsDefined(said)) Faults.Add("answer", "choisissez une des trois réponses", "choose one of the three answers");
        var words = Faults.Words("what", what, 1_000, isNeeded: answer == StillAnswer.Changed);
        if (Faults.Any) return Again();
        await act.Run(Asking, Sheet, answer!.Value, words, Stop);
        return Redirect(Links.To($"/actions/encore-vraie/{Token}"));
    }

    private async Task<bool> Find()
    {
        var (hash, since) = (SecretWord.HashOf(Token), clock.GetUtcNow() - s_open);
        if (await db.ActionAskings.SingleOrDefaultAsync(a => a.SecretHash == hash && a.IsSent && a.AskedAt > since, Stop) is not { } asking) return false;
        if (await db.ActionSheets.SingleOrDefaultAsync(s => s.Id == asking.SheetId && s.State == ActionState.Published, Stop) is not { } sheet) return false;
        (Asking, Sheet) = (asking, sheet);
        return true;
    }
}
