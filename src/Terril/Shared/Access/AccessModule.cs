using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Terril.Shared.Access;

/// <summary>
/// Who may come where. Each page and address says it: <see cref="OpenAttribute"/>, <see cref="SignedInAttribute"/> or
/// <see cref="RequiresAttribute"/>. One that says nothing is nobody’s.
/// </summary>
public static class AccessModule
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<Permissions>().AddScoped<CurrentPerson>();
        services.AddSingleton<IAuthorizationHandler, HasPermission>().AddSingleton<IAuthorizationHandler, IsDeclared>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, UndeclaredIsNowhere>();
        services.AddAuthentication();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new Declared()).Build());
    }

    public static IServiceCollection AddPermission(this IServiceCollection services, Permission permission) => services.AddSingleton(permission);

    /// <summary>After routing, before what is kept of pages.</summary>
    public static void UseAccess(this WebApplication app) => app.UseAuthentication().UseAuthorization();

    private sealed class HasPermission(Permissions permissions) : AuthorizationHandler<RequiresAttribute>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiresAttribute requirement)
        {
            if (permissions.Allow(requirement.Permission, CurrentPerson.RolesOf(context.User))) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class Declared : IAuthorizationRequirement;

    // An address that leads nowhere is answered as such; one that leads somewhere without saying for whom, to nobody.
    private sealed class IsDeclared : AuthorizationHandler<Declared>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Declared requirement)
        {
            if (context.Resource is HttpContext http && http.GetEndpoint() is null) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class UndeclaredIsNowhere : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _usual = new();

        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded || !policy.Requirements.OfType<Declared>().Any()) return _usual.HandleAsync(next, context, policy, authorizeResult);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }
}
