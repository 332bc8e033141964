using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;

namespace Terril.Accounts.People;

/// <summary>Somebody who has neither passkey nor password is told so on the home of the back office.</summary>
internal sealed class NoWayBack(TerrilDb db) : IWait
{
    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        var id = person.Id;
        return await db.People.AnyAsync(p => p.Id == id && p.PasswordHash == null && !db.Passkeys.Any(k => k.PersonId == p.Id), stop)
            ? [new(new("Choisissez comment revenir : une clé d’accès, ou un mot de passe.", "Choose how to come back: a passkey, or a password."), "/mon-compte")]
            : [];
    }
}
