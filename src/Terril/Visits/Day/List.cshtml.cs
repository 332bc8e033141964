using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;
using Terril.Visits.Registering;

namespace Terril.Visits.Day;

/// <summary>The list of the day, on paper: by name, without needs unless they are asked for by who may.</summary>
[Requires(DayPermissions.Welcome)]
public sealed class ListPage(ReadRoll rolls, ReadNeeds read, CurrentPerson person) : PageModel
{
    public Roll Roll { get; private set; } = null!;

    /// <summary>Null unless they were asked for.</summary>
    public IReadOnlyDictionary<Guid, RegistrationNeeds>? Needs { get; private set; }

    public bool MayReadNeeds => person.May(DayPermissions.Needs);

    /// <summary>Stops that some of the parties do not follow.</summary>
    public IEnumerable<Sessions.SessionStop> Chosen => Roll.Session.Stops.Where(s => s.About.Capacity is not null).OrderBy(s => s.Position);

    public async Task<IActionResult> OnGet(Guid session, CancellationToken stop) => await Read(session, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostNeeds(Guid session, CancellationToken stop)
    {
        if (!MayReadNeeds) return Forbid();
        if (!await Read(session, stop)) return NotFound();
        Needs = await read.Run(session, stop);
        return Page();
    }

    private async Task<bool> Read(Guid session, CancellationToken stop)
    {
        if (await rolls.Run(session, null, stop) is not { } roll) return false;
        Roll = roll;
        return true;
    }
}
