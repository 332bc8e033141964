using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Mail;

namespace Terril.Post;

/// <summary>One mail, as its recipient reads it.</summary>
[Requires(PostPermissions.ReadMail)]
public sealed class MailPage(MailInReach mails, IEnumerable<SecretMail> secrets) : PageModel
{
    // The frame of the mail is ours; what is in it may do nothing but be seen.
    private const string AroundTheMail = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private const string InTheMail = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; frame-ancestors 'self'";

    public OutgoingMail Mail { get; private set; } = null!;

    /// <summary>It holds a link that opens a door, and whoever reads the ledger is not whom it is for.</summary>
    public bool IsSecret => IsOfSecret(Mail.CauseKind);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await mails.All.SingleOrDefaultAsync(m => m.Id == id, stop) is not { } mail) return NotFound();
        Mail = mail;
        Response.Headers.ContentSecurityPolicy = AroundTheMail;
        return Page();
    }

    /// <summary>The mail alone, without script, form nor link that works.</summary>
    public async Task<IActionResult> OnGetView(Guid id, CancellationToken stop)
    {
        var mail = await mails.All.Where(m => m.Id == id).Select(m => new { m.CauseKind, m.HtmlBody }).SingleOrDefaultAsync(stop);
        if (mail is not { HtmlBody: { } html } || IsOfSecret(mail.CauseKind)) return NotFound();
        Response.Headers.ContentSecurityPolicy = InTheMail;
        return Content(html, "text/html; charset=utf-8");
    }

    private bool IsOfSecret(string causeKind) => secrets.Any(s => s.CauseKind == causeKind);
}
