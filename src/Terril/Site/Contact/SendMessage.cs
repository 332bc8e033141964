using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Mail;

namespace Terril.Site.Contact;

/// <summary>Keeps what somebody wrote for the team, and writes them a receipt; both, or neither. Whoever types the address of somebody else floods nobody: three receipts a day at most.</summary>
public sealed class SendMessage(TerrilDb db, TimeProvider clock, Outbox outbox)
{
    /// <summary>What a mail about a message is caused by.</summary>
    public const string Kind = "site.message";

    private const int MostReceipts = 3;

    /// <returns>The reference to quote.</returns>
    public async Task<string> Run(ContactForm form, string language, CancellationToken stop)
    {
        var message = ContactMessage.From(form, language, clock.GetUtcNow());
        db.ContactMessages.Add(message);
        if (await IsTold(message, stop)) await outbox.Write(To(message), "/Site/Contact/Mails/Received.cshtml", message, new(Kind, message.Id.ToString()));
        await db.SaveChangesAsync(stop);
        return message.Reference;
    }

    private async Task<bool> IsTold(ContactMessage message, CancellationToken stop)
    {
        var lately = message.At.AddDays(-1);
        return await db.ContactMessages.CountAsync(m => m.AddressKey == message.AddressKey && m.At > lately, stop) < MostReceipts;
    }

    internal static Recipient To(ContactMessage message) => new(message.Address, message.Name.Length > 0 ? message.Name : null, message.Language);
}
