using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Joining;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Web;

namespace Terril.Collectives.Pages;

/// <summary>The link of the mail: one button confirms that the address is theirs. Opening it does nothing.</summary>
[Open]
[Paced(10)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ConfirmPage(TerrilDb db, AskToJoin ask) : PageModel
{
    public string Secret { get; private set; } = "";

    public JoinRequest JoinRequest { get; private set; } = null!;

    public string Organisation { get; private set; } = "";

    public Collective Collective { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string secret, CancellationToken stop) => await Find(secret, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string secret, CancellationToken stop)
    {
        if (!await Find(secret, stop)) return NotFound();
        await ask.Verify(JoinRequest, stop);
        return Redirect(Request.PathBase.Add(Request.Path).ToUriComponent());
    }

    private async Task<bool> Find(string secret, CancellationToken stop)
    {
        var hash = SecretWord.HashOf(secret);
        if (await db.JoinRequests.SingleOrDefaultAsync(r => r.SecretHash == hash, stop) is not { } found) return false;
        (Secret, JoinRequest) = (secret, found);
        Organisation = await db.Organisations.Where(o => o.Id == found.OrganisationId).Select(o => o.Name).SingleAsync(stop);
        Collective = await db.Collectives.AsNoTracking().SingleAsync(c => c.Id == found.CollectiveId, stop);
        return true;
    }
}
