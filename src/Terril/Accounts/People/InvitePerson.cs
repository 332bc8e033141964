using Microsoft.EntityFrameworkCore;
using Terril.Accounts.OneTime;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Accounts.People;

/// <summary>Somebody to invite.</summary>
public sealed record Invited(string Email, string Name, string Language, IReadOnlyCollection<Role> Roles);

/// <summary>Opens an account for somebody and sends them a link to it.</summary>
public sealed class InvitePerson(TerrilDb db, MakeLink make, AccountMails mails, AuditTrail trail, CurrentPerson by, TimeProvider clock)
{
    /// <returns>The person; null when the address has an account already.</returns>
    /// <exception cref="Observatory.FaultyInputException">The address is none.</exception>
    public async Task<Person?> Run(Invited invited, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("accounts.addresses", stop);
        var key = Person.KeyOf(invited.Email);
        if (await db.People.AnyAsync(p => p.EmailKey == key, stop)) return null;

        var person = new Person(invited.Email, invited.Name, invited.Language, clock.GetUtcNow());
        foreach (var role in invited.Roles.Distinct()) person.Give(role);
        db.People.Add(person);
        await Send(person);
        trail.Record("accounts.invite", "person", person.Id.ToString(), RolesOf(person));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return person;
    }

    /// <summary>Sends a new link; those before serve no more.</summary>
    public async Task Again(Person person, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone($"accounts.person.{person.Id}", stop);
        var now = clock.GetUtcNow();
        await db.EndLinks(l => l.PersonId == person.Id && l.Purpose == LinkPurpose.Invitation, now, stop);
        await Send(person);
        trail.Record("accounts.invite.again", "person", person.Id.ToString());
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private Task Send(Person person)
    {
        var path = make.Run(person, LinkPurpose.Invitation, null, out var link);
        return mails.Link(person, link, path, by.Name);
    }

    internal static string RolesOf(Person person) => string.Join(", ", person.Roles.Select(r => r.Role).Order());
}
