using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Accounts.Passkeys;

/// <summary>Adds a passkey to those of a person, or takes one away.</summary>
public sealed class KeepPasskey(TerrilDb db, ChangeProof change)
{
    private const int LongestName = 60;

    public Task Add(Person person, Passkey passkey, string? name, CancellationToken stop)
    {
        var given = name?.Trim() is { Length: > 0 } typed ? typed : person.Language == "en" ? "Passkey" : "Clé d’accès";
        passkey.Name = given.Length <= LongestName ? given : given[..LongestName];
        return change.Run(person, "accounts.passkey.add", new("Une clé d’accès a été ajoutée.", "A passkey was added."), _ =>
        {
            db.Passkeys.Add(passkey);
            return Task.CompletedTask;
        }, stop);
    }

    /// <returns>False when this person has no such passkey.</returns>
    public async Task<bool> Remove(Person person, Guid id, CancellationToken stop)
    {
        if (!await db.Passkeys.AnyAsync(p => p.Id == id && p.PersonId == person.Id, stop)) return false;
        await change.Run(person, "accounts.passkey.remove", new("Une clé d’accès a été retirée.", "A passkey was removed."),
            stopped => db.Passkeys.Where(p => p.Id == id && p.PersonId == person.Id).ExecuteDeleteAsync(stopped), stop);
        return true;
    }
}
