using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Terril.Observatory.Releases;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>A page that reads a release: the one in force, or the one of the day the reader goes back to.</summary>
[Open]
[SharedPage]
public abstract class ReleasePage : PageModel
{
    public Release Release { get; private set; } = null!;

    protected Words T => field ??= Of<Words>();

    protected Links Links => field ??= Of<Links>();

    protected Releases Published => field ??= Of<Releases>();

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!Links.AsOfIn(Request, out var day))
            context.Result = Refuse(Links.AsOfName, T["Écrivez une date comme 2026-03-31.", "Write a date like 2026-03-31."]);
        else if (Published.At(day) is { } release)
            Release = release;
        else
            context.Result = Empty();
    }

    /// <summary>Answers that a parameter is wrong, and what to write instead.</summary>
    protected IActionResult Refuse(string parameter, string what)
    {
        HttpContext.Features.Set(new BadParameter(parameter, what));
        return StatusCode(StatusCodes.Status400BadRequest);
    }

    private ViewResult Empty() => new()
    {
        ViewName = "/Observatory/Empty.cshtml",
        ViewData = new ViewDataDictionary(MetadataProvider, ModelState),
        StatusCode = Links.AsOf is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound,
    };

    private TService Of<TService>() where TService : notnull => HttpContext.RequestServices.GetRequiredService<TService>();
}
