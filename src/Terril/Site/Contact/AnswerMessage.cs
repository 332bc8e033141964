using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Mail;

namespace Terril.Site.Contact;

/// <summary>Answers somebody who wrote, or says why and until when they must wait. The mail leaves with the ledger.</summary>
public sealed class AnswerMessage(TerrilDb db, TimeProvider clock, CurrentPerson person, AuditTrail trail, Outbox outbox)
{
    private const string Work = "site messages";

    /// <returns>False when somebody answered meanwhile: a button pressed twice writes once.</returns>
    public async Task<bool> Run(ContactMessage message, string answer, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone(Work, stop);
        if (!await IsOpen(message, stop)) return false;
        message.ReplyWith(answer, person.Id, clock.GetUtcNow());
        trail.Record("site.answer", "message", message.Reference);
        await Write(message, "/Site/Contact/Mails/Answer.cshtml", stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>An answer that is owed by a day may be owed by a later one, for a reason that its author is told, once.</summary>
    /// <returns>False when somebody answered meanwhile.</returns>
    public async Task<bool> Postpone(ContactMessage message, DateTimeOffset to, string reason, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone(Work, stop);
        if (!await IsOpen(message, stop)) return false;
        if (message.DueAt == to && message.Delay == reason) return true;
        message.Postpone(to, reason);
        trail.Record("site.postpone", "message", message.Reference, to.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Write(message, "/Site/Contact/Mails/Delayed.cshtml", stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    // Read again in the line of those who answer.
    private async Task<bool> IsOpen(ContactMessage message, CancellationToken stop)
    {
        await db.Entry(message).ReloadAsync(stop);
        return db.Entry(message).State != EntityState.Detached && message.AnsweredAt is null;
    }

    private async Task Write(ContactMessage message, string template, CancellationToken stop)
    {
        await outbox.Write(SendMessage.To(message), template, message, new(SendMessage.Kind, message.Id.ToString()));
        await db.SaveChangesAsync(stop);
    }
}
