using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Agenda.Public;
using Terril.Shared.Access;
using Terril.Shared.Ui;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Agenda.Pages;

/// <summary>What is to come, by the filters of the page, for a frame in the page of a member. It keeps no cookie.</summary>
[Open]
[Embeddable]
public sealed class FramePage(FindEntries find, Links links, TimeProvider clock, Words T) : PageModel
{
    private const int Most = 10;

    public IReadOnlyList<AgendaEntry> Entries { get; private set; } = [];

    public string All { get; private set; } = "";

    public Observatory.Public.SubjectNames Names => find.Names;

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        var asked = AgendaAsked.Of(Request.Query);
        if (asked.Faults is [var (name, what), ..])
        {
            HttpContext.Features.Set(new BadParameter(name, T[new Terril.Observatory.Text($"« {name} » {what.Fr}.", $"“{name}” {what.En}.")]));
            return StatusCode(StatusCodes.Status400BadRequest);
        }
        var held = await find.Held(stop);
        if (!held.IsKnown) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        Entries = [.. find.Between(held, asked, asked.From is { } from ? Paris.Start(from) : clock.GetUtcNow(), asked.To is { } to ? Paris.Start(to.AddDays(1)) : DateTimeOffset.MaxValue).Take(Most)];
        All = links.To(AgendaPaths.Agenda, asked.Filters());
        return Page();
    }
}
