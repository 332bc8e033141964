using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Sessions;
using Terril.Accounts.SignIn;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Accounts.Mine;

/// <summary>A page of one’s own account.</summary>
[SignedIn]
public abstract class MinePage : DoorPage
{
    protected Guid MyId => Guid.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    /// <summary>The session of this browser.</summary>
    public Guid ThisSession => Guid.Parse(User.FindFirstValue(SessionHandler.SessionClaim)!);

    protected TerrilDb Db => HttpContext.RequestServices.GetRequiredService<TerrilDb>();

    protected Task<Person> Me() => Db.People.Include(p => p.Roles).SingleAsync(p => p.Id == MyId, Stop);

    protected Task<SignInProof> MyProof() => Db.PersonSessions.Where(s => s.Id == ThisSession).Select(s => s.Proof).SingleAsync(Stop);
}
