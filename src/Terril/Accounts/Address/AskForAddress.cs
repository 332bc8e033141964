using Microsoft.EntityFrameworkCore;
using Terril.Accounts.OneTime;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;

namespace Terril.Accounts.Address;

/// <summary>
/// Writes a link to the address that a person wants for their account: who reads mail there, and is signed in, may take it. An address
/// that has an account is written to as well, without a link: what is answered, and its time, tell nothing of who has one.
/// </summary>
public sealed class AskForAddress(TerrilDb db, SealedAddress seal, AccountMails mails, AuditTrail trail, TimeProvider clock)
{
    // Nobody’s box is filled by somebody who is signed in here.
    private const int MostInAnHour = 5;

    /// <returns>Why it is refused; null when a mail is on its way.</returns>
    public async Task<Text?> Run(Person person, string? typed, CancellationToken stop)
    {
        if (!PersonAddress.IsOne(typed)) return new("Écrivez une adresse complète, comme nom@exemple.fr.", "Write a complete address, like name@example.org.");
        var (email, now) = (typed!.Trim(), clock.GetUtcNow());
        if (Person.KeyOf(email) == person.EmailKey) return new("C’est déjà l’adresse de votre compte : écrivez-en une autre.", "This is the address of your account already: write another one.");

        await using var transaction = await db.BeginAlone($"accounts.person.{person.Id}", stop);
        var lately = now.AddHours(-1);
        if (await Asked(person).CountAsync(l => l.CreatedAt > lately, stop) >= MostInAnHour)
            return new($"Vous l’avez demandé {MostInAnHour} fois en une heure : regardez parmi les indésirables, ou revenez dans une heure.", $"You have asked {MostInAnHour} times within an hour: look among the unwanted mail, or come back in an hour.");

        await Asked(person).Where(l => l.UsedAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), stop);
        var token = seal.Close(email);
        var link = new AccountLink(person.Id, LinkPurpose.Address, token, null, now);
        db.AccountLinks.Add(link);
        try
        {
            var (to, key) = (new Recipient(email, person.Name, person.Language), Person.KeyOf(email));
            if (await db.People.AnyAsync(p => p.EmailKey == key, stop)) await mails.AddressTaken(to, link);
            else await mails.Address(to, link, AccountLink.Path(LinkPurpose.Address, token));
        }
        catch (FaultyInputException refusal)
        {
            db.ChangeTracker.Clear();
            return refusal.Findings[0].Message;
        }
        trail.Record("accounts.address.ask", "person", person.Id.ToString());
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }

    private IQueryable<AccountLink> Asked(Person person) => db.AccountLinks.Where(l => l.PersonId == person.Id && l.Purpose == LinkPurpose.Address);
}
