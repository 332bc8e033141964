using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Terril.Observatory.Releases;
using Terril.Shared.Cache;
using Terril.Tests.Harness;
using Terril.Tests.Observatory.Api;

namespace Terril.Tests.Shared.Cache;

/// <summary>Pages that are the same for everybody, as a browser and a proxy see them.</summary>
public sealed class CacheModuleTests
{
    private const string Sheet = "/territoires/department/62/pas-de-calais";

    [Theory]
    [OnBothDatabases("")]
    [OnBothDatabases("gzip")]
    [OnBothDatabases("gzip, deflate, br, zstd")]
    public async Task A_page_is_made_once_in_each_coding_and_says_how_to_keep_it(Provider on, string accepted)
    {
        var house = await House.Shared(on);
        var (first, bytes) = await Ask(house, Sheet, ("Accept-Encoding", accepted));
        var (again, same) = await Ask(house, Sheet, ("Accept-Encoding", accepted));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(accepted switch { "" => [], "gzip" => ["gzip"], _ => ["br"] }, first.Content.Headers.ContentEncoding);
        Assert.Equal(bytes, same);
        Assert.Equal(bytes.Length, again.Content.Headers.ContentLength);
        Assert.Equal(await house.Client.GetStringAsync(new Uri(Sheet, UriKind.Relative)), Read(first, bytes));
        Assert.Equal("public, no-cache", again.Headers.CacheControl!.ToString().Replace("no-cache, public", "public, no-cache", StringComparison.Ordinal));
        Assert.Equal(["Accept-Encoding"], again.Headers.Vary);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.False(again.Headers.ETag!.IsWeak);
        Assert.True(again.Content.Headers.LastModified >= Sample.PublishedAt);
        Assert.StartsWith("default-src 'none'; ", again.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Other_bytes_bear_another_tag(Provider on)
    {
        var house = await House.Shared(on);
        var tags = new List<EntityTagHeaderValue?>();
        foreach (var address in new[] { Sheet, $"/en{Sheet}", "/territoires" })
            foreach (var coding in new[] { "", "gzip", "br" }) tags.Add((await Ask(house, address, ("Accept-Encoding", coding))).Answer.Headers.ETag);

        Assert.DoesNotContain(null, tags);
        Assert.Equal(tags.Count, tags.Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task A_page_that_the_reader_has_is_not_sent_again(Provider on)
    {
        var house = await House.Shared(on);
        var (first, _) = await Ask(house, Sheet, ("Accept-Encoding", "br"));
        var (tag, date) = (first.Headers.ETag!.ToString(), first.Content.Headers.LastModified!.Value);

        async Task<HttpStatusCode> Status(string coding, params (string, string)[] headers) => (await Ask(house, Sheet, [("Accept-Encoding", coding), .. headers])).Answer.StatusCode;
        Assert.Equal(HttpStatusCode.NotModified, await Status("br", ("If-None-Match", tag)));
        Assert.Equal(HttpStatusCode.NotModified, await Status("br", ("If-None-Match", $"\"other\", W/{tag}")));
        Assert.Equal(HttpStatusCode.NotModified, await Status("br", ("If-None-Match", "*")));
        Assert.Equal(HttpStatusCode.NotModified, await Status("br", ("If-Modified-Since", date.ToString("R"))));
        Assert.Equal(HttpStatusCode.OK, await Status("gzip", ("If-None-Match", tag)));
        Assert.Equal(HttpStatusCode.OK, await Status("br", ("If-Modified-Since", date.AddSeconds(-1).ToString("R"))));
        Assert.Equal(HttpStatusCode.OK, await Status("br", ("If-None-Match", "\"other\""), ("If-Modified-Since", date.ToString("R"))));

        var (known, nothing) = await Ask(house, Sheet, ("Accept-Encoding", "br"), ("If-None-Match", tag));
        Assert.Empty(nothing);
        Assert.Equal(tag, known.Headers.ETag!.ToString());
        Assert.Equal(["Accept-Encoding"], known.Headers.Vary);
    }

    [Theory, OnBothDatabases]
    public async Task HEAD_says_what_GET_would_kept_or_not(Provider on)
    {
        await using var house = await Small(on);
        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri("/territoires", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Head, new Uri("/territoires", UriKind.Relative));
        var made = await house.Client.SendAsync(head);
        var kept = await house.Client.SendAsync(again);
        var (get, bytes) = await Ask(house, "/territoires");

        Assert.All([made, kept], answer =>
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
            Assert.Equal(get.Headers.ETag, answer.Headers.ETag);
        });
        Assert.Empty(await kept.Content.ReadAsByteArrayAsync());
    }

    [Theory, OnBothDatabases]
    public async Task What_another_process_publishes_is_read_at_the_next_request(Provider on)
    {
        await using var house = await Small(on);
        var tag = (await Ask(house, "/")).Answer.Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, (await Ask(house, "/", ("If-None-Match", tag))).Answer.StatusCode);

        ByAnotherProcess(house, "93");

        var (after, bytes) = await Ask(house, "/", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Contains("Provence", Read(after, bytes), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_published_while_a_page_is_made_keeps_it_off_the_shelf(Provider on)
    {
        var published = 0;
        House? house = null;
        await using var own = house = await Small(on, Filter(_ =>
        {
            if (Interlocked.Exchange(ref published, 1) == 0) ByAnotherProcess(house!, "93");
        }));

        await Ask(house, "/");

        Assert.Equal(0, Shelf(house).Weight);
        Assert.Contains("Provence", await house.Client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_that_is_not_one_of_our_addresses_or_no_page_is_not_kept(Provider on)
    {
        await using var house = await Small(on);
        foreach (var (address, status) in new[]
        {
            ("/territoires?utm_source=x", 200), ("/territoires?asOf=2026-11-02", 200), ("/TERRITOIRES", 200), ("/%74erritoires", 200), ("/territoires/", 200), ("/en", 200),
            ("/recherche?q=xyzzy", 200), ("/indicateurs/population?level=epci&LEVEL=epci", 200), ("/indicateurs/population?level=%65pci", 200),
            ("/indicateurs/population?number=0", 400), ("/territoires/region/99/nulle-part", 404), ("/territoires/region/32/autre-nom", 301),
        })
        {
            var (answer, _) = await Ask(house, address);
            Assert.Equal((address, status), (address, (int)answer.StatusCode));
            Assert.Equal((address, 0), (address, Shelf(house).Weight));
            Assert.Null(answer.Headers.ETag);
            Assert.NotEqual(true, answer.Headers.CacheControl?.Public);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_may_be_someone_neither_reads_the_shelf_nor_fills_it(Provider on)
    {
        await using var house = await Small(on);
        foreach (var (name, value) in new[] { ("Cookie", "who=me"), ("Authorization", "Bearer me") })
        {
            var before = Shelf(house).Weight;
            var (own, _) = await Ask(house, "/territoires", (name, value));
            Assert.Equal(before, Shelf(house).Weight);
            await Ask(house, "/territoires");
            var (still, _) = await Ask(house, "/territoires", (name, value));

            Assert.All([own, still], answer =>
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.True(answer.Headers.CacheControl!.Private);
                Assert.True(answer.Headers.CacheControl.NoStore);
                Assert.Null(answer.Headers.ETag);
            });
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_page_with_a_header_of_its_own_is_sent_as_it_is_and_not_kept(Provider on)
    {
        var (name, value) = ("", "");
        await using var house = await Small(on, Filter(context => context.HttpContext.Response.Headers[name] = value));
        foreach (var own in new[] { ("Set-Cookie", "who=me; path=/"), ("Cache-Control", "no-store"), ("X-Own", "1") })
        {
            (name, value) = own;
            var (answer, bytes) = await Ask(house, "/territoires");

            Assert.Equal(0, Shelf(house).Weight);
            Assert.Equal(value, answer.Headers.GetValues(name).Single());
            Assert.Contains("</html>", Read(answer, bytes), StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_shelf_holds_no_more_than_it_may_and_pages_stay_true(Provider on)
    {
        const long most = 60_000;
        await using var house = await Small(on, services => services.Replace(ServiceDescriptor.Singleton(new Shelf(most))));
        var addresses = house.InForce().Shown("epci").Take(30).Select(t => $"/territoires/epci/{t.Code}/{Terril.Observatory.Public.Addresses.Slug(t.Name)}").ToList();
        foreach (var address in addresses.Concat(addresses))
        {
            var (answer, bytes) = await Ask(house, address, ("Accept-Encoding", "br"));
            Assert.Contains(address.Split('/')[3], Read(answer, bytes), StringComparison.Ordinal);
            Assert.InRange(Shelf(house).Weight, 1, most);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_shelf_each_page_is_made_again(Provider on)
    {
        await using var house = await Small(on, services => services.Replace(ServiceDescriptor.Singleton(new Shelf(0))));
        var (answer, bytes) = await Ask(house, "/territoires", ("Accept-Encoding", "br"));

        Assert.Contains("</html>", Read(answer, bytes), StringComparison.Ordinal);
        Assert.Null(answer.Headers.ETag);
    }

    private static async Task<House> Small(Provider on, Action<IServiceCollection>? changes = null)
    {
        var house = await House.Open(on, changes);
        house.Publish(Site("32"));
        return house;
    }

    private static string Site(string region) => $"name: {{ fr: Essai, en: Trial }}\nscope: {{ level: region, codes: [\"{region}\"] }}\ngeography: {{ vintage: 2026 }}\n";

    private static void ByAnotherProcess(House house, string region)
    {
        var folder = Place.NewFolder();
        File.WriteAllText(Path.Combine(folder, "site.yaml"), Site(region));
        var store = house.Releases().Store;
        Assert.False(new Publish(new ReleaseStore(store.Folder, store.Lists)).Run(folder, Sample.PublishedAt.AddHours(1), null).Stopped);
    }

    private static Shelf Shelf(House house) => house.Services.GetRequiredService<Shelf>();

    private static Action<IServiceCollection> Filter(Action<FilterContext> act) => services => services.Configure<MvcOptions>(options => options.Filters.Add(new Acting(act)));

    private static async Task<(HttpResponseMessage Answer, byte[] Bytes)> Ask(House house, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{house.Address.GetLeftPart(UriPartial.Authority)}{address}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var (name, value) in headers.Where(h => h.Value.Length > 0)) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        var answer = await house.Client.SendAsync(request);
        return (answer, await answer.Content.ReadAsByteArrayAsync());
    }

    private static string Read(HttpResponseMessage answer, byte[] bytes)
    {
        using var from = new MemoryStream(bytes);
        using Stream plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(from, CompressionMode.Decompress),
            "gzip" => new GZipStream(from, CompressionMode.Decompress),
            _ => from,
        };
        return new StreamReader(plain).ReadToEnd();
    }

    private sealed class Acting(Action<FilterContext> act) : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context) => act(context);

        public void OnResourceExecuted(ResourceExecutedContext context) { }
    }
}
