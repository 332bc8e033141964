using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Terril.Shared.Fetching;

/// <summary>
/// Receives what somebody's address gives: http and https, without credentials, cookies or proxy, within <see cref="FetchBounds"/>.
/// Each connection, that of a redirection too, resolves the name once and goes to the very address that was judged: a name that
/// answers otherwise a moment later changes nothing.
/// </summary>
/// <param name="resolve">From a name to its addresses.</param>
/// <param name="mayReach">Which of them may be connected to. A name with one address that may not is refused whole.</param>
public sealed class BoundedFetch(Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPAddress, bool> mayReach) : IDisposable
{
    private const int Attempt = 15;

    private readonly HttpMessageInvoker _client = new(Handler(resolve, mayReach));

    /// <param name="tag">Of the last time: when nothing changed, nothing travels.</param>
    /// <param name="since">The same, for a server that tells a date and no tag.</param>
    public async Task<FetchOutcome> Get(string address, FetchBounds bounds, CancellationToken stop, string? tag = null, DateTimeOffset? since = null)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(bounds.Within);
        try
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var to) && IsOfTheWeb(to)
                ? await Follow(to, bounds, (tag, since), late.Token)
                : FetchOutcome.Because(FetchRefusal.NotAnAddress);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return FetchOutcome.Because(FetchRefusal.TooSlow, bounds.Within.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        }
        catch (AtMost.PastException)
        {
            return TooLarge(bounds);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return Named(fault) ?? FetchOutcome.Because(FetchRefusal.NoAnswer, new Uri(address).Host);
        }
        catch (InvalidDataException)
        {
            return FetchOutcome.Because(FetchRefusal.Unreadable);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<FetchOutcome> Follow(Uri to, FetchBounds bounds, (string? Tag, DateTimeOffset? Since) last, CancellationToken late)
    {
        for (var hop = 0; hop <= bounds.MostRedirections; hop++)
        {
            using var request = Ask(to, bounds, last);
            using var response = await _client.SendAsync(request, late);
            if (response.StatusCode == HttpStatusCode.NotModified && last is not (null, null)) return new FetchOutcome.Unchanged();
            if (!IsRedirection(response.StatusCode)) return await Read(response, to, bounds, late);

            // What was asked in secret is not asked again in clear.
            if (!Uri.TryCreate(to, response.Headers.Location, out var next) || !IsOfTheWeb(next) || (to.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps))
                return FetchOutcome.Because(FetchRefusal.BadRedirection, next?.GetLeftPart(UriPartial.Path) ?? "");
            to = next;
        }
        return FetchOutcome.Because(FetchRefusal.TooManyRedirections, bounds.MostRedirections.ToString(CultureInfo.InvariantCulture));
    }

    private static HttpRequestMessage Ask(Uri to, FetchBounds bounds, (string? Tag, DateTimeOffset? Since) last)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, to);
        request.Headers.UserAgent.ParseAdd("Terril");
        request.Headers.AcceptEncoding.ParseAdd("gzip, deflate, br");
        foreach (var type in bounds.ContentTypes) request.Headers.Accept.ParseAdd(type);
        if (last.Tag is not null && EntityTagHeaderValue.TryParse(last.Tag, out var known)) request.Headers.IfNoneMatch.Add(known);
        request.Headers.IfModifiedSince = last.Since;
        return request;
    }

    private static async Task<FetchOutcome> Read(HttpResponseMessage response, Uri from, FetchBounds bounds, CancellationToken late)
    {
        if (response.StatusCode != HttpStatusCode.OK) return FetchOutcome.Because(FetchRefusal.BadStatus, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (!bounds.ContentTypes.Contains(type, StringComparer.OrdinalIgnoreCase)) return FetchOutcome.Because(FetchRefusal.WrongType, type);
        if (response.Content.Headers.ContentLength > bounds.MostBytes) return TooLarge(bounds);

        await using var travelled = new AtMost(await response.Content.ReadAsStreamAsync(late), bounds.MostBytes);
        await using var plain = Plain(travelled, response.Content.Headers.ContentEncoding);
        var content = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (int read; (read = await plain.ReadAsync(buffer, late)) > 0;)
        {
            if (content.Length + read > bounds.MostBytes) return TooLarge(bounds);
            content.Write(buffer, 0, read);
        }
        return new FetchOutcome.Fetched(content.ToArray(), type, from, response.Headers.ETag?.ToString(), response.Content.Headers.LastModified);
    }

    private static FetchOutcome.Refused TooLarge(FetchBounds bounds) => FetchOutcome.Because(FetchRefusal.TooLarge, bounds.MostBytes.ToString(CultureInfo.InvariantCulture));

    // By hand, one coding at most: what grows is counted as it grows.
    private static Stream Plain(Stream travelled, ICollection<string> codings) => codings.Select(c => c.ToLowerInvariant()).ToArray() switch
    {
        [] or ["identity"] => travelled,
        ["gzip" or "x-gzip"] => new GZipStream(travelled, CompressionMode.Decompress),
        ["deflate"] => new ZLibStream(travelled, CompressionMode.Decompress),
        ["br"] => new BrotliStream(travelled, CompressionMode.Decompress),
        _ => throw new InvalidDataException(),
    };

    private static bool IsOfTheWeb(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.Host.Length > 0 && address.UserInfo.Length == 0;

    private static bool IsRedirection(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static FetchOutcome.Refused? Named(Exception? fault) => fault is null ? null : fault is ConnectRefused named ? FetchOutcome.Because(named.Why, named.Message) : Named(fault.InnerException);

    private static SocketsHttpHandler Handler(Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPAddress, bool> mayReach) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,
        ConnectTimeout = TimeSpan.FromSeconds(Attempt),
        MaxResponseHeadersLength = 32,
        // A connection is that of one fetch: the next one is judged again.
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = async (context, stop) => await Connect(context.DnsEndPoint, resolve, mayReach, stop),
    };

    private static async Task<Stream> Connect(DnsEndPoint to, Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPAddress, bool> mayReach, CancellationToken stop)
    {
        var addresses = await Addresses(to.Host, resolve, stop);
        if (addresses.Length == 0) throw new ConnectRefused(FetchRefusal.UnknownHost, to.Host);
        if (!Array.TrueForAll(addresses, address => mayReach(address))) throw new ConnectRefused(FetchRefusal.PrivateAddress, to.Host);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> Addresses(string host, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken stop)
    {
        if (IPAddress.TryParse(host, out var said)) return [said];
        try
        {
            return await resolve(host, stop);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private sealed class ConnectRefused(FetchRefusal why, string host) : IOException(host)
    {
        public FetchRefusal Why => why;
    }
}
