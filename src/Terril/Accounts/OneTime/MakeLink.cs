using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Accounts.OneTime;

/// <summary>Makes a link for a person; saved by whoever asked for it, with what it goes with.</summary>
public sealed class MakeLink(TerrilDb db, TimeProvider clock)
{
    /// <returns>Its path. Its secret is nowhere else.</returns>
    public string Run(Person person, LinkPurpose purpose, string? returnTo, out AccountLink link)
    {
        var secret = SecretWord.New();
        link = new(person.Id, purpose, secret, returnTo, clock.GetUtcNow());
        db.AccountLinks.Add(link);
        return AccountLink.Path(purpose, secret);
    }
}
