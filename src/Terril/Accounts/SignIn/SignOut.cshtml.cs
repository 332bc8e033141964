using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Sessions;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Ui;

namespace Terril.Accounts.SignIn;

/// <summary>Closes this browser’s session.</summary>
[SignedIn]
public sealed class SignOutPage(TerrilDb db, Links links) : PageModel
{
    public async Task<IActionResult> OnPost()
    {
        if (SessionCookie.Read(Request) is { } secret)
        {
            var hash = SecretWord.HashOf(secret);
            await db.PersonSessions.Where(s => s.SecretHash == hash).ExecuteDeleteAsync(HttpContext.RequestAborted);
        }
        SessionCookie.Forget(Response);
        return Redirect(links.To("/"));
    }
}
