using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Factors;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Accounts.SignIn;

/// <summary>The second step of those who have an authenticator.</summary>
[Open]
public sealed class CodePage(TerrilDb db, SealedCookie cookie, CheckCode codes) : DoorPage
{
    public int? Left { get; private set; }

    public async Task<IActionResult> OnGet() => await Pending() is null ? Redirect(Links.To("/connexion")) : Page();

    public async Task<IActionResult> OnPost(string? code)
    {
        if (await Pending() is not var (person, pending)) return Redirect(Links.To("/connexion"));
        var outcome = await codes.Run(person, code ?? "", From, Stop);
        if (outcome.IsRight) return await Open(person, pending.Proof, pending.ReturnTo);
        Left = outcome.Left;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<(Person Person, PendingCode Pending)?> Pending()
    {
        if (cookie.Read<PendingCode>(Request, PendingCode.Cookie) is not { } pending) return null;
        var person = await db.People.Include(p => p.Roles).SingleOrDefaultAsync(p => p.Id == pending.Person && p.IsActive && p.Stamp == pending.Stamp, Stop);
        return person is { HasTotp: true } ? (person, pending) : null;
    }
}
