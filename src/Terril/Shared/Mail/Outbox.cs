using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Mail;

/// <summary>Writes mail into the ledger, in the transaction of what causes it, and takes back what has not left.</summary>
public sealed class Outbox(TerrilDb db, TimeProvider clock, RenderMail render)
{
    private const int LargestCalendar = 32 * 1024;

    private static readonly TimeSpan s_window = TimeSpan.FromDays(3);

    /// <summary>Adds the mail to what the caller’s <c>SaveChanges</c> keeps: both, or neither.</summary>
    /// <param name="template">A view such as <c>/Accounts/Mails/Invitation.cshtml</c>, which says its subject by <c>ViewData.Subject(…)</c>.</param>
    /// <exception cref="Observatory.FaultyInputException">The address is none, or a name or the subject is not one line.</exception>
    public async Task Write<TModel>(Recipient to, string template, TModel model, Cause cause, MailOptions? options = null)
    {
        var (address, name) = (Head.Address(to.Address), to.Name is null ? null : Head.Line(to.Name));
        if (options?.Calendar is { Length: > LargestCalendar }) throw new ArgumentException("What a calendar reads of a mail is 32 kB at most.", nameof(options));
        var (now, unsubscribe) = (clock.GetUtcNow(), options?.Unsubscribe?.AbsoluteUri);
        var written = await render.Run(template, model, to.Language, unsubscribe);
        var planned = options?.NotBefore ?? now;
        db.OutgoingMails.Add(new()
        {
            CauseKind = cause.Kind, CauseId = cause.Id, Template = template,
            ToAddress = address, ToName = name, Language = to.Language,
            ReplyTo = options?.ReplyTo is { } reply ? Head.Address(reply) : null,
            Unsubscribe = unsubscribe, IsMailing = unsubscribe is not null,
            Subject = Head.Line(written.Subject), TextBody = written.Text, HtmlBody = written.Html, Calendar = options?.Calendar,
            WrittenAt = now, PlannedAt = planned, DueAt = planned, NotAfter = options?.NotAfter ?? planned + s_window,
        });
    }

    /// <summary>
    /// Takes back what has not left. One that is being handed over at this instant may leave; it is not tried again.
    /// </summary>
    /// <exception cref="InvalidOperationException">Outside of the transaction in which the cause is cancelled, the mail could be taken back and the cause go on.</exception>
    public async Task Withdraw(Cause cause, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Mail is withdrawn in the transaction in which its cause is cancelled.");
        await db.WithdrawMail(cause.Kind, [cause.Id], clock.GetUtcNow(), stop);
    }
}

/// <summary>Taking mail back where no outbox is: a command has none.</summary>
internal static class TakenBack
{
    /// <summary>All that has not left, what was refused or given up too: nobody sends it again.</summary>
    public static Task<int> WithdrawMail(this TerrilDb db, string causeKind, IReadOnlyCollection<string> causes, DateTimeOffset now, CancellationToken stop) => db.OutgoingMails
        .Where(m => m.CauseKind == causeKind && causes.Contains(m.CauseId) && (m.EndedAt == null || m.State == MailState.Rejected || m.State == MailState.Dead))
        .ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, MailState.Withdrawn)
            .SetProperty(m => m.DueAt, (DateTimeOffset?)null)
            .SetProperty(m => m.EndedAt, now), stop);
}
