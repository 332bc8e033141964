using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Sessions;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Accounts.SignIn;

/// <summary>What came of an address and a password.</summary>
/// <param name="Who">The person, when it is them.</param>
/// <param name="Left">How many more attempts will be looked at; less than zero when this one was not.</param>
public sealed record PasswordOutcome(Person? Who, int Left);

/// <summary>Checks a password. Whether the account exists is not to be told, by the answer nor by the time it takes.</summary>
public sealed class SignInByPassword(TerrilDb db, IPasswordHasher<Person> hasher, Throttle throttle, TimeProvider clock)
{
    private const string What = "password";

    // Of no password: what is compared when there is nobody.
    private static string? s_nobody;

    public async Task<PasswordOutcome> Run(string email, string password, Whereabouts from, CancellationToken stop)
    {
        var key = Person.KeyOf(email);
        var left = await throttle.Begin(What, key, from, stop);
        if (left < 0) return new(null, left);

        var person = await db.People.Include(p => p.Roles).SingleOrDefaultAsync(p => p.EmailKey == key, stop);
        if (!await IsRight(person, password, stop)) return new(null, left);
        await throttle.Succeed(What, key, from, stop);
        return new(person, left);
    }

    private async Task<bool> IsRight(Person? person, string password, CancellationToken stop)
    {
        var compared = person is { IsActive: true, PasswordHash: { } hash } ? hash : null;
        s_nobody ??= hasher.HashPassword(null!, SecretWord.New());
        var result = hasher.VerifyHashedPassword(person!, compared ?? s_nobody, password);
        if (compared is null || result is PasswordVerificationResult.Failed) return false;
        if (result is PasswordVerificationResult.SuccessRehashNeeded) await Rehash(person!, password, stop);
        return true;
    }

    // The same password, under today’s cost: nothing changes for the person.
    private Task<int> Rehash(Person person, string password, CancellationToken stop)
    {
        var hash = hasher.HashPassword(person, password);
        var now = clock.GetUtcNow();
        return db.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.PasswordHash, hash).SetProperty(x => x.PasswordAt, now), stop);
    }
}
