using System.Net;
using Microsoft.Playwright;
using Terril.Tests.Harness;

namespace Terril.Tests;

public sealed class HallTests
{
    [Theory]
    [OnBothDatabases("/nowhere")]
    [OnBothDatabases("/css/tokens.css")]
    [OnBothDatabases("/api/nowhere")]
    public async Task Every_answer_forbids_what_the_pages_do_not_need(Provider on, string path)
    {
        var house = await House.Shared(on);
        var answer = await house.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.StartsWith("default-src 'none'; ", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.Contains("Referrer-Policy"));
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory, OnBothDatabases]
    public async Task Pages_are_compressed_for_whom_can_read_it(Provider on)
    {
        var house = await House.Shared(on);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/nowhere", UriKind.Relative)) { Headers = { { "Accept-Encoding", "br" } } };

        Assert.Equal("br", (await house.Client.SendAsync(request)).Content.Headers.ContentEncoding.Single());
    }

    [Theory]
    [InlineData("/css/components.css", "gzip")]
    [InlineData("/css/components.css", "gzip, deflate, br, zstd")]
    [InlineData("/maplibre/maplibre-gl.mjs", "gzip")]
    [InlineData("/maplibre/maplibre-gl.mjs", "gzip, deflate, br, zstd")]
    public async Task Files_are_light_for_whom_can_read_them_compressed(string path, string accepted)
    {
        var house = await House.Shared(Provider.Sqlite);
        async Task<int> Size(string encodings)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "Accept-Encoding", encodings } } };
            return (await (await house.Client.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.InRange(await Size(accepted), 1, await Size("identity") / 2);
    }

    [Theory, OnBothDatabases]
    public async Task An_unknown_address_is_a_page_that_passes_axe_in_a_browser(Provider on)
    {
        var house = await House.Shared(on);
        var page = await Browser.Page(dark: on == Provider.PostgreSql);

        var answer = await page.GotoAsync($"{house.Address}nowhere");

        Assert.Equal((int)HttpStatusCode.NotFound, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();
        await page.ShouldPassAxe();
    }
}
