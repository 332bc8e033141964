using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;

namespace Terril.Visits.Manage.Sessions;

/// <summary>A new session: of a circuit, like another, or one-off.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class NewPage(TerrilDb db, OpenSession open, TimeProvider clock, CurrentPerson person) : FormPage
{
    [BindProperty]
    public SessionForm Form { get; set; } = new();

    public SessionSource Source { get; private set; } = SessionSource.None;

    /// <summary>The session that it is like.</summary>
    public Guid? From { get; private set; }

    public IReadOnlyList<(Guid Id, Text Name)> Circuits { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid? circuit, Guid? from)
    {
        if (!await Find(circuit, from)) return NotFound();
        if (from is { } id) Form = SessionForm.Again(await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleAsync(s => s.Id == id, Stop));
        else
        {
            Form = SessionForm.Of(Source.About);
            Form.OrganiserName = person.Name;
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid? circuit, Guid? from)
    {
        if (!await Find(circuit, from)) return NotFound();
        var plan = Form.Read(Faults, isDraft: true, Source.Minutes, clock.GetUtcNow());
        if (Faults.Any) return Again();
        var session = await open.Run(Form, plan, Source, Stop);
        return Done($"{VisitsDeskModule.Sessions}/{session.Id}/programme", T["Séance enregistrée, en brouillon. Relisez son programme, puis publiez.", "Session saved, as a draft. Read its programme again, then publish."]);
    }

    private async Task<bool> Find(Guid? circuit, Guid? from)
    {
        Circuits = [.. (await db.Circuits.AsNoTracking().OrderBy(c => c.Words).Take(500).ToListAsync(Stop)).Select(c => (c.Id, c.About.Title))];
        From = from;
        if (from is { } session)
        {
            if (await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleOrDefaultAsync(s => s.Id == session, Stop) is not { } like) return false;
            Source = SessionSource.Of(like);
        }
        else if (circuit is { } id)
        {
            if (await db.Circuits.AsNoTracking().Include(c => c.Stops).SingleOrDefaultAsync(c => c.Id == id, Stop) is not { } found) return false;
            Source = SessionSource.Of(found);
        }
        return true;
    }
}
