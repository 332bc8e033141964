using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Mail;

/// <summary>Mail of one kind of cause, counted so that it adds up: each is in one column, and a mail that nobody will take is lost.</summary>
public sealed record MailCount(string Cause, int Total, int Sent, int Queued, int Deferred, int Late, int Rejected, int Dead, int Withdrawn)
{
    /// <summary>Waits, and no sender will ever take it. A fault of ours: it is shown even at zero.</summary>
    public int Lost => Total - Sent - Queued - Deferred - Late - Rejected - Dead - Withdrawn;
}

/// <summary>What staff read of the ledger, and what they decide of it.</summary>
public sealed class MailRegister(TerrilDb db, TimeProvider clock)
{
    private static readonly TimeSpan s_window = TimeSpan.FromDays(3);

    public IQueryable<OutgoingMail> All => db.OutgoingMails.AsNoTracking();

    public async Task<IReadOnlyList<MailCount>> Count(CancellationToken stop)
    {
        var groups = await db.OutgoingMails
            .GroupBy(m => new { m.CauseKind, m.State, IsTaken = m.DueAt != null, HasEnded = m.EndedAt != null })
            .Select(g => new { g.Key.CauseKind, g.Key.State, g.Key.IsTaken, g.Key.HasEnded, Number = g.Count() })
            .ToListAsync(stop);
        return [.. groups.GroupBy(g => g.CauseKind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(cause =>
        {
            // What waits has a time at which it is taken; what has ended has none, and the date of its end.
            int Waiting(params MailState[] states) => cause.Where(g => states.Contains(g.State) && g.IsTaken && !g.HasEnded).Sum(g => g.Number);
            int Ended(MailState state) => cause.Where(g => g.State == state && !g.IsTaken && g.HasEnded).Sum(g => g.Number);
            return new MailCount(cause.Key, cause.Sum(g => g.Number), Ended(MailState.Sent), Waiting(MailState.Queued, MailState.Claimed), Waiting(MailState.Deferred),
                cause.Where(g => g.State == MailState.Late && !g.IsTaken).Sum(g => g.Number), Ended(MailState.Rejected), Ended(MailState.Dead), Ended(MailState.Withdrawn));
        })];
    }

    /// <summary>Sends again, at once, those of them that did not leave, and whose words are not forgotten.</summary>
    public Task<int> Retry(IReadOnlyCollection<Guid> mails, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return db.OutgoingMails
            .Where(m => mails.Contains(m.Id) && m.Subject != null && (m.State == MailState.Deferred || m.State == MailState.Late || m.State == MailState.Rejected || m.State == MailState.Dead))
            .ExecuteUpdateAsync(set => set
                .SetProperty(m => m.State, MailState.Queued).SetProperty(m => m.DueAt, now).SetProperty(m => m.NotAfter, now + s_window)
                .SetProperty(m => m.Attempts, 0).SetProperty(m => m.EndedAt, (DateTimeOffset?)null), stop);
    }

    /// <summary>Keeps back those of them that have not left and are not on their way.</summary>
    public Task<int> Withdraw(IReadOnlyCollection<Guid> mails, CancellationToken stop) => db.OutgoingMails
        .Where(m => mails.Contains(m.Id) && (m.State == MailState.Queued || m.State == MailState.Deferred || m.State == MailState.Late))
        .ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, MailState.Withdrawn).SetProperty(m => m.DueAt, (DateTimeOffset?)null).SetProperty(m => m.EndedAt, clock.GetUtcNow()), stop);
}
