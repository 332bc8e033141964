using Microsoft.EntityFrameworkCore;
using Terril.Accounts.OneTime;
using Terril.Shared.Database;

namespace Terril.Accounts.Address;

/// <summary>Gives an account the address that its link was sent to.</summary>
public sealed class MoveToAddress(TerrilDb db, UseLink links, SealedAddress seal, ChangeProof change)
{
    /// <summary>The address that a link would give to this person; null when it serves no more, or is somebody else’s.</summary>
    public async Task<string?> Look(Person person, string token, CancellationToken stop) =>
        await links.Look(token, LinkPurpose.Address, stop) is { } link && link.PersonId == person.Id ? seal.Open(token) : null;

    /// <returns>False when the link serves no more, or somebody has the address by now: which of them is not said.</returns>
    public async Task<bool> Run(Person person, string token, CancellationToken stop)
    {
        if (await Look(person, token, stop) is not { } email) return false;
        return await change.Run(person, "accounts.address", new("L’adresse de votre compte a été changée.", "The address of your account was changed."), async stopped =>
        {
            await db.AlsoAlone("accounts.addresses", stopped);
            var key = Person.KeyOf(email);
            if (await links.Run(token, LinkPurpose.Address, stopped) is null || await db.People.AnyAsync(p => p.EmailKey == key, stopped)) return false;
            person.MoveTo(email);
            return true;
        }, stop);
    }
}
