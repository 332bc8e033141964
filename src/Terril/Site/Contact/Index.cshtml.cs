using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Ui;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Site.Contact;

/// <summary>Write to the team, without account.</summary>
[Open]
[Paced(5)]
public sealed class IndexPage(SendMessage send, FormTime time, Publisher publisher, Words words, Links links) : PageModel
{
    [BindProperty]
    public ContactForm Form { get; set; } = new();

    public Publisher Publisher => publisher;

    public IReadOnlyList<(string Field, Text What)> Faults { get; private set; } = [];

    /// <summary>Sent back faster than one reads: a person sends it again.</summary>
    public bool IsTooFast { get; private set; }

    public Text? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field) is { Field: not null } fault ? fault.What : null;

    // « page » is a word of the framework's own.
    public void OnGet(string? subject, string? about)
    {
        if (Enum.TryParse<ContactSubject>(subject, ignoreCase: true, out var asked)) Form.Subject = asked;
        (Form.Page, Form.Opened) = (about, time.Now());
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        Faults = [.. Form.Faults()];
        IsTooFast = Faults.Count == 0 && !time.HasBeenRead(Form.Opened);
        if (Faults.Count > 0 || IsTooFast) return Again();
        try
        {
            TempData["Reference"] = await send.Run(Form, words.Language, stop);
        }
        catch (FaultyInputException refusal)
        {
            Faults = [("address", refusal.Findings[0].Message)];
            return Again();
        }
        return Redirect(links.To("/contact/merci"));
    }

    // What was typed is kept; a form that was opened long enough ago need not wait again.
    private PageResult Again()
    {
        if (!time.HasBeenRead(Form.Opened)) Form.Opened = time.Now();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
