using Microsoft.AspNetCore.Mvc;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>A draft, read again before it is on the site.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class PublishPage(TerrilDb db, PublishSession publish, TimeProvider clock) : SessionFormPage(db)
{
    /// <summary>What it lacks to be on the site.</summary>
    public IReadOnlyList<Text> Lacks { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await Find(id)) return NotFound();
        if (Session.State == SessionState.Draft) Lacks = PublishSession.Lacks(Session, clock.GetUtcNow());
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!await Find(id)) return NotFound();
        Lacks = await publish.Run(Session, Stop);
        return Lacks.Count > 0 ? Again() : Done(Path, T["La séance est publiée.", "The session is published."]);
    }
}
