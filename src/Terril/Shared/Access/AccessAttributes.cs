using Microsoft.AspNetCore.Authorization;

namespace Terril.Shared.Access;

/// <summary>Anybody may come: a page of the public site.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class OpenAttribute : Attribute, IAllowAnonymous;

/// <summary>Whoever has signed in may come, whatever their roles: what is their own.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class SignedInAttribute : AuthorizeAttribute;

/// <summary>Those who have this permission may come.</summary>
/// <param name="permission">A name that a room declares: <c>MailPermissions.Read</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class RequiresAttribute(string permission) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public string Permission { get; } = permission;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
