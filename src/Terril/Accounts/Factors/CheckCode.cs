using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Sessions;
using Terril.Accounts.SignIn;
using Terril.Shared.Database;

namespace Terril.Accounts.Factors;

/// <summary>What came of a code.</summary>
/// <param name="Left">How many more attempts will be looked at; less than zero when this one was not.</param>
public sealed record CodeOutcome(bool IsRight, int Left);

/// <summary>Checks the second proof: a code of the authenticator, or one of the recovery codes. Either serves once, on however many nodes it is tried.</summary>
public sealed class CheckCode(TerrilDb db, TotpVault vault, Throttle throttle, TimeProvider clock)
{
    private const string What = "code";

    public async Task<CodeOutcome> Run(Person person, string code, Whereabouts from, CancellationToken stop)
    {
        var left = await throttle.Begin(What, person.EmailKey, from, stop);
        if (left < 0) return new(false, left);
        if (!await TakeTotp(person, code, stop) && !await TakeRecovery(person, code, stop)) return new(false, left);
        await throttle.Succeed(What, person.EmailKey, from, stop);
        return new(true, left);
    }

    private async Task<bool> TakeTotp(Person person, string code, CancellationToken stop) =>
        person.TotpSecret is { } kept && vault.Open(kept) is { } secret && Totp.StepOf(secret, code, clock.GetUtcNow()) is { } step
        && await db.People.Where(p => p.Id == person.Id && p.TotpStep < step).ExecuteUpdateAsync(p => p.SetProperty(x => x.TotpStep, step), stop) == 1;

    private async Task<bool> TakeRecovery(Person person, string code, CancellationToken stop)
    {
        var (hash, now) = (RecoveryCode.HashOf(person.Id, code), clock.GetUtcNow());
        return await db.RecoveryCodes.Where(c => c.PersonId == person.Id && c.Hash == hash && c.UsedAt == null)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), stop) == 1;
    }
}

/// <summary>Keeps what authenticators share under the keys of the site.</summary>
public sealed class TotpVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Terril.Accounts.Totp");

    public string Close(string secret) => _protector.Protect(secret);

    /// <summary>Null when the key is lost: recovery codes and passkeys remain.</summary>
    public string? Open(string kept)
    {
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
