using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Mine;
using Terril.Accounts.Sessions;
using Terril.Accounts.SignIn;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Desk;

namespace Terril.Accounts.People;

/// <summary>One person: their roles, their sessions, whether they have an account.</summary>
[Requires(AccountsPermissions.Manage), ProvenLately]
public sealed class PersonPage(TerrilDb db, GiveRoles give, InvitePerson invite, CloseSessions close, AuditTrail trail, TimeProvider clock) : DoorPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Person Person { get; private set; } = null!;

    public int Sessions { get; private set; }

    public int Passkeys { get; private set; }

    public Text? Fault { get; private set; }

    /// <summary>They have been invited, and have never come.</summary>
    public bool IsAwaited { get; private set; }

    public async Task<IActionResult> OnGet() => await Find() ? Page() : NotFound();

    public Task<IActionResult> OnPostRoles(Role[] roles) =>
        Change(() => give.Run(Person, [.. roles.Where(Enum.IsDefined).Distinct()], Stop), new("Les rôles ont changé.", "The roles have changed."));

    public Task<IActionResult> OnPostDeactivate() => Change(() => give.Deactivate(Person, Stop), new("Le compte est fermé, et ses sessions avec lui.", "The account is closed, and its sessions with it."));

    public Task<IActionResult> OnPostReactivate() => Change(() => give.Reactivate(Person, Stop), new("Le compte est rouvert.", "The account is open again."));

    public Task<IActionResult> OnPostSessions() => Change(async () =>
    {
        await close.All(Person, clock.GetUtcNow(), Stop);
        trail.Record("accounts.sessions.close", "person", Id.ToString());
        await db.SaveChangesAsync(Stop);
        return StandingOutcome.Done;
    }, new("Toutes ses sessions sont fermées.", "All their sessions are closed."));

    public Task<IActionResult> OnPostInvite() => Change(async () =>
    {
        if (Person.IsActive) await invite.Again(Person, Stop);
        return StandingOutcome.Done;
    }, new("Un nouveau lien est parti ; le précédent ne sert plus.", "A new link has left; the previous one serves no more."));

    private async Task<IActionResult> Change(Func<Task<StandingOutcome>> change, Text done)
    {
        if (!await Find()) return NotFound();
        if (await change() == StandingOutcome.Done)
        {
            TempData[TableNames.Done] = T[done];
            return Redirect(Links.To($"/gestion/personnes/{Id}"));
        }
        Fault = new("C’est la dernière personne qui administre le site : donnez d’abord ce rôle à une autre.", "This is the last person who runs the site: give that role to another first.");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> Find()
    {
        if (await db.People.Include(p => p.Roles).SingleOrDefaultAsync(p => p.Id == Id, Stop) is not { } person) return false;
        Person = person;
        var (oldest, idle) = (clock.GetUtcNow() - PersonSession.Longest, clock.GetUtcNow() - PersonSession.Idle);
        Sessions = await db.PersonSessions.CountAsync(s => s.PersonId == Id && s.Stamp == person.Stamp && s.OpenedAt > oldest && s.SeenAt > idle, Stop);
        Passkeys = await db.Passkeys.CountAsync(p => p.PersonId == Id, Stop);
        IsAwaited = person.IsActive && !person.HasPassword && Passkeys == 0;
        return true;
    }
}
