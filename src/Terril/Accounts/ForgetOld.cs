using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Sessions;
using Terril.Shared.Database;
using Terril.Shared.Jobs;

namespace Terril.Accounts;

/// <summary>Forgets sessions and attempts whose time is over, and links a month after theirs.</summary>
internal sealed class ForgetOld(TerrilDb db, TimeProvider clock) : IJob
{
    private static readonly TimeSpan LinksKept = TimeSpan.FromDays(30);

    public async Task Run(string? given, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (links, day, oldest, idle) = (now - LinksKept, now - TimeSpan.FromDays(1), now - PersonSession.Longest, now - PersonSession.Idle);
        await db.AccountLinks.Where(l => l.ExpiresAt < links).ExecuteDeleteAsync(stop);
        await db.SignInFailures.Where(f => f.At < day).ExecuteDeleteAsync(stop);
        await db.PersonSessions.Where(s => s.OpenedAt <= oldest || s.SeenAt <= idle).ExecuteDeleteAsync(stop);
    }
}
