using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;
using Terril.Shared.Web;

namespace Terril.Privacy.Mine;

/// <summary>What the mail with the link says.</summary>
/// <param name="Link">Address of the page with one button.</param>
public sealed record LinkMail(string Link);

/// <summary>
/// Somebody types an address: a link to what is held of it leaves by mail, whether anything is or not. Once an hour at most, and the page
/// says the same every time: it tells nobody who is known here, and cannot be used to flood a mailbox.
/// </summary>
internal sealed class AskForLink(TerrilDb db, KeyedHash hash, Outbox outbox, SiteAddress site, AuditTrail trail, TimeProvider clock)
{
    private static readonly TimeSpan BetweenMails = TimeSpan.FromHours(1);

    /// <exception cref="Observatory.FaultyInputException">One cannot write to this address.</exception>
    public async Task Run(string address, string language, CancellationToken stop)
    {
        var (mark, now) = (hash.OfPerson(address), clock.GetUtcNow());
        await using var transaction = await db.BeginAlone("privacy links", stop);
        if (await db.DataLinks.AnyAsync(l => l.Mark == mark && l.AskedAt > now - BetweenMails, stop)) return;

        var word = SecretWord.New();
        var link = new DataLink { TokenHash = SecretWord.HashOf(word), Address = PersonAddress.Normal(address), Mark = mark, Language = language, AskedAt = now };
        db.DataLinks.Add(link);
        await outbox.Write(new(link.Address, null, language), "/Privacy/Mails/Link.cshtml", new LinkMail(site.To($"/mes-donnees/lien/{word}", language)),
            new("privacy.link", link.Id.ToString()), new() { NotAfter = now + DataLink.Open });
        trail.Record("privacy.ask-link", "person", mark);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
