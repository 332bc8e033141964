using System.Net;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Terril.Shared.Web;
using Terril.Tests.Harness;
using Terril.Tests.Observatory.Api;

namespace Terril.Tests.Shared.Web;

/// <summary>Costly answers are bounded, and the rest of the site does not wait for them.</summary>
public sealed class BoundsTests
{
    private const string Site = "name: { fr: Essai, en: Trial }\nscope: { level: region, codes: [\"32\"] }\ngeography: { vintage: 2026 }\n";
    private const string Certificate = "/chiffres/population/region/32/2023";

    [Theory, OnBothDatabases]
    public async Task One_too_many_is_asked_to_come_back_and_the_rest_of_the_site_goes_on(Provider on)
    {
        using var begun = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        await using var house = await House.Open(on, services => services
            .Replace(ServiceDescriptor.Singleton(new Bounds(AtOnce: 1, OfOne: 1, Waiting: 0)))
            .Configure<MvcOptions>(options => options.Filters.Add(new Acting(context =>
            {
                if (!context.HttpContext.Request.Path.StartsWithSegments("/chiffres", StringComparison.Ordinal) || begun.IsSet) return;
                begun.Set();
                end.Wait(TimeSpan.FromSeconds(30));
            }))));
        house.Publish(Site);
        var first = house.Client.GetAsync(new Uri(Certificate, UriKind.Relative));
        Assert.True(begun.Wait(TimeSpan.FromSeconds(30)));

        await Refused(house, Certificate, "Trop de demandes");
        await Refused(house, $"/en{Certificate}", "Too many requests");
        await Refused(house, "/api/v1/explain/population/region/32/2023", "recommencez");
        await Refused(house, "/en/api/v1/explain/population/region/32/2023", "try again");
        await Refused(house, "/api/v1/observations?format=csv", "recommencez");
        await Refused(house, "/api/v1/observations?format=csv&limit=", "recommencez");
        foreach (var free in new[] { "/", "/territoires", "/api/v1/observations?limit=20", "/api/v1/observations?format=csv&limit=20" })
            Assert.Equal(HttpStatusCode.OK, (await house.Client.GetAsync(new Uri(free, UriKind.Relative))).StatusCode);

        end.Set();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await house.Client.GetAsync(new Uri($"/en{Certificate}", UriKind.Relative))).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task What_takes_too_long_is_given_up_and_said(Provider on)
    {
        await using var house = await House.Open(on, services => services
            .Configure<RequestTimeoutOptions>(options => options.Policies[BoundsModule.Explanation] = new()
            {
                Timeout = TimeSpan.FromMilliseconds(200),
                TimeoutStatusCode = options.Policies[BoundsModule.Explanation].TimeoutStatusCode,
                WriteTimeoutResponse = options.Policies[BoundsModule.Explanation].WriteTimeoutResponse,
            })
            .Configure<MvcOptions>(options => options.Filters.Add(new Acting(context =>
            {
                if (!context.HttpContext.Request.Path.StartsWithSegments("/chiffres", StringComparison.Ordinal)) return;
                context.HttpContext.RequestAborted.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
                context.HttpContext.RequestAborted.ThrowIfCancellationRequested();
            }))));
        house.Publish(Site);

        await Refused(house, Certificate, "Trop de demandes");
    }

    private static async Task Refused(House house, string address, string said)
    {
        var answer = await house.Client.GetAsync(new Uri(address, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal((address, HttpStatusCode.ServiceUnavailable), (address, answer.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Equal(address.Contains("/api/", StringComparison.Ordinal) ? "application/problem+json" : "text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEqual(true, answer.Headers.CacheControl?.Public);
    }

    private sealed class Acting(Action<FilterContext> act) : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context) => act(context);

        public void OnResourceExecuted(ResourceExecutedContext context) { }
    }
}
