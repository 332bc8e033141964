using System.Reflection;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Terril.Shared.Telemetry;
using Terril.Shared.Web;

namespace Terril.Shared.Cache;

/// <summary>Pages that are the same for everybody are made once for each release in force, and compressed once.</summary>
public static class CacheModule
{
    private const long Megabyte = 1 << 20;

    // A page changes with what is published, or with the program that writes it.
    private static readonly DateTimeOffset s_program = new(File.GetLastWriteTimeUtc(Assembly.GetExecutingAssembly().Location));

    /// <summary>Each room whose content the pages are made from registers a <see cref="NowPublished"/>.</summary>
    public static void AddSharedPages(this IServiceCollection services, Settings settings) =>
        services.AddSingleton(new Shelf(settings.PageCache * Megabyte)).AddSingleton<AllPublished>();

    /// <summary>Answers what is kept before anything else is done. First.</summary>
    public static void UseKeptPages(this WebApplication app)
    {
        var (shelf, published) = Of(app);
        if (!shelf.IsOpen) return;
        app.Use(async (context, next) =>
        {
            if (!IsForAll(context.Request) || await published() is not { } now || shelf.Find(now, KeyOf(context)) is not { } page)
            {
                await next(context);
                return;
            }
            Measures.PageAsked(isReady: true);
            await page.Send(context);
        });
    }

    /// <summary>Keeps what may be. After routing, so that the page is known.</summary>
    public static void UsePageKeeping(this WebApplication app)
    {
        var (shelf, published) = Of(app);
        if (!shelf.IsOpen) return;
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<SharedPageAttribute>() is { } shared
                && IsForAll(context.Request) && IsCanonical(context, endpoint, shared) && await published() is { } now)
                await Make(context, next, shelf, published, now);
            else
                await next(context);
        });
    }

    private static async Task Make(HttpContext context, RequestDelegate next, Shelf shelf, NowPublished published, Publishing now)
    {
        var cleared = shelf.Cleared;
        Measures.PageAsked(isReady: false);
        var sending = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var made = new MemoryStream();
        var making = new StreamResponseBodyFeature(made, sending);
        context.Features.Set<IHttpResponseBodyFeature>(making);
        try
        {
            await next(context);
            await making.CompleteAsync();
        }
        finally
        {
            context.Features.Set(sending);
        }

        var plain = made.GetBuffer().AsMemory(0, (int)made.Length);
        if (!MayBeKept(context.Response, plain.Length))
        {
            // Nothing written stays nothing: an error page may still take its place.
            if (plain.Length > 0) await context.Response.BodyWriter.WriteAsync(plain, context.RequestAborted);
            return;
        }
        var key = KeyOf(context);
        var page = new KeptPage(plain.Span, key.Coding, context.Response.ContentType!, now.Since > s_program ? now.Since : s_program);
        // What was published while the page was made may be in it, or not.
        if (cleared == shelf.Cleared && ReferenceEquals((await published())?.Content, now.Content)) shelf.Put(now, key, page);
        await page.Send(context);
    }

    // Whoever bears a cookie may be someone, and their page their own.
    private static bool IsForAll(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Cookie.Count == 0 && request.Headers.Authorization.Count == 0;

    // A header that a page sets is its own business: a cookie, a language, another rule of caching.
    private static bool MayBeKept(HttpResponse response, int length) =>
        response.StatusCode == StatusCodes.Status200OK && length > 0
        && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true
        && response.Headers.Keys.All(name => name is "Content-Type" or "Content-Length")
        && response.HttpContext.User.Identity?.IsAuthenticated is not true
        && response.HttpContext.Features.Get<Nonce>() is null;

    // One way of writing an address, that of our links: others get the same page, made for them.
    private static bool IsCanonical(HttpContext context, RouteEndpoint endpoint, SharedPageAttribute shared)
    {
        var request = context.Request;
        var query = new QueryBuilder();
        foreach (var (name, values) in request.Query)
        {
            if (values.Count != 1 || !shared.Parameters.Contains(name)) return false;
            query.Add(name, values[0] ?? "");
        }
        var path = request.Path.Value.AsSpan();
        var pattern = endpoint.RoutePattern.RawText.AsSpan().TrimStart('/');
        var constant = pattern.IndexOf('{') is >= 0 and var brace ? pattern[..brace] : pattern;
        return (path is "/" || !path.EndsWith('/')) && path.TrimStart('/').StartsWith(constant, StringComparison.Ordinal)
            && TargetOf(context) == request.PathBase.Add(request.Path).ToUriComponent() + query.ToQueryString();
    }

    private static PageKey KeyOf(HttpContext context) =>
        new(context.Request.Scheme, context.Request.Host.Value ?? "", TargetOf(context), ContentCodings.Accepted(context.Request.Headers[HeaderNames.AcceptEncoding]));

    private static string TargetOf(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    private static (Shelf Shelf, NowPublished Published) Of(WebApplication app) =>
        (app.Services.GetRequiredService<Shelf>(), app.Services.GetRequiredService<AllPublished>().Now);
}
