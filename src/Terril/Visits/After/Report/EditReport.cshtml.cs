using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Ui;
using Terril.Shared.Wording;
using Terril.Visits.Catalogue;

namespace Terril.Visits.After.Report;

/// <summary>The report of a session, as it is written: words, photos, documents, published or not.</summary>
[Requires(AfterPermissions.Report)]
public sealed class EditReportPage(ReadReport read, IServiceProvider acts, Words T, Links links) : PageModel
{
    [BindProperty]
    public ReportForm Form { get; set; } = new();

    public SessionReport Report { get; private set; } = null!;

    public string? Fault { get; private set; }

    /// <summary>What was typed of a photo or a document that was refused.</summary>
    public (string Title, string Exception) Typed { get; private set; } = ("", "");

    public static string PathOf(Guid session) => $"/gestion/visites/{session}/compte-rendu";

    public async Task<IActionResult> OnGet(Guid session, CancellationToken stop)
    {
        if (!await Find(session, stop)) return NotFound();
        Form = ReportForm.Of(Report.Report);
        return Page();
    }

    public async Task<IActionResult> OnPostWrite(Guid session, CancellationToken stop)
    {
        if (!await Find(session, stop)) return NotFound();
        if (Form.Fault() is { } fault) return Refuse(fault);
        await Act<WriteReport>().Run(session, Form, stop);
        return Back(session, T["Le texte est enregistré.", "The text is recorded."]);
    }

    public Task<IActionResult> OnPostPublish(Guid session, CancellationToken stop) => Done(session, () => Act<PublishReport>().Run(session, isPublished: true, stop), T["Le compte rendu est publié.", "The report is published."], stop);

    public Task<IActionResult> OnPostUnpublish(Guid session, CancellationToken stop) => Done(session, () => Act<PublishReport>().Run(session, isPublished: false, stop), T["Le compte rendu n’est plus publié.", "The report is no longer published."], stop);

    public Task<IActionResult> OnPostPhoto(Guid session, IFormFile? file, string? fr, string? en, PeopleInPhoto people, CancellationToken stop)
    {
        Typed = (fr ?? "", "");
        return Done(session, () => Act<AddPhoto>().Run(session, Sent(file), Said(fr, en), people, stop), T["La photo est ajoutée.", "The photo is added."], stop);
    }

    public Task<IActionResult> OnPostDescribe(Guid session, Guid photo, string? fr, string? en, PeopleInPhoto people, CancellationToken stop) =>
        Done(session, () => Act<DescribePhoto>().Run(session, photo, Said(fr, en), people, stop), T["La photo est décrite.", "The photo is described."], stop);

    public Task<IActionResult> OnPostDocument(Guid session, IFormFile? file, IFormFile? version, string? fr, string? en, bool accessible, string? exception, CancellationToken stop)
    {
        Typed = (fr ?? "", exception ?? "");
        var access = new AccessOfDocument(accessible, Sent(version), Said(exception, ""));
        return Done(session, () => Act<AddDocument>().Run(session, Sent(file), Said(fr, en), access, stop), T["Le document est ajouté.", "The document is added."], stop);
    }

    public Task<IActionResult> OnPostRemove(Guid session, Guid item, CancellationToken stop) => Done(session, async () =>
    {
        await Act<RemoveFromReport>().Run(session, item, stop);
        return null;
    }, T["C’est retiré.", "It is removed."], stop);

    private async Task<IActionResult> Done(Guid session, Func<Task<Text?>> act, string done, CancellationToken stop)
    {
        if (!await Find(session, stop)) return NotFound();
        if (await act() is not { } fault) return Back(session, done);
        Form = ReportForm.Of(Report.Report);
        return Refuse(fault);
    }

    private async Task<bool> Find(Guid session, CancellationToken stop)
    {
        if (await read.Run(session, isForPublic: false, stop) is not { } found) return false;
        Report = found;
        return true;
    }

    private T Act<T>() where T : notnull => acts.GetRequiredService<T>();

    private static SentFile? Sent(IFormFile? file) => file is { Length: > 0 } ? new(file.OpenReadStream(), file.FileName) : null;

    private static Text Said(string? fr, string? en) => new(fr?.Trim() ?? "", en?.Trim() ?? "");

    private PageResult Refuse(Text what)
    {
        Fault = T[what];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private RedirectResult Back(Guid session, string done)
    {
        TempData[TableNames.Done] = done;
        return Redirect(links.To(PathOf(session)));
    }
}
