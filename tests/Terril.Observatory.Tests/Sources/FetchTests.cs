using System.Net;
using System.Net.Sockets;
using System.Text;
using Terril.Observatory.Releases;
using Terril.Observatory.Sources;

namespace Terril.Observatory.Tests.Sources;

/// <summary>Files that are received from an address.</summary>
public class FetchTests
{
    private const string Csv = "code,year,value\n59183,2021,1.5\n";

    [Fact]
    public void A_file_is_received_kept_and_dated()
    {
        using var server = new Server(Ok(Csv));
        using var site = Site(server).Published();

        Assert.Equal("1.5 reference", site["waste commune:59183 2021"]);
        var edition = site.Release.Editions.Single(e => e.Source == "waste");
        Assert.Equal(server.Address, edition.Path);
        var receipt = Assert.Single(site.Store.Snapshots.Receipts);
        Assert.Equal((edition.Sha256, server.Address, 2026), (receipt.Sha256, receipt.Address, receipt.At.Year));
    }

    [Fact]
    public void Once_received_a_release_is_verified_and_explained_without_the_network()
    {
        using var server = new Server(Ok(Csv));
        using var site = Site(server).Published();
        server.Dispose();

        Assert.Empty(Verify.Run(site.Store, site.Release.Id));
        Assert.Equal("59183,2021,1.5", Assert.Single(site.Explain("waste commune:59183 2021").Rows).Raw);
    }

    [Fact]
    public void An_address_that_no_longer_answers_stops_the_build_and_never_serves_the_old_bytes()
    {
        using var server = new Server(Ok(Csv));
        using var site = Site(server).Published();
        var before = site.Release.Id;
        server.Dispose();

        Assert.StartsWith($"sources/waste.yaml:4:9: “{server.Address}” was not received: ", site.Refused(), StringComparison.Ordinal);
        Assert.Equal(before, site.Release.Id);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "the answer is 404 (Not Found)")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "the answer is 500 (Oops)")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\ncode,year", "was not received")]
    [InlineData("rubbish\r\n\r\n", "was not received")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", "was not received")]
    public void What_is_no_whole_answer_is_refused(string answer, string why)
    {
        using var server = new Server(answer);
        using var site = Site(server);

        Assert.Contains(why, site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_says_it_is_sorry_is_no_file()
    {
        using var server = new Server(Ok("<!DOCTYPE html><html><body>Maintenance</body></html>"));
        using var site = Site(server);

        Assert.StartsWith(server.Address, site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_or_too_slow_is_refused()
    {
        using var large = new Server(Ok(new string('x', 5000)));
        using var slow = new Server("");
        using var tooLarge = Site(large);
        using var tooSlow = Site(slow);
        tooLarge.Fetch = new Fetch(privateToo: true, largest: 4096);
        tooSlow.Fetch = new Fetch(privateToo: true, atMost: TimeSpan.FromMilliseconds(300));

        Assert.Contains("over 4096 bytes", tooLarge.Refused(), StringComparison.Ordinal);
        Assert.Contains("not done after 0.3 s", tooSlow.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/x"), InlineData("http://localhost:9/x"), InlineData("http://[::1]:9/x"), InlineData("http://[::ffff:127.0.0.1]:9/x"), InlineData("http://2130706433:9/x"), InlineData("http://0.0.0.0:9/x")]
    public void An_address_of_this_machine_is_refused(string address)
    {
        using var site = Site(address);
        site.Fetch = new Fetch();

        Assert.Contains("private address", site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.org/x"), InlineData("file:///etc/passwd"), InlineData("example.org/x"), InlineData("http://")]
    public void What_is_no_address_of_the_web_is_refused(string address)
    {
        using var site = Site(address);

        Assert.Contains("an address begins with http:// or https://", site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3", true), InlineData("172.16.0.1", true), InlineData("172.32.0.1", false), InlineData("192.168.1.1", true), InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true), InlineData("224.0.0.1", true), InlineData("8.8.8.8", false), InlineData("fd00::1", true), InlineData("fe80::1", true)]
    [InlineData("::", true), InlineData("::ffff:10.0.0.1", true), InlineData("64:ff9b::a00:1", true), InlineData("2002:a00:1::", true), InlineData("2001:4860:4860::8888", false)]
    public void Private_addresses_are_known(string address, bool expected) => Assert.Equal(expected, Fetch.IsPrivate(IPAddress.Parse(address)));

    [Fact]
    public void A_check_receives_too_and_keeps_nothing()
    {
        using var site = Site("http://127.0.0.1:9/x");

        Assert.Equal("fetch", Assert.Single(Publish.Check(site.Folder, TinyLists.Shared)).Rule);
        Assert.False(Directory.Exists(site.Store.Folder));
    }

    private static TinySite Site(Server server) => Site(server.Address);

    private static TinySite Site(string address) => new TinySite().Indicator("waste").Source("waste", $$"""
        files: [{ url: "{{address}}" }]
        read: { territory: { column: code, level: commune }, period: { column: year }, values: [{ column: value, indicator: waste }] }
        """);

    private static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    /// <summary>Answers every connection with the same bytes; with none, it keeps silent.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _clients = [];

        public Server(string answer)
        {
            _listener.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/waste.csv";
            _ = Serve(Encoding.UTF8.GetBytes(answer));
        }

        public string Address { get; }

        public void Dispose()
        {
            _listener.Dispose();
            foreach (var client in _clients) client.Dispose();
            _clients.Clear();
        }

        private async Task Serve(byte[] answer)
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    _clients.Add(client);
                    if (answer.Length == 0) continue;
                    _ = await client.GetStream().ReadAsync(new byte[4096]);
                    await client.GetStream().WriteAsync(answer);
                    client.Client.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
