using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Desk;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Shared.Forms;

/// <summary>A page of the desk with a form: what is wrong is said at the field, and what was typed is kept.</summary>
public abstract class FormPage : PageModel
{
    public FormFaults Faults { get; } = new();

    protected Words T => field ??= HttpContext.RequestServices.GetRequiredService<Words>();

    protected Links Links => field ??= HttpContext.RequestServices.GetRequiredService<Links>();

    protected CancellationToken Stop => HttpContext.RequestAborted;

    /// <summary>The page again, with what was typed.</summary>
    protected PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Another page, which says what was done.</summary>
    protected RedirectResult Done(string path, string done)
    {
        TempData[TableNames.Done] = done;
        return Redirect(Links.To(path));
    }
}
