using Terril.Shared.Database;
using Terril.Shared.Mail;

namespace Terril.Site.Contact;

/// <summary>Keeps what somebody wrote for the team, and writes them a receipt; both, or neither.</summary>
public sealed class SendMessage(TerrilDb db, TimeProvider clock, Outbox outbox)
{
    /// <summary>What a mail about a message is caused by.</summary>
    public const string Kind = "site.message";

    /// <returns>The reference to quote.</returns>
    public async Task<string> Run(ContactForm form, string language, CancellationToken stop)
    {
        var message = ContactMessage.From(form, language, clock.GetUtcNow());
        db.ContactMessages.Add(message);
        await outbox.Write(To(message), "/Site/Contact/Mails/Received.cshtml", message, new(Kind, message.Id.ToString()));
        await db.SaveChangesAsync(stop);
        return message.Reference;
    }

    internal static Recipient To(ContactMessage message) => new(message.Address, message.Name.Length > 0 ? message.Name : null, message.Language);
}
