using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.People;
using Terril.Accounts.Sessions;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Desk;
using Terril.Shared.Wording;

namespace Terril.Accounts.Mine;

/// <summary>One’s own account: name, ways to come in, open sessions.</summary>
public sealed class IndexPage(CloseSessions close, AuditTrail trail, TimeProvider clock) : MinePage
{
    public Person Person { get; private set; } = null!;

    public IReadOnlyList<PersonSession> Sessions { get; private set; } = [];

    public bool MayEnterTheDesk => IsOfTheTeam(Person);

    public int Passkeys { get; private set; }

    public int Codes { get; private set; }

    public Text? NameFault { get; private set; }

    /// <summary>What was just done, in a sentence.</summary>
    public string? Done => TempData[TableNames.Done] as string;

    public Task OnGet() => Show();

    public async Task<IActionResult> OnPost(string? name, string? language)
    {
        await Show();
        NameFault = PersonRules.Fault(name);
        if (NameFault is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        Person.Describe(name!, language == Words.English ? Words.English : Words.French);
        trail.Record("accounts.describe", "person", MyId.ToString());
        await Db.SaveChangesAsync(Stop);
        return Back(T["C’est enregistré.", "It is saved."]);
    }

    public async Task<IActionResult> OnPostClose(Guid session)
    {
        if (!await close.One(MyId, session, Stop)) return NotFound();
        trail.Record("accounts.session.close", "person", MyId.ToString());
        await Db.SaveChangesAsync(Stop);
        return Back(T["La session est fermée.", "The session is closed."]);
    }

    public async Task<IActionResult> OnPostCloseOthers()
    {
        await close.Others(MyId, ThisSession, Stop);
        trail.Record("accounts.sessions.close", "person", MyId.ToString());
        await Db.SaveChangesAsync(Stop);
        return Back(T["Les autres sessions sont fermées.", "The other sessions are closed."]);
    }

    private RedirectResult Back(string done)
    {
        TempData[TableNames.Done] = done;
        return Redirect(Links.To("/mon-compte"));
    }

    private async Task Show()
    {
        var now = clock.GetUtcNow();
        Person = await Me();
        Sessions = [.. (await Db.PersonSessions.AsNoTracking().Where(s => s.PersonId == MyId).OrderByDescending(s => s.SeenAt).ToListAsync(Stop)).Where(s => s.IsOpen(Person, now))];
        Passkeys = await Db.Passkeys.CountAsync(p => p.PersonId == MyId, Stop);
        Codes = await Db.RecoveryCodes.CountAsync(c => c.PersonId == MyId && c.UsedAt == null, Stop);
    }
}
