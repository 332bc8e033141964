using Microsoft.EntityFrameworkCore;
using Terril.Accounts.OneTime;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Accounts.Public;

/// <summary>Somebody who keeps the things of an organisation.</summary>
/// <param name="IsAwaited">They were invited, and have never come.</param>
public sealed record MemberAccount(Guid Id, string Name, string Email, string Language, bool IsAwaited);

/// <summary>
/// The accounts of members: each keeps the things of one organisation. Rows are saved with the caller’s own, in the caller’s transaction.
/// </summary>
public sealed class MemberAccounts(TerrilDb db, MakeLink make, AccountMails mails, AuditTrail trail, CurrentPerson by, TimeProvider clock)
{
    /// <summary>Opens an account for somebody, with a link sent to them, or gives the role to an account that is there.</summary>
    /// <returns>Whose it is, or why it cannot be.</returns>
    /// <exception cref="FaultyInputException">The address is none.</exception>
    public async Task<(Guid? Person, Text? Refusal)> Invite(string email, string name, string language, Guid organisation, CancellationToken stop)
    {
        await db.AlsoAlone("accounts.addresses", stop);
        var key = Person.KeyOf(email);
        var person = await db.People.Include(p => p.Roles).SingleOrDefaultAsync(p => p.EmailKey == key, stop);
        if (person is { IsActive: false }) return (null, new("Ce compte est fermé : écrivez à l’équipe pour le rouvrir.", "This account is closed: write to the team to open it again."));
        if (person?.Roles.Find(r => r.Role == Role.Member)?.OrganisationId is { } other && other != organisation)
            return (null, new("Cette personne représente une autre organisation : elle ne peut en tenir qu’une.", "This person represents another organisation: they can keep one only."));
        if (person is null)
        {
            person = new Person(email, name, language, clock.GetUtcNow());
            db.People.Add(person);
            var path = make.Run(person, LinkPurpose.Invitation, null, out var link);
            await mails.Link(person, link, path, by.Name);
        }
        person.Give(Role.Member, organisation);
        trail.Record("accounts.member", "person", person.Id.ToString(), organisation.ToString());
        return (person.Id, null);
    }

    /// <summary>Those of them who have an account, by name.</summary>
    public async Task<IReadOnlyList<MemberAccount>> Of(IReadOnlyCollection<Guid> people, CancellationToken stop) => await db.People.AsNoTracking()
        .Where(p => people.Contains(p.Id) && p.IsActive).OrderBy(p => p.Name)
        .Select(p => new MemberAccount(p.Id, p.Name, p.Email, p.Language, p.PasswordHash == null && !db.PersonSessions.Any(s => s.PersonId == p.Id) && !db.Passkeys.Any(k => k.PersonId == p.Id)))
        .ToListAsync(stop);

    /// <summary>They keep its things no more.</summary>
    public async Task Release(Guid person, CancellationToken stop)
    {
        if (await db.People.Include(p => p.Roles).SingleOrDefaultAsync(p => p.Id == person, stop) is not { } found) return;
        found.Take(Role.Member);
        trail.Record("accounts.member.release", "person", person.ToString());
    }

    /// <summary>What they kept for one organisation, they keep for another: the same, under another name.</summary>
    public async Task Move(Guid from, Guid to, CancellationToken stop)
    {
        foreach (var role in await db.PersonRoles.Where(r => r.OrganisationId == from).ToListAsync(stop)) role.OrganisationId = to;
    }
}
