using Microsoft.AspNetCore.Authorization;

namespace Terril.Shared.Web;

/// <summary>Other sites may show this page in a frame of theirs. It reads no cookie and holds no form that posts.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EmbeddableAttribute : Attribute;

/// <summary>What a browser may do with our pages: show them, run the files that are ours and no word of script in a page, fetch nothing from elsewhere.</summary>
public static class SecurityHeaders
{
    private const string Ours = "'self'";
    private const string NobodyElse = "private, no-store";

    /// <summary>First: what is answered before anything else bears them too.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment: an error page starts again from empty headers.
        context.Response.OnStarting(static state => Write((HttpContext)state), context);
        return next(context);
    });

    private static Task Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Policy(context.Features.Get<Nonce>(), context.GetEndpoint()?.Metadata.GetMetadata<EmbeddableAttribute>() is null ? "'none'" : "*");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Two years, the name alone: other sites of the same organisation may still be read by http.
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=63072000";
        if (IsPersonal(context)) headers.CacheControl = NobodyElse;
        // A page that does not say whom it is for is for the one who asked.
        else if (headers.CacheControl.Count == 0 && IsPage(context.Response))
            headers.CacheControl = context.Request.Headers.Cookie.Count + context.Request.Headers.Authorization.Count > 0 ? NobodyElse : "private, no-cache";
        return Task.CompletedTask;
    }

    private static string Policy(Nonce? nonce, string frames) =>
        $"default-src 'none'; script-src {(nonce is null ? Ours : $"'nonce-{nonce.Value}'")}; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors {frames}";

    // What is not for everybody, and every page of somebody who has signed in: « back » on a shared machine shows nothing of it.
    private static bool IsPersonal(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } said && said.GetMetadata<IAuthorizeData>() is not null && said.GetMetadata<IAllowAnonymous>() is null
        || (context.User.Identity?.IsAuthenticated is true && IsPage(context.Response));

    private static bool IsPage(HttpResponse response) => response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true;
}
