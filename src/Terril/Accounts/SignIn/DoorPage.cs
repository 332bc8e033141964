using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Accounts.Sessions;
using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Ui;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Accounts.SignIn;

/// <summary>A page by which one comes in: what follows a proof is the same whichever it was.</summary>
public abstract class DoorPage : PageModel
{
    // The name by which the back office says who may enter it.
    private const string Enter = "desk.enter";

    /// <summary>Where the visitor was going.</summary>
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    protected Whereabouts From => Whereabouts.Of(HttpContext);

    protected CancellationToken Stop => HttpContext.RequestAborted;

    protected Links Links => HttpContext.RequestServices.GetRequiredService<Links>();

    protected Words T => HttpContext.RequestServices.GetRequiredService<Words>();

    private SealedCookie Sealed => HttpContext.RequestServices.GetRequiredService<SealedCookie>();

    /// <summary>Lets in whoever has shown who they are; one who has an authenticator owes its code first, unless a passkey was shown, which is two proofs.</summary>
    protected async Task<IActionResult> Admit(Person person, SignInProof proof, string? returnTo)
    {
        if (!person.HasTotp || proof == SignInProof.Passkey) return await Open(person, proof, returnTo);
        Sealed.Write(Response, PendingCode.Cookie, new PendingCode(person.Id, person.Stamp, proof, Local(returnTo)), PendingCode.Life);
        return Redirect(Links.To("/connexion/code"));
    }

    protected async Task<IActionResult> Open(Person person, SignInProof proof, string? returnTo)
    {
        var services = HttpContext.RequestServices;
        var before = SessionCookie.Read(Request);
        SessionCookie.Write(Response, await services.GetRequiredService<OpenSession>().Run(person, proof, From, before, Stop));
        Sealed.Forget(Response, PendingCode.Cookie);
        return Redirect(Local(returnTo) ?? Home(person));
    }

    /// <summary>An address of this site; null for any other, whoever wrote it in the link.</summary>
    protected static string? Local(string? address) => Inside.Or(address, "") is { Length: > 0 } path ? path : null;

    /// <summary>Whether the back office is for somebody of these roles.</summary>
    protected bool IsOfTheTeam(Person person) => HttpContext.RequestServices.GetRequiredService<Permissions>().Allow(Enter, person.Roles.Select(r => r.Role));

    private string Home(Person person) => Links.To(IsOfTheTeam(person) ? DeskEntries.Root : "/mon-compte");
}
