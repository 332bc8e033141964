using Microsoft.EntityFrameworkCore;
using Terril.Accounts.OneTime;
using Terril.Shared.Database;

namespace Terril.Accounts.Sessions;

/// <summary>Signs a person out: of one browser, or of all.</summary>
public sealed class CloseSessions(TerrilDb db)
{
    /// <summary>Closes them all, those being opened too; links on their way serve no more, and those that wait to leave do not.</summary>
    public async Task All(Person person, DateTimeOffset now, CancellationToken stop)
    {
        person.CloseSessions();
        await db.PersonSessions.Where(s => s.PersonId == person.Id).ExecuteDeleteAsync(stop);
        await db.EndLinks(l => l.PersonId == person.Id, now, stop);
    }

    /// <summary>Closes one of this person’s own.</summary>
    public async Task<bool> One(Guid person, Guid session, CancellationToken stop) =>
        await db.PersonSessions.Where(s => s.PersonId == person && s.Id == session).ExecuteDeleteAsync(stop) > 0;

    /// <summary>Closes all of this person’s but one.</summary>
    public Task<int> Others(Guid person, Guid kept, CancellationToken stop) =>
        db.PersonSessions.Where(s => s.PersonId == person && s.Id != kept).ExecuteDeleteAsync(stop);
}
