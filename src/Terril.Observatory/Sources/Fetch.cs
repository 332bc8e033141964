using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Terril.Observatory.Sources;

/// <summary>Receives the file of a <c>url:</c>: the one window of the engine on the network.</summary>
/// <remarks>
/// http and https only; 1 GiB and five minutes at most; five redirections, never from https to http. An address that leads into a private
/// network is refused at the moment of connecting, so that no name and no redirection gets round it; proxies are not used. The bytes
/// are kept as received: what is compressed stays so.
/// </remarks>
internal sealed class Fetch(bool privateToo = false, long largest = 1L << 30, TimeSpan? atMost = null)
{
    private readonly TimeSpan _atMost = atMost ?? TimeSpan.FromMinutes(5);

    /// <summary>Copies what an address gives into a file.</summary>
    /// <exception cref="FaultyInputException">Not an address of the web, a private one, no answer, an answer other than 200, cut, too large or too slow.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void To(string path, string url, Place place, CancellationToken stop = default)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw Refused(place, url, "une adresse commence par http:// ou https://", "an address begins with http:// or https://");
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(_atMost);
        try
        {
            using var client = Client();
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, late.Token);
            if (response.StatusCode != HttpStatusCode.OK)
                throw Refused(place, url, $"la réponse est {(int)response.StatusCode} ({response.ReasonPhrase})", $"the answer is {(int)response.StatusCode} ({response.ReasonPhrase})");
            using var from = response.Content.ReadAsStream(late.Token);
            using var to = File.Create(path);
            Copy(from, to, place, url, late.Token).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or UriFormatException)
        {
            stop.ThrowIfCancellationRequested();
            var why = late.IsCancellationRequested ? new Text($"pas fini après {Seconds} s", $"not done after {Seconds} s") : Text.Same((e.InnerException ?? e).Message.ReplaceLineEndings(" "));
            throw Refused(place, url, why.Fr, why.En);
        }
    }

    private string Seconds => _atMost.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        MaxAutomaticRedirections = 5,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        ConnectCallback = Connect,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "Terril" }, { "Accept", "*/*" } },
    };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var addresses = IPAddress.TryParse(context.DnsEndPoint.Host, out var said) ? [said] : await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        if (!privateToo && Array.Exists(addresses, IsPrivate)) throw new HttpRequestException($"{context.DnsEndPoint.Host} : adresse privée / private address");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task Copy(Stream from, FileStream to, Place place, string url, CancellationToken stop)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = await from.ReadAsync(buffer, stop)) > 0;)
        {
            if (to.Length + read > largest) throw Refused(place, url, $"plus de {largest} octets", $"over {largest} bytes");
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
        }
    }

    /// <summary>Whether an address is of this machine, of a private network, or of none: RFC 1918, 4193, 6598, 6890.</summary>
    internal static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var b = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return b is [0 or 10 or 127 or >= 224, ..] or [100, >= 64 and <= 127, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [192, 0, 0, _] or [198, 18 or 19, ..];
        // 64:ff9b::/96 carries an IPv4 address, 2002::/16 too: they are for networks, not for sites.
        return b[..15].All(x => x == 0) || address.IsIPv6Multicast || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || (b[0] & 0xFE) == 0xFC || b is [0x00, 0x64, 0xFF, 0x9B, ..] or [0x20, 0x02, ..];
    }

    private static FaultyInputException Refused(Place place, string url, string fr, string en) => new("fetch", place,
        $"« {url} » n’a pas été reçu : {fr} ; vérifier l’adresse, ou déposer le fichier et le nommer par « path »", $"“{url}” was not received: {en}; check the address, or put the file in the folder and name it with “path”");
}
