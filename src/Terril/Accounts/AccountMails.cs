using System.Globalization;
using Terril.Accounts.OneTime;
using Terril.Observatory;
using Terril.Shared.Mail;
using Terril.Shared.Web;

namespace Terril.Accounts;

/// <summary>What a mail that holds a link says.</summary>
/// <param name="Address">The link.</param>
/// <param name="By">Who invites, for an invitation.</param>
public sealed record LinkMail(string Name, string Address, DateTimeOffset Until, string? By);

/// <summary>What a mail says of a change in how one signs in.</summary>
/// <param name="Account">Where to see it, and to undo it.</param>
/// <param name="Contact">Where to write to those who run the site, when this address opens the account no more; else null.</param>
public sealed record ChangeMail(string Name, Text What, DateTimeOffset At, string Account, string? Contact);

/// <summary>What is written to people about their account. Each is kept with what it tells of, by the caller’s <c>SaveChanges</c>.</summary>
public sealed class AccountMails(Outbox outbox, SiteAddress site, TimeProvider clock)
{
    public const string LinkCause = "accounts.link";

    public Task Link(Person person, AccountLink link, string path, string? by = null) => outbox.Write(To(person), $"/Accounts/Mails/{link.Purpose}.cshtml",
        new LinkMail(person.Name, site.To(path, person.Language), link.ExpiresAt, by), new(LinkCause, link.Id.ToString()), new() { NotAfter = link.ExpiresAt });

    /// <summary>To an address that its reader is to show is theirs.</summary>
    public Task Address(Recipient to, AccountLink link, string path) => OfAddress(to, link, "Address", path);

    /// <summary>To an address that has an account: nothing in it opens anything.</summary>
    public Task AddressTaken(Recipient to, AccountLink link) => OfAddress(to, link, "AddressTaken", "/connexion");

    /// <param name="to">The address that the account had before: who loses it is who must know.</param>
    public Task Changed(Recipient to, Person person, Text what)
    {
        var now = clock.GetUtcNow();
        var contact = to.Address == person.Email ? null : site.To("/contact", person.Language);
        return outbox.Write(to, "/Accounts/Mails/Changed.cshtml", new ChangeMail(person.Name, what, now, site.To("/mon-compte", person.Language), contact),
            new("accounts.change", $"{person.Id} {now.ToString("O", CultureInfo.InvariantCulture)}"));
    }

    private Task OfAddress(Recipient to, AccountLink link, string template, string path) => outbox.Write(to, $"/Accounts/Mails/{template}.cshtml",
        new LinkMail(to.Name ?? "", site.To(path, to.Language), link.ExpiresAt, null), new(LinkCause, link.Id.ToString()), new() { NotAfter = link.ExpiresAt });

    public static Recipient To(Person person) => new(person.Email, person.Name, person.Language);
}
