using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Accounts.Factors;

/// <summary>Turns the second proof of a person on or off, and makes the codes that replace it one day.</summary>
public sealed class KeepAuthenticator(TerrilDb db, ChangeProof change, TotpVault vault, TimeProvider clock)
{
    /// <returns>The recovery codes, which are shown once; null when the code is not one of this secret.</returns>
    public async Task<IReadOnlyList<string>?> TurnOn(Person person, string secret, string code, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (Totp.StepOf(secret, code, now) is not { } step) return null;
        IReadOnlyList<string> codes = [];
        await change.Run(person, "accounts.totp.on", new("Un code est désormais demandé en plus du mot de passe.", "A code is now asked for besides the password."), async stopped =>
        {
            person.TurnOnTotp(vault.Close(secret), step, now);
            codes = await Renew(person, stopped);
        }, stop);
        return codes;
    }

    public Task TurnOff(Person person, CancellationToken stop) => change.Run(person, "accounts.totp.off",
        new("Le code n’est plus demandé : le mot de passe suffit.", "The code is no longer asked for: the password is enough."), async stopped =>
        {
            person.TurnOffTotp();
            await Forget(person, stopped);
        }, stop);

    /// <returns>New recovery codes, which are shown once; those before serve no more.</returns>
    public async Task<IReadOnlyList<string>> NewCodes(Person person, CancellationToken stop)
    {
        IReadOnlyList<string> codes = [];
        await change.Run(person, "accounts.codes", new("De nouveaux codes de secours ont été faits ; les anciens ne servent plus.", "New recovery codes were made; the old ones serve no more."),
            async stopped => codes = await Renew(person, stopped), stop);
        return codes;
    }

    private async Task<IReadOnlyList<string>> Renew(Person person, CancellationToken stop)
    {
        await Forget(person, stop);
        string[] codes = [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New())];
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { PersonId = person.Id, Hash = RecoveryCode.HashOf(person.Id, code) }));
        return codes;
    }

    private Task<int> Forget(Person person, CancellationToken stop) => db.RecoveryCodes.Where(c => c.PersonId == person.Id).ExecuteDeleteAsync(stop);
}
