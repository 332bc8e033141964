using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Terril.Shared.Mail;

/// <param name="Lines">What follows the code, on each line.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code is >= 200 and < 300;

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Code} {string.Join(' ', Lines)}");
}

/// <summary>Commands one way, replies the other. What the other side may send is bounded.</summary>
internal sealed class SmtpLine : IAsyncDisposable
{
    private const int LongestReply = 64 * 1024;

    private readonly TcpClient _client;
    private Stream _stream;
    private readonly byte[] _buffer = new byte[4096];
    private int _from, _to;

    private SmtpLine(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    public bool IsTls => _stream is SslStream;

    public SmtpReply Last { get; private set; } = new(0, []);

    public static async Task<SmtpLine> To(string host, int port, bool isTls, X509Certificate2? trusted, CancellationToken stop)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(host, port, stop);
            var line = new SmtpLine(client);
            if (isTls) await line.Encrypt(host, trusted, stop);
            return line;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <param name="trusted">The only certificate to trust; those that the system does when null. The name is looked at either way.</param>
    public async Task Encrypt(string host, X509Certificate2? trusted, CancellationToken stop)
    {
        // What was said in the clear before the keys is not to be believed after them.
        if (_from != _to) throw new SmtpRefusalException("The relay spoke before the line was safe.");
        var safe = new SslStream(_stream);
        await safe.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = trusted is null ? null : Only(trusted) }, stop);
        _stream = safe;
    }

    private static X509ChainPolicy Only(X509Certificate2 trusted) =>
        new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { trusted }, RevocationMode = X509RevocationMode.NoCheck };

    public async Task<SmtpReply> Ask(string command, CancellationToken stop)
    {
        await Write(command, stop);
        return await Read(stop);
    }

    public Task Write(string command, CancellationToken stop) => _stream.WriteAsync(Encoding.ASCII.GetBytes(command), stop).AsTask();

    /// <summary>In one packet when it fits: the message, no line of which begins with a dot, and what ends it.</summary>
    public Task Write(byte[] message, string end, CancellationToken stop) => _stream.WriteAsync((byte[])[.. message, .. Encoding.ASCII.GetBytes(end)], stop).AsTask();

    public async Task<SmtpReply> Read(CancellationToken stop)
    {
        var lines = new List<string>();
        for (var read = 0; read < LongestReply;)
        {
            var line = await ReadLine(stop);
            read += line.Length + 2;
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) break;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ') return Last = new(code, lines);
            if (line[3] != '-') break;
        }
        throw new IOException("What the relay says is not SMTP.");
    }

    private async Task<string> ReadLine(CancellationToken stop)
    {
        var line = new StringBuilder();
        while (line.Length < LongestReply)
        {
            if (_from == _to)
            {
                (_from, _to) = (0, await _stream.ReadAsync(_buffer, stop));
                if (_to == 0) throw new IOException("The relay closed the connection.");
            }
            var c = (char)_buffer[_from++];
            if (c == '\n') return line.ToString().TrimEnd('\r');
            line.Append(c is >= ' ' and <= '~' or '\r' ? c : '?');
        }
        throw new IOException("What the relay says is not SMTP.");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await Write("QUIT\r\n", soon.Token);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It left first.
        }
        await _stream.DisposeAsync();
        _client.Dispose();
    }
}
