using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Web;
using Terril.Tests.Harness;
using Terril.Tests.Observatory.Api;

namespace Terril.Tests.Shared.Web;

/// <summary>What every page is protected by, as a browser and a robot meet it.</summary>
public sealed class ProtectionTests
{
    private const string Site = "name: { fr: Essai, en: Trial }\nscope: { level: region, codes: [\"32\"] }\ngeography: { vintage: 2026 }\n";

    [Theory, OnBothDatabases]
    public async Task A_page_of_somebody_signed_in_is_theirs_alone_and_never_on_the_shelf(Provider on)
    {
        await using var house = await House.Open(on);
        house.Publish(Site);
        using var visitor = await house.SignIn(Role.Editor);
        foreach (var path in new[] { "/territoires", "/gestion", "/nowhere" })
        {
            using var answer = await visitor.Get(path);
            Assert.Equal((path, "no-store, private"), (path, answer.Headers.CacheControl!.ToString()));
            Assert.Null(answer.Headers.ETag);
        }
        Assert.Equal(0, house.Services.GetRequiredService<Shelf>().Weight);

        using var open = await house.Client.GetAsync(new Uri("/territoires", UriKind.Relative));
        Assert.True(open.Headers.CacheControl!.Public);
        Assert.NotEqual(0, house.Services.GetRequiredService<Shelf>().Weight);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_not_open_is_not_kept_even_to_say_no(Provider on)
    {
        var house = await House.Shared(on);
        using var answer = await house.Client.GetAsync(new Uri("/gestion", UriKind.Relative));

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/en")]
    public async Task A_post_that_does_not_come_from_a_page_of_ours_does_nothing_and_is_told_why(string language)
    {
        await using var house = await Posting();
        using var answer = await Post(house, $"{language}/posted");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(language.Length == 0 ? "ne peut plus être envoyé" : "can no longer be sent", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, Posts.Done);
    }

    [Fact]
    public async Task A_post_may_be_declared_for_others()
    {
        await using var house = await Posting();
        using var answer = await Post(house, "/posted/by-others");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task More_than_a_form_needs_is_refused()
    {
        await using var house = await Posting();
        using var answer = await Post(house, "/posted/read", new string('x', 2 << 20));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("", "Attendez")]
    [InlineData("/en", "Wait")]
    public async Task Who_posts_without_end_is_asked_to_wait_and_is_told_how_long(string language, string said)
    {
        await using var house = await Posting(services => services.Replace(ServiceDescriptor.Singleton(new Pace(2, TimeSpan.FromMinutes(5)))));
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.BadRequest, (await Post(house, "/posted")).StatusCode);

        using var refused = await Post(house, $"{language}/posted");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(200), TimeSpan.FromMinutes(5));
        Assert.Contains(said, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await house.Client.GetAsync(new Uri("/said", UriKind.Relative))).StatusCode);
        using var visitor = await house.SignIn(Role.Editor);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Client.PostAsync(new Uri("/posted", UriKind.Relative), null)).StatusCode);
    }

    [Fact]
    public async Task An_address_may_have_a_pace_of_its_own()
    {
        await using var house = await Posting();
        Assert.Equal(HttpStatusCode.OK, (await Post(house, "/posted/slowly")).StatusCode);
        foreach (var typed in new[] { "/posted/slowly", "/posted/slowly/", "/Posted/SLOWLY", "/en/posted/slowly" }) Assert.Equal(HttpStatusCode.TooManyRequests, (await Post(house, typed)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Post(house, "/posted/by-others")).StatusCode);
    }

    [Fact]
    public async Task Read_by_https_through_the_proxy_it_is_never_read_by_http_again()
    {
        var house = await House.Shared(Provider.Sqlite);
        Assert.False((await house.Client.GetAsync(new Uri("/nowhere", UriKind.Relative))).Headers.Contains("Strict-Transport-Security"));

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/nowhere", UriKind.Relative)) { Headers = { { "X-Forwarded-Proto", "https" } } };
        using var answer = await house.Client.SendAsync(request);
        Assert.Equal("max-age=63072000", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task A_page_that_gives_a_word_to_its_scripts_runs_those_alone_and_another_word_each_time()
    {
        await using var house = await Posting();
        var (first, second) = (await Word(house), await Word(house));

        Assert.NotEqual(first, second);
        Assert.Equal(24, first.Length);
    }

    private static async Task<string> Word(House house)
    {
        using var answer = await house.Client.GetAsync(new Uri("/word", UriKind.Relative));
        var word = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"script-src 'nonce-{word}';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return word;
    }

    private static Task<HttpResponseMessage> Post(House house, string path, string? body = null) =>
        house.Client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([new("body", body ?? "")]));

    private static Task<House> Posting(Action<IServiceCollection>? changes = null)
    {
        Posts.Done = 0;
        return House.Open(Provider.Sqlite, services =>
        {
            services.AddSingleton<IStartupFilter, Posts>();
            changes?.Invoke(services);
        });
    }

    /// <summary>Addresses that are posted to, beside those of the product.</summary>
    private sealed class Posts : IStartupFilter
    {
        [ThreadStatic]
        private static int s_done;

        public static int Done { get => s_done; set => s_done = value; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            if (!app.Properties.TryGetValue("__EndpointRouteBuilder", out var found) || found is not IEndpointRouteBuilder routes) return;
            routes.MapPost("/posted", () => Done++).WithMetadata(new OpenAttribute());
            routes.MapPost("/posted/read", () => Done++).WithMetadata(new OpenAttribute());
            routes.MapPost("/posted/by-others", () => "done").WithMetadata(new OpenAttribute()).DisableAntiforgery();
            routes.MapPost("/posted/slowly", () => "done").WithMetadata(new OpenAttribute(), new PacedAttribute(1)).DisableAntiforgery();
            routes.MapGet("/said", () => "said").WithMetadata(new OpenAttribute());
            routes.MapGet("/word", (HttpContext context) => context.Nonce()).WithMetadata(new OpenAttribute());
        };
    }
}
