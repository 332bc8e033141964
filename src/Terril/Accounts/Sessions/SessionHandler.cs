using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Wording;

namespace Terril.Accounts.Sessions;

/// <summary>Says who asks, from the session that the database has: a role taken away or a session closed is seen at the next request.</summary>
internal sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "session";
    public const string SessionClaim = "terril:session";
    public const string ProvenClaim = "terril:proven";
    public const string ProofClaim = "terril:proof";

    // Short of it, being there is not written down again.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(2);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } secret) return AuthenticateResult.NoResult();

        // Asked for here alone: a handler is made for every request, and most readers bear no session.
        var db = Context.RequestServices.GetRequiredService<TerrilDb>();
        var hash = SecretWord.HashOf(secret);
        var stop = Context.RequestAborted;
        var session = await db.PersonSessions.AsNoTracking().Include(s => s.Person).ThenInclude(p => p.Roles).SingleOrDefaultAsync(s => s.SecretHash == hash, stop);
        var now = clock.GetUtcNow();
        if (session is null || !session.IsOpen(session.Person, now))
        {
            SessionCookie.Forget(Response);
            return AuthenticateResult.NoResult();
        }
        if (now - session.SeenAt >= SeenEvery)
            await db.PersonSessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now), stop);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(Identity(session)), Scheme.Name));
    }

    // Somebody unknown is asked to sign in, and comes back; a program is told so.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Languages.Bare(Request.Path).StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return base.HandleChallengeAsync(properties);
        var here = Request.PathBase.Add(Request.Path).ToUriComponent() + (HttpMethods.IsGet(Request.Method) ? Request.QueryString.ToUriComponent() : "");
        Response.Redirect(Request.PathBase.Add("/connexion").ToUriComponent() + QueryString.Create("returnUrl", here));
        return Task.CompletedTask;
    }

    private ClaimsIdentity Identity(PersonSession session)
    {
        var person = session.Person;
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id.ToString()),
            new(ClaimTypes.Name, person.Name),
            new(SessionClaim, session.Id.ToString()),
            new(ProvenClaim, session.ProvenAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            new(ProofClaim, session.Proof.ToString()),
            .. person.Roles.Select(r => new Claim(ClaimTypes.Role, r.Role.ToString())),
        ];
        if (person.Roles.Find(r => r.Role == Role.Member)?.OrganisationId is { } organisation) claims.Add(new(CurrentPerson.OrganisationClaim, organisation.ToString()));
        return new(claims, Scheme.Name);
    }
}
