using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Terril.Bench.Visits;

/// <summary>
/// Sends the form of registration as it was opened once, each time for another address and from another household, by a few connections
/// that wait for each answer. A bare socket: what sends takes as little as it can of the processors that it shares with the site.
/// </summary>
internal sealed partial class FormLoad
{
    private readonly Uri _site;
    private readonly string _path;
    private readonly string _cookie;
    private readonly string _fields;
    private int _number;

    private FormLoad(Uri site, string path, string cookie, string fields) => (_site, _path, _cookie, _fields) = (site, path, cookie, fields);

    public static async Task<FormLoad> Open(Uri site, string slug)
    {
        var path = $"/visites/{slug}/inscription";
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site };
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var cookies = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        var fields = string.Join('&', Hidden().Matches(page).Select(m => $"{m.Groups["name"].Value}={Uri.EscapeDataString(WebUtility.HtmlDecode(m.Groups["value"].Value))}"));
        return new(site, path, cookies, fields + "&Form.Name=Lou+D%C3%A9monstration&Form.Organisation=Communaut%C3%A9+d%E2%80%99agglom%C3%A9ration&Form.Role=Officer&Form.Size=1&Form.Names=&Form.Access=&Form.Diet=");
    }

    /// <summary>How many were accepted within the time, a second.</summary>
    public async Task<(double PerSecond, int Accepted, int Other)> Run(int connections, TimeSpan time)
    {
        var (accepted, other, watch) = (0, 0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(Connection)));
        return (accepted / watch.Elapsed.TotalSeconds, accepted, other);

        async Task Connection()
        {
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(_site.Host, _site.Port);
            var (stream, buffer) = (client.GetStream(), new byte[64 * 1024]);
            while (watch.Elapsed < time)
            {
                await stream.WriteAsync(Request(Interlocked.Increment(ref _number)));
                if (await Answer(stream, buffer)) Interlocked.Increment(ref accepted);
                else Interlocked.Increment(ref other);
            }
        }
    }

    private byte[] Request(int n)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{_fields}&Form.Address=personne{n}%40exemple.fr");
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST {_path} HTTP/1.1\r\nHost: {_site.Authority}\r\nCookie: {_cookie}\r\nX-Forwarded-For: 10.{n / 65536 % 256}.{n / 256 % 256}.{n % 256}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }

    // A redirection has no body; anything else is read to its end.
    private static async Task<bool> Answer(NetworkStream stream, byte[] buffer)
    {
        var (filled, end) = (0, -1);
        while (end < 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled));
            if (read == 0) throw new IOException("The site left.");
            filled += read;
            end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }
        var head = Encoding.ASCII.GetString(buffer, 0, end);
        if (head.StartsWith("HTTP/1.1 302", StringComparison.Ordinal)) return head.Contains("/merci", StringComparison.Ordinal);
        throw new IOException(head.Split('\r')[0]);
    }

    [GeneratedRegex("""<input[^>]*name="(?<name>Form\.Opened|__RequestVerificationToken)"[^>]*value="(?<value>[^"]+)"[^>]*>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
