using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Timeouts;
using Terril.Observatory;
using Terril.Shared.Api;

namespace Terril.Shared.Web;

/// <summary>How many costly answers are made at a time; the rest of the site keeps the processors that they leave.</summary>
/// <param name="AtOnce">Of everybody.</param>
/// <param name="OfOne">Of one client, by address: behind a proxy, the one that it says (<see cref="Settings.Proxies"/>).</param>
/// <param name="Waiting">How many wait for their turn; one more is asked to come back.</param>
public sealed record Bounds(int AtOnce, int OfOne, int Waiting)
{
    public static Bounds Usual { get; } = new(Math.Max(2, Environment.ProcessorCount), Math.Max(1, Environment.ProcessorCount / 2), 16);
}

/// <summary>This answer reads files, or all of a release: it is bounded in number and in time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CostlyAttribute : Attribute
{
    /// <summary>Which requests to the address are; all when not said.</summary>
    public Func<HttpRequest, bool> When { get; init; } = _ => true;
}

public static class BoundsModule
{
    /// <summary>The time that an explanation may take.</summary>
    public const string Explanation = "explanation";

    /// <summary>The time that an export may take, its reader’s pace included.</summary>
    public const string Export = "export";

    private const int ComeBackAfter = 5;

    public static void AddBounds(this IServiceCollection services)
    {
        services.AddSingleton(Bounds.Usual).AddSingleton(Pace.Usual);
        services.AddRequestTimeouts(options => options
            .AddPolicy(Explanation, Within(TimeSpan.FromSeconds(30)))
            .AddPolicy(Export, Within(TimeSpan.FromMinutes(10))));
        services.AddSingleton<Limiters>();
    }

    /// <summary>After routing.</summary>
    public static void UseBounds(this WebApplication app) => app.UseRequestTimeouts().Use(app.Services.GetRequiredService<Limiters>().Run);

    private static RequestTimeoutPolicy Within(TimeSpan time) => new() { Timeout = time, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable, WriteTimeoutResponse = Refuse };

    // A page is left empty: the one of errors takes its place.
    internal static async Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = ComeBackAfter.ToString(CultureInfo.InvariantCulture);
        if (!context.Request.Path.StartsWithSegments(ApiModule.Root, StringComparison.OrdinalIgnoreCase)) return;
        await Problems.Of(context, StatusCodes.Status503ServiceUnavailable, new("Trop de demandes", "Too many requests"), Problems.WordsOf(context)[s_busy]).ExecuteAsync(context);
    }

    private static readonly Text s_busy = new(
        "Cette réponse demande du calcul, et le serveur en fait déjà autant qu’il peut ; recommencez dans quelques secondes.",
        "This answer takes computing, and the server is doing as much as it can; try again in a few seconds.");
}

/// <summary>
/// What each request is counted by. A limiter ticks ten times a second until it is disposed of: that of the framework makes one more,
/// which nobody disposes of and which holds all of an application that has stopped.
/// </summary>
internal sealed class Limiters : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext>[] _each;
    private readonly PartitionedRateLimiter<HttpContext> _all;

    public Limiters(Bounds bounds, Pace pace)
    {
        _each =
        [
            Limiter(bounds.OfOne, bounds.Waiting, context => ClientNetwork.Of(context.Connection.RemoteIpAddress)),
            Pace.Limiter(pace),
            Limiter(bounds.AtOnce, bounds.Waiting, _ => IPAddress.Any),
        ];
        _all = PartitionedRateLimiter.CreateChained(_each);
    }

    /// <summary>Lets a request pass, at once or in its turn; or answers that it does not.</summary>
    public async Task Run(HttpContext context, RequestDelegate next)
    {
        using var lease = await Ask(context);
        // Nobody waits for the answer any more.
        if (lease is null) return;
        if (lease.IsAcquired) await next(context);
        else if (Pace.Wait(lease) is { } wait) (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (StatusCodes.Status429TooManyRequests, wait);
        else await BoundsModule.Refuse(context);
    }

    public void Dispose()
    {
        foreach (var limiter in _each) limiter.Dispose();
    }

    private async ValueTask<RateLimitLease?> Ask(HttpContext context)
    {
        try
        {
            return await _all.AcquireAsync(context, 1, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(int permits, int waiting, Func<HttpContext, IPAddress> whose) => PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        context.GetEndpoint()?.Metadata.GetMetadata<CostlyAttribute>() is { } costly && costly.When(context.Request)
            ? RateLimitPartition.GetConcurrencyLimiter(whose(context), _ => new() { PermitLimit = permits, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })
            : RateLimitPartition.GetNoLimiter(IPAddress.None));
}
