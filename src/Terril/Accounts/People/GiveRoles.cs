using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Sessions;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Accounts.People;

/// <summary>What came of a change in what somebody may do.</summary>
public enum StandingOutcome
{
    Done,

    /// <summary>Nobody would be left to run the site.</summary>
    LastAdministrator,
}

/// <summary>Changes what a person may do: their roles, or whether they have an account at all.</summary>
public sealed class GiveRoles(TerrilDb db, CloseSessions close, AuditTrail trail, TimeProvider clock)
{
    public Task<StandingOutcome> Run(Person person, IReadOnlyCollection<Role> roles, CancellationToken stop) => Alone(person, roles.Contains(Role.Administrator), () =>
    {
        var before = InvitePerson.RolesOf(person);
        foreach (var held in person.Roles.Select(r => r.Role).Except(roles).ToList()) person.Take(held);
        foreach (var given in roles.Except(person.Roles.Select(r => r.Role)).ToList()) person.Give(given);
        trail.Record("accounts.roles", "person", person.Id.ToString(), $"{before} → {InvitePerson.RolesOf(person)}");
        return Task.CompletedTask;
    }, stop);

    /// <summary>Closes the account: sessions and links end with it.</summary>
    public Task<StandingOutcome> Deactivate(Person person, CancellationToken stop) => Alone(person, false, async () =>
    {
        person.Deactivate();
        await close.All(person, clock.GetUtcNow(), stop);
        trail.Record("accounts.deactivate", "person", person.Id.ToString());
    }, stop);

    public Task<StandingOutcome> Reactivate(Person person, CancellationToken stop) => Alone(person, true, () =>
    {
        person.Reactivate();
        trail.Record("accounts.reactivate", "person", person.Id.ToString());
        return Task.CompletedTask;
    }, stop);

    // One at a time: two administrators who remove each other at the same instant would leave none.
    private async Task<StandingOutcome> Alone(Person person, bool remains, Func<Task> change, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("accounts.administrators", stop);
        if (!remains && person.IsActive && person.Is(Role.Administrator) && !await IsThereAnother(person, stop)) return StandingOutcome.LastAdministrator;
        await change();
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StandingOutcome.Done;
    }

    private Task<bool> IsThereAnother(Person person, CancellationToken stop) =>
        db.People.AnyAsync(p => p.Id != person.Id && p.IsActive && p.Roles.Any(r => r.Role == Role.Administrator), stop);
}
