using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Terril.Shared.Fetching;

namespace Terril.Tests.Shared.Fetching;

/// <summary>A server of this machine stands for the sites of the web: the tests' own rule lets it be reached, by the constructor alone.</summary>
public sealed class BoundedFetchTests : IAsyncLifetime
{
    private static readonly FetchBounds Usual = new(1000, TimeSpan.FromSeconds(20), "text/calendar", "text/plain");

    private readonly List<(string Path, IHeaderDictionary Headers)> _asked = [];
    private readonly List<string> _resolved = [];
    private WebApplication _server = null!;
    private int _port;

    [Fact]
    public async Task What_an_address_gives_is_received_without_a_word_about_us()
    {
        var fetched = await Fetched("/feed");

        Assert.Equal("BEGIN:VCALENDAR", Encoding.UTF8.GetString(fetched.Content));
        Assert.Equal("text/calendar", fetched.ContentType);
        Assert.Equal("\"one\"", fetched.Tag);
        var headers = Assert.Single(_asked).Headers;
        Assert.Equal("Terril", headers.UserAgent);
        Assert.Empty(headers.Authorization.Concat(headers.Cookie).Concat(headers.Referer));
    }

    [Fact]
    public async Task What_did_not_change_does_not_travel_again() => Assert.IsType<FetchOutcome.Unchanged>(await Get("/feed", tag: "\"one\""));

    [Theory]
    [InlineData("ftp://site.example/feed")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://jeanne:secret@site.example/feed")]
    [InlineData("/feed")]
    [InlineData("gopher")]
    public async Task What_is_no_plain_address_of_the_web_is_not_asked(string address)
    {
        using var fetch = Reaching(_ => true);
        Refused(FetchRefusal.NotAnAddress, await fetch.Get(address, Usual, CancellationToken.None));
        Assert.Empty(_resolved);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    public async Task A_private_address_is_refused_however_it_is_written(string host)
    {
        using var fetch = new BoundedFetch(Dns.GetHostAddressesAsync, PublicAddresses.Holds);
        Refused(FetchRefusal.PrivateAddress, await fetch.Get($"http://{host}:{_port}/feed", Usual, CancellationToken.None));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_name_with_one_private_address_among_others_is_refused_whole()
    {
        using var fetch = new BoundedFetch((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]), IPAddress.IsLoopback);
        Refused(FetchRefusal.PrivateAddress, await fetch.Get($"http://site.example:{_port}/feed", Usual, CancellationToken.None));
    }

    [Fact]
    public async Task A_name_that_answers_otherwise_a_moment_later_changes_nothing()
    {
        var answers = new Queue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]);
        using var fetch = new BoundedFetch((_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]), IPAddress.IsLoopback);

        Assert.IsType<FetchOutcome.Fetched>(await fetch.Get($"http://site.example:{_port}/feed", Usual, CancellationToken.None));
        Assert.Single(answers);
        Refused(FetchRefusal.PrivateAddress, await fetch.Get($"http://site.example:{_port}/feed", Usual, CancellationToken.None));
    }

    [Fact]
    public async Task A_redirection_is_judged_as_the_first_address_was()
    {
        using var fetch = new BoundedFetch((name, _) => Task.FromResult<IPAddress[]>([name == "inside.example" ? IPAddress.Parse("192.168.0.1") : IPAddress.Loopback]), IPAddress.IsLoopback);
        Refused(FetchRefusal.PrivateAddress, await fetch.Get($"http://site.example:{_port}/to?url=http://inside.example:{_port}/feed", Usual, CancellationToken.None));
    }

    [Fact]
    public async Task A_redirection_is_followed_and_said()
    {
        var fetched = await Fetched("/to?url=/feed");
        Assert.Equal("/feed", fetched.From.AbsolutePath);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://jeanne:secret@site.example/feed")]
    [InlineData("//[")]
    [InlineData("http://[1::2::3]/")]
    public async Task A_redirection_out_of_the_web_is_not_followed(string to) => Refused(FetchRefusal.BadRedirection, await Get($"/to?url={Uri.EscapeDataString(to)}"));

    [Fact]
    public async Task Redirections_are_counted()
    {
        Refused(FetchRefusal.TooManyRedirections, await Get("/loop"));
        Assert.Equal(6, _asked.Count);
    }

    [Fact]
    public async Task An_unknown_name_and_a_closed_door_are_told_apart()
    {
        using var unknown = new BoundedFetch((_, _) => throw new System.Net.Sockets.SocketException(11001), _ => true);
        Refused(FetchRefusal.UnknownHost, await unknown.Get("http://nowhere.example/", Usual, CancellationToken.None));

        using var closed = Reaching(_ => true);
        Refused(FetchRefusal.NoAnswer, await closed.Get("http://site.example:9/", Usual, CancellationToken.None));
    }

    [Fact]
    public async Task Another_status_is_said() => Assert.Contains("404", Refused(FetchRefusal.BadStatus, await Get("/nothing")).Fr, StringComparison.Ordinal);

    [Fact]
    public async Task A_content_of_another_kind_is_not_read() => Assert.Contains("text/html", Refused(FetchRefusal.WrongType, await Get("/page")).En, StringComparison.Ordinal);

    [Theory]
    [InlineData("/large?said=true")]
    [InlineData("/large?said=false")]
    [InlineData("/bomb?coding=gzip")]
    [InlineData("/bomb?coding=br")]
    [InlineData("/bomb?coding=deflate")]
    public async Task A_content_that_is_too_large_is_left_as_soon_as_it_is_seen(string path) => Refused(FetchRefusal.TooLarge, await Get(path));

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_content_is_read_plain(string coding) => Assert.Equal(500, (await Fetched($"/bomb?coding={coding}&length=500")).Content.Length);

    [Theory]
    [InlineData("/coded?as=gzip")]
    [InlineData("/coded?as=zstd")]
    [InlineData("/coded?as=gzip,gzip")]
    public async Task A_damaged_or_unknown_coding_is_said(string path) => Refused(FetchRefusal.Unreadable, await Get(path));

    [Fact]
    public async Task What_drips_is_given_up_in_time()
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        using var fetch = Reaching(_ => true);
        Refused(FetchRefusal.TooSlow, await fetch.Get($"http://site.example:{_port}/drip", Usual with { Within = TimeSpan.FromMilliseconds(500) }, CancellationToken.None));
        Assert.InRange(began.Elapsed.TotalSeconds, 0, 10);
    }

    private async Task<FetchOutcome> Get(string path, string? tag = null)
    {
        using var fetch = Reaching(IPAddress.IsLoopback);
        return await fetch.Get($"http://site.example:{_port}{path}", Usual, CancellationToken.None, tag);
    }

    private async Task<FetchOutcome.Fetched> Fetched(string path) => Assert.IsType<FetchOutcome.Fetched>(await Get(path));

    private BoundedFetch Reaching(Func<IPAddress, bool> mayReach) => new((name, _) =>
    {
        _resolved.Add(name);
        return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    }, mayReach);

    private static Terril.Observatory.Text Refused(FetchRefusal why, FetchOutcome outcome)
    {
        var refused = Assert.IsType<FetchOutcome.Refused>(outcome);
        Assert.Equal(why, refused.Why);
        Assert.NotEqual(refused.Sentence.Fr, refused.Sentence.En);
        return refused.Sentence;
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

    private Task Answer(HttpContext context)
    {
        lock (_asked) _asked.Add((context.Request.Path.Value!, new HeaderDictionary(context.Request.Headers.ToDictionary())));
        var (query, response) = (context.Request.Query, context.Response);
        response.ContentType = "text/calendar";
        switch (context.Request.Path.Value)
        {
            case "/feed" when context.Request.Headers.IfNoneMatch == "\"one\"": response.StatusCode = 304; return Task.CompletedTask;
            case "/feed": response.Headers.ETag = "\"one\""; return response.WriteAsync("BEGIN:VCALENDAR");
            case "/to": response.Redirect(query["url"]!); return Task.CompletedTask;
            case "/loop": response.Redirect("/loop"); return Task.CompletedTask;
            case "/page": response.ContentType = "text/html; charset=utf-8"; return response.WriteAsync("<p>");
            case "/large": if (query["said"] == "true") response.ContentLength = 1001; return response.WriteAsync(new string('x', 1001));
            case "/bomb": return Compressed(response, query["coding"]!, int.TryParse(query["length"], out var length) ? length : 5_000_000);
            case "/coded": response.Headers.ContentEncoding = query["as"]; return response.WriteAsync("not that at all");
            case "/drip": return Drip(context);
            default: response.StatusCode = 404; return Task.CompletedTask;
        }
    }

    private static async Task Compressed(HttpResponse response, string coding, int length)
    {
        response.Headers.ContentEncoding = coding;
        await using Stream to = coding switch
        {
            "gzip" => new GZipStream(response.Body, CompressionLevel.SmallestSize),
            "br" => new BrotliStream(response.Body, CompressionLevel.Optimal),
            _ => new ZLibStream(response.Body, CompressionLevel.SmallestSize),
        };
        await to.WriteAsync(Encoding.ASCII.GetBytes(new string('x', length)));
    }

    private static async Task Drip(HttpContext context)
    {
        for (var i = 0; i < 100; i++)
        {
            await context.Response.WriteAsync("x", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(100, context.RequestAborted);
        }
    }
}
