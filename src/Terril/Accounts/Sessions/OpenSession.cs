using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Accounts.Sessions;

/// <summary>Signs a person in: a session of a new secret, whatever the browser held before.</summary>
public sealed class OpenSession(TerrilDb db, TimeProvider clock)
{
    /// <param name="before">What the browser kept of an earlier session, which ends.</param>
    /// <returns>What the browser is to keep. Nothing else knows it.</returns>
    public async Task<string> Run(Person person, SignInProof proof, Whereabouts from, string? before, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await Forget(person.Id, before, now, stop);
        var secret = SecretWord.New();
        db.PersonSessions.Add(new(person, secret, proof, from, now));
        await db.SaveChangesAsync(stop);
        await db.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.SeenAt, now), stop);
        return secret;
    }

    // Those that time has closed, too.
    private Task<int> Forget(Guid person, string? before, DateTimeOffset now, CancellationToken stop)
    {
        var (oldest, idle, hash) = (now - PersonSession.Longest, now - PersonSession.Idle, before is null ? "" : SecretWord.HashOf(before));
        return db.PersonSessions.Where(s => s.SecretHash == hash || s.PersonId == person && (s.OpenedAt <= oldest || s.SeenAt <= idle)).ExecuteDeleteAsync(stop);
    }
}
