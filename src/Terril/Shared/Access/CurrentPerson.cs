using System.Security.Claims;

namespace Terril.Shared.Access;

/// <summary>Who asks: somebody who has signed in, or nobody in particular. A job and a command are nobody.</summary>
public sealed class CurrentPerson(IHttpContextAccessor accessor, Permissions permissions)
{
    /// <summary>The claim that holds the organisation of a member.</summary>
    public const string OrganisationClaim = "terril:organisation";

    private ClaimsPrincipal? Who => accessor.HttpContext?.User is { Identity.IsAuthenticated: true } user ? user : null;

    public bool IsKnown => Who is not null;

    /// <summary>Null for nobody.</summary>
    public Guid? Id => Read(ClaimTypes.NameIdentifier);

    public string? Name => Who?.FindFirstValue(ClaimTypes.Name);

    public IReadOnlyCollection<Role> Roles => RolesOf(Who);

    /// <summary>The organisation whose things a member keeps.</summary>
    public Guid? Organisation => Read(OrganisationClaim);

    public bool May(string permission) => permissions.Allow(permission, Roles);

    internal static IReadOnlyCollection<Role> RolesOf(ClaimsPrincipal? who) =>
        who?.FindAll(ClaimTypes.Role).Select(claim => Enum.TryParse<Role>(claim.Value, out var role) ? role : (Role?)null).OfType<Role>().ToHashSet() ?? [];

    private Guid? Read(string claim) => Guid.TryParse(Who?.FindFirstValue(claim), out var id) ? id : null;
}
