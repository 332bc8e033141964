using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Terril.Agenda.Reading;
using Terril.Shared.Fetching;

namespace Terril.Tests.Agenda.Reading;

/// <summary>Servers of this machine stand for those of the web, good and bad.</summary>
public sealed class FetchFeedTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Modified = Feeds.At(2026, 9, 1, 8);

    private WebApplication _server = null!;
    private int _port;

    [Fact]
    public async Task A_calendar_is_read_and_the_mark_of_the_server_serves_the_next_time()
    {
        var given = Assert.IsType<FeedAnswer.Arrived>(await Ask("/feed"));

        Assert.Equal("Fête", Assert.Single(given.Read.Events).Title);
        Assert.Equal(new FeedMark("\"one\"", Modified), given.Mark);
        Assert.IsType<FeedAnswer.Unchanged>(await Ask("/feed", given.Mark));
        Assert.IsType<FeedAnswer.Unchanged>(await Ask("/feed", given.Mark with { Tag = null }));
        Assert.IsType<FeedAnswer.Arrived>(await Ask("/feed", new("\"other\"", null)));
    }

    [Fact]
    public async Task A_redirection_is_followed_and_said() => Assert.Equal("/feed", Assert.IsType<FeedAnswer.Arrived>(await Ask("/moved")).From.AbsolutePath);

    [Theory]
    [InlineData("/huge", "5000000")]
    [InlineData("/bomb", "5000000")]
    [InlineData("/loop", "redirections")]
    [InlineData("/short", "n’a pas répondu")]
    [InlineData("/cut", "n’a pas répondu")]
    [InlineData("/page", "text/html")]
    [InlineData("/unasked", "304")]
    [InlineData("/nothing", "404")]
    public async Task A_hostile_or_broken_server_is_refused_in_words(string path, string words)
    {
        var refused = Assert.IsType<FeedAnswer.Refused>(await Ask(path));
        Assert.Contains(words, refused.Sentence.Fr, StringComparison.Ordinal);
        Assert.NotEqual(refused.Sentence.Fr, refused.Sentence.En);
    }

    [Theory]
    [InlineData("/liar", "web-page")]
    [InlineData("/entities", "bad-xml")]
    public async Task What_lies_about_itself_is_known_by_what_it_is(string path, string rule)
    {
        var given = Assert.IsType<FeedAnswer.Arrived>(await Ask(path));
        Assert.Empty(given.Read.Events);
        Assert.Equal((rule, false), (Feeds.Rules(given.Read), given.Read.IsWhole));
    }

    [Theory]
    [InlineData("http://127.0.0.1/feed")]
    [InlineData("webcal://localhost/feed")]
    [InlineData("http://169.254.169.254/latest")]
    public async Task A_private_address_is_refused(string address)
    {
        using var fetch = new BoundedFetch(Dns.GetHostAddressesAsync, PublicAddresses.Holds);
        Assert.Contains("réseau privé", Assert.IsType<FeedAnswer.Refused>(await new FetchFeed(fetch).Run(address, Feeds.Window, null, CancellationToken.None)).Sentence.Fr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_may_stop_waiting_for_a_slow_server()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ask("/slow", stop: soon.Token));
    }

    private async Task<FeedAnswer> Ask(string path, FeedMark? mark = null, CancellationToken stop = default)
    {
        using var fetch = new BoundedFetch((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), IPAddress.IsLoopback);
        return await new FetchFeed(fetch).Run($"http://site.example:{_port}{path}", Feeds.Window, mark, stop);
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(Answer);
        await _server.StartAsync();
        _port = new Uri(_server.Urls.Single()).Port;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.ContentType = "text/calendar";
        switch (request.Path.Value)
        {
            case "/feed" when request.Headers.IfNoneMatch == "\"one\"" || (request.Headers.IfNoneMatch.Count == 0 && request.GetTypedHeaders().IfModifiedSince == Modified): response.StatusCode = 304; break;
            case "/feed":
                (response.Headers.ETag, response.GetTypedHeaders().LastModified) = ("\"one\"", Modified);
                await response.WriteAsync(Feeds.Calendar("SUMMARY:Fête"));
                break;
            case "/moved": response.Redirect("/feed"); break;
            case "/loop": response.Redirect("/loop"); break;
            case "/huge": await Much(response.Body, 6_000_000); break;
            case "/bomb":
                response.Headers.ContentEncoding = "gzip";
                await using (var bomb = new GZipStream(response.Body, CompressionLevel.SmallestSize)) await Much(bomb, 50_000_000);
                break;
            case "/short": response.ContentLength = 5000; await response.WriteAsync("BEGIN:VCALENDAR"); await response.Body.FlushAsync(); context.Abort(); break;
            case "/cut": await response.WriteAsync("BEGIN:VCALENDAR\r\n"); await response.Body.FlushAsync(); context.Abort(); break;
            case "/page": response.ContentType = "text/html"; await response.WriteAsync("<!DOCTYPE html>"); break;
            case "/liar": await response.WriteAsync("<!DOCTYPE html><title>Connexion</title>"); break;
            case "/entities": response.ContentType = "application/rss+xml"; await response.WriteAsync("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><title>&x;</title></channel></rss>"); break;
            case "/unasked": response.StatusCode = 304; break;
            case "/slow": await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted); break;
            default: response.StatusCode = 404; break;
        }
    }

    private static async Task Much(Stream to, int bytes)
    {
        var block = new byte[100_000];
        Array.Fill(block, (byte)'x');
        for (var sent = 0; sent < bytes; sent += block.Length) await to.WriteAsync(block);
    }
}
