using Microsoft.Extensions.DependencyInjection;
using Terril.Accounts;
using Terril.Accounts.Sessions;
using Terril.Shared.Access;

namespace Terril.Tests.Harness;

/// <summary>People of a house.</summary>
public static class Signing
{
    private static int _people;

    /// <summary>Somebody who has not signed in.</summary>
    public static Visitor Stranger(this House house) => new(house.Address);

    /// <summary>A new person of this role, signed in: their visitor bears the cookie of a real session.</summary>
    public static Task<Visitor> SignIn(this House house, Role role, Guid? organisation = null) => house.SignIn([role], organisation);

    /// <summary>A new person of several roles, or of none.</summary>
    public static async Task<Visitor> SignIn(this House house, IReadOnlyCollection<Role> roles, Guid? organisation = null)
    {
        var person = await house.Person(roles, organisation);
        var visitor = new Visitor(house.Address) { Id = person.Id, Email = person.Email };
        visitor.Cookies["__Host-terril"] = await house.InScope(services =>
            services.GetRequiredService<OpenSession>().Run(person, SignInProof.Password, new("127.0.0.1", "Test"), null, CancellationToken.None));
        return visitor;
    }

    /// <summary>A new person, who has not signed in.</summary>
    public static Task<Person> Person(this House house, IReadOnlyCollection<Role> roles, Guid? organisation = null) => house.InDatabase(async db =>
    {
        var number = Interlocked.Increment(ref _people);
        var person = new Person($"personne{number}@terril.example", $"Personne {number}", "fr", house.Clock.Now);
        foreach (var role in roles) person.Give(role, organisation);
        db.People.Add(person);
        await db.SaveChangesAsync();
        return person;
    });
}
