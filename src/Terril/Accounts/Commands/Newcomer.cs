using Microsoft.EntityFrameworkCore;
using Terril.Accounts.OneTime;
using Terril.Shared;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Web;

namespace Terril.Accounts.Commands;

/// <summary>Lets in whoever tries the product on their own machine: a link for the first administrator, as long as nobody has a way in.</summary>
internal sealed class Newcomer(TerrilDb db, Settings settings, MakeLink make, SiteAddress site, AuditTrail trail, TimeProvider clock)
{
    private const string Email = "administration@terril.invalid"; // a domain that cannot be: no mail leaves for it

    /// <summary>The link; null on a database that was chosen, or when somebody has a way in.</summary>
    public async Task<string?> Run(CancellationToken stop)
    {
        if (!settings.IsEmbedded) return null;
        await using var transaction = await db.BeginAlone("accounts.addresses", stop);
        var people = await db.People.Include(p => p.Roles).OrderBy(p => p.Id).Take(2).ToListAsync(stop);
        if (people.Count > 1 || people is [var other] && (other.EmailKey != Email || other.HasPassword || await db.Passkeys.AnyAsync(stop))) return null;

        var person = people.SingleOrDefault() ?? First();
        var path = make.Run(person, LinkPurpose.Invitation, null, out _);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return site.To(path);
    }

    private Person First()
    {
        var person = new Person(Email, "Administration", Shared.Wording.Words.French, clock.GetUtcNow());
        person.Give(Role.Administrator);
        db.People.Add(person);
        trail.Record("accounts.first", "person", person.Id.ToString());
        return person;
    }
}
