using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Mail;

namespace Terril.Site.Contact;

/// <summary>Answers somebody who wrote, or says why and until when they must wait. The mail leaves with the ledger.</summary>
public sealed class AnswerMessage(TerrilDb db, TimeProvider clock, CurrentPerson person, AuditTrail trail, Outbox outbox)
{
    public Task Run(ContactMessage message, string answer, CancellationToken stop)
    {
        message.ReplyWith(answer, person.Id, clock.GetUtcNow());
        trail.Record("site.answer", "message", message.Reference);
        return Write(message, "/Site/Contact/Mails/Answer.cshtml", stop);
    }

    /// <summary>An answer that is owed by a day may be owed by a later one, for a reason that its author is told.</summary>
    public Task Postpone(ContactMessage message, DateTimeOffset to, string reason, CancellationToken stop)
    {
        message.Postpone(to, reason);
        trail.Record("site.postpone", "message", message.Reference, to.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        return Write(message, "/Site/Contact/Mails/Delayed.cshtml", stop);
    }

    private async Task Write(ContactMessage message, string template, CancellationToken stop)
    {
        await outbox.Write(SendMessage.To(message), template, message, new(SendMessage.Kind, message.Id.ToString()));
        await db.SaveChangesAsync(stop);
    }
}
