using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;

namespace Terril.Shared.Web;

/// <summary>How often somebody who has not signed in may post, from one address.</summary>
/// <param name="Posts">Within the time; then one is asked to wait for the rest of it.</param>
public sealed record Pace(int Posts, TimeSpan Within)
{
    public static Pace Usual { get; } = new(20, TimeSpan.FromMinutes(1));

    internal static PartitionedRateLimiter<HttpContext> Limiter(Pace usual) => PartitionedRateLimiter.Create<HttpContext, (IPAddress, string)>(context =>
    {
        if (!IsCounted(context)) return RateLimitPartition.GetNoLimiter((IPAddress.None, ""));
        var own = context.GetEndpoint()?.Metadata.GetMetadata<PacedAttribute>();
        return RateLimitPartition.GetFixedWindowLimiter((ClientNetwork.Of(context.Connection.RemoteIpAddress), own is null ? "" : Route(context)),
            _ => new() { PermitLimit = own?.Posts ?? usual.Posts, Window = usual.Within, QueueLimit = 0 });
    });

    // However the address is typed: routes ignore its case and its last slash. Each visit, each link has its own: a whole class answers from one network.
    private static string Route(HttpContext context) => context.GetEndpoint() is not RouteEndpoint { RoutePattern: var pattern } ? ""
        : string.Join('/', pattern.Parameters.Select(p => context.Request.RouteValues.GetValueOrDefault(p.Name)?.ToString()?.ToUpperInvariant()).Prepend(pattern.RawText));

    /// <summary>How long to wait, when that is why it was refused.</summary>
    internal static string? Wait(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture) : null;

    // What is refused is answered by a page of errors: the same request, read again.
    private static bool IsCounted(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.User.Identity?.IsAuthenticated is not true && context.Features.Get<IStatusCodeReExecuteFeature>() is null;
}

/// <summary>This address has a pace of its own, for those who have not signed in: slower for a form that sends a mail, faster for what machines post to.</summary>
/// <param name="posts">Within a minute, from one address.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PacedAttribute(int posts) : Attribute
{
    public int Posts { get; } = posts;
}
