using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Mail;

/// <param name="Mail">As it was claimed.</param>
internal sealed record Outcome(OutgoingMail Mail, Handed Handed);

/// <summary>What a sender asks of the ledger. What became of the last mails and the claim of the next ones are one transaction.</summary>
internal sealed class MailLedger(TerrilDb db, TimeProvider clock, MailSettings settings, MailHold hold)
{
    private static readonly TimeSpan[] s_pauses = [.. new[] { 1, 5, 15, 60, 180, 360, 720, 1440 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    private static int MostAttempts => s_pauses.Length + 1;

    /// <summary>Asked without a lock: most often there is nothing to send.</summary>
    public Task<bool> HasDue(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return db.OutgoingMails.AnyAsync(m => m.DueAt <= now, stop);
    }

    /// <summary>Nothing is due, and nothing is on its way: what is left waits for its time, or for a person.</summary>
    public async Task<bool> IsEmpty(CancellationToken stop) => !await HasDue(stop) && !await db.OutgoingMails.AnyAsync(m => m.State == MailState.Claimed, stop);

    /// <summary>Writes what became of some, and claims others: what matters to one person before what is sent to many, then what has waited longest. Nothing is claimed once mail is held.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> Turn(IReadOnlyList<Outcome> outcomes, int wanted, CancellationToken stop)
    {
        await using var turn = await db.Database.BeginTransactionAsync(stop);
        foreach (var (mail, handed) in outcomes) await Write(mail, handed, stop);
        var claimed = new List<OutgoingMail>();
        if (wanted > 0 && await hold.IsBegun(stop)) wanted = 0;
        foreach (var isMailing in new[] { false, true })
            while (claimed.Count < wanted && await Claim(isMailing, wanted - claimed.Count, stop) is { Count: > 0 } some) claimed.AddRange(await Timely(some, stop));
        await turn.CommitAsync(stop);
        return claimed;
    }

    private Task<List<OutgoingMail>> Claim(bool isMailing, int most, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (at, until) = (InstantAsMicroseconds.Of(now), InstantAsMicroseconds.Of(now + settings.Lease));
        // An array is read once; a list could be read again for each row, and claim more than was asked.
        var (known, locked, end) = db.Database.IsNpgsql() ? ("= any(array(", "for update skip locked", "))") : ("in (", "", ")");
#pragma warning disable EF1002 // What is put into the text is a word of ours.
        return db.OutgoingMails.FromSqlRaw(
            $$"""
            update outgoing_mails
            set perhaps_twice = (perhaps_twice or state = 'Claimed'), state = 'Claimed', lease = {0}, due_at = {1}, attempts = attempts + 1
            where id {{known}}select id from outgoing_mails where is_mailing = {2} and due_at <= {3} order by due_at limit {4} {{locked}}{{end}}
            returning *
            """, Guid.CreateVersion7(), until, isMailing, at, most).AsNoTracking().ToListAsync(stop);
#pragma warning restore EF1002
    }

    // What its window has passed waits for a person.
    private async Task<IEnumerable<OutgoingMail>> Timely(List<OutgoingMail> claimed, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var late = claimed.Where(m => m.NotAfter < now).Select(m => m.Id).ToList();
        if (late.Count > 0)
        {
            await db.OutgoingMails.Where(m => late.Contains(m.Id)).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.State, MailState.Late).SetProperty(m => m.DueAt, (DateTimeOffset?)null)
                .SetProperty(m => m.Lease, (Guid?)null).SetProperty(m => m.Attempts, m => m.Attempts - 1), stop);
        }
        return claimed.Where(m => m.NotAfter >= now);
    }

    private Task<int> Write(OutgoingMail mail, Handed handed, CancellationToken stop) => handed.As switch
    {
        // It has left, even if it was withdrawn meanwhile.
        HandedAs.Sent => End(db.OutgoingMails.Where(m => m.Id == mail.Id && m.Lease == mail.Lease), MailState.Sent, handed.RelaySaid, stop),
        HandedAs.Refused => End(Held(mail), MailState.Rejected, handed.RelaySaid, stop),
        _ when mail.Attempts >= MostAttempts => End(Held(mail), MailState.Dead, handed.RelaySaid, stop),
        _ => Defer(mail, handed, stop),
    };

    private IQueryable<OutgoingMail> Held(OutgoingMail mail) => db.OutgoingMails.Where(m => m.Id == mail.Id && m.Lease == mail.Lease && m.State == MailState.Claimed);

    private Task<int> End(IQueryable<OutgoingMail> held, MailState state, string answer, CancellationToken stop) => held.ExecuteUpdateAsync(set => set
        .SetProperty(m => m.State, state).SetProperty(m => m.DueAt, (DateTimeOffset?)null).SetProperty(m => m.Lease, (Guid?)null)
        .SetProperty(m => m.RelaySaid, Cut(answer)).SetProperty(m => m.EndedAt, clock.GetUtcNow()), stop);

    private Task<int> Defer(OutgoingMail mail, Handed handed, CancellationToken stop)
    {
        var isUnknown = handed.As == HandedAs.Unknown;
        var due = clock.GetUtcNow() + s_pauses[Math.Min(mail.Attempts, s_pauses.Length) - 1];
        return Held(mail).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, MailState.Deferred).SetProperty(m => m.DueAt, due).SetProperty(m => m.Lease, (Guid?)null)
            .SetProperty(m => m.PerhapsTwice, m => m.PerhapsTwice || isUnknown).SetProperty(m => m.RelaySaid, Cut(handed.RelaySaid)), stop);
    }

    private static string Cut(string answer) => answer.Length <= 500 ? answer : answer[..500];
}
