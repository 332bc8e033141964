using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Shared.Proposing;

/// <summary>People who propose without an account: each has a link of their own, by which they show that the address is theirs and come back.</summary>
public sealed class ProposalContacts(TerrilDb db, TimeProvider clock)
{
    /// <summary>How many may wait for one address: a form is no way to fill somebody’s box.</summary>
    private const int MostUnverified = 3;

    /// <summary>Keeps what somebody proposes with who they are, all of it or nothing; and nothing at all once too many wait for their address.</summary>
    /// <param name="keep">Adds what is proposed, and the mail that has the secret of the link.</param>
    /// <exception cref="FaultyInputException">The address is none.</exception>
    public async Task Propose(string room, Guid subject, string name, string address, string language, Func<ProposalContact, string, Task> keep, CancellationToken stop)
    {
        var (now, key, secret) = (clock.GetUtcNow(), PersonAddress.Normal(address), SecretWord.New());
        var day = now.AddDays(-1);
        await using var transaction = await db.BeginAlone("proposals", stop);
        if (await db.ProposalContacts.CountAsync(c => c.AddressKey == key && c.VerifiedAt == null && c.AskedAt > day, stop) >= MostUnverified) return;
        var contact = new ProposalContact
        {
            SubjectId = subject, Room = room, Name = name, Address = address, AddressKey = key, Language = language, SecretHash = SecretWord.HashOf(secret), AskedAt = now, SeenAt = now,
        };
        db.ProposalContacts.Add(contact);
        await keep(contact, secret);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Whose link it is; null when it is none, or one of before.</summary>
    public Task<ProposalContact?> ByLink(string room, string secret, CancellationToken stop)
    {
        var hash = SecretWord.HashOf(secret);
        return db.ProposalContacts.SingleOrDefaultAsync(c => c.SecretHash == hash && c.Room == room, stop);
    }

    /// <summary>Who may be written to about it: once the address is shown to be theirs, until it is forgotten.</summary>
    public Task<ProposalContact?> Of(Guid subject, CancellationToken stop) => db.ProposalContacts.SingleOrDefaultAsync(c => c.SubjectId == subject && c.VerifiedAt != null, stop);

    /// <summary>A new link in the place of the one before.</summary>
    public static string Renew(ProposalContact contact)
    {
        var secret = SecretWord.New();
        contact.SecretHash = SecretWord.HashOf(secret);
        return secret;
    }
}
