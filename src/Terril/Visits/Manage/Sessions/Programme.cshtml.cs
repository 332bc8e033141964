using Microsoft.AspNetCore.Mvc;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Visits.Manage.Circuits;

namespace Terril.Visits.Manage.Sessions;

/// <summary>The stops of a session and their hours.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class ProgrammePage(TerrilDb db, ChangeProgramme change) : SessionFormPage(db)
{
    public async Task<IActionResult> OnGet(Guid id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, Guid place, string? act)
    {
        if (!await Find(id) || Session.Stops.TrueForAll(s => s.Id != place)) return NotFound();
        StopChange? asked = act switch
        {
            "up" => new StopChange.Shift(place, -1),
            "down" => new StopChange.Shift(place, 1),
            "remove" => new StopChange.RemovedStop(place),
            _ => null,
        };
        if (asked is null) return NotFound();
        return await change.Run(Session.Id, asked, null, Stop)
            ? Done($"{Path}/programme", T["Programme enregistré, heures recalculées.", "Programme saved, times computed again."])
            : Done($"{Path}/programme", T["Rien n’a changé : la séance est publiée.", "Nothing has changed: the session is published."]);
    }
}
