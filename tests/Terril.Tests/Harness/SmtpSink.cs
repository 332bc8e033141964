using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Terril.Tests.Harness;

/// <summary>A mail that a sink was given.</summary>
/// <param name="Connection">Which connection brought it, from 1.</param>
public sealed record Taken(string From, string To, string Message, int Connection)
{
    public string Id => Header("Message-ID");

    /// <summary>A header as it travelled, its folds undone; empty when there is none.</summary>
    public string Header(string name)
    {
        var head = Message[..Message.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal);
        return head.Split("\r\n").FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..] ?? "";
    }
}

/// <summary>A relay that keeps all that it is given: RFC 5321, with PIPELINING. A test says what it answers to a recipient.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Taken> _taken = new();
    private readonly Task _accepting;
    private int _connections;
    private int _count;

    public SmtpSink()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public Uri Address => new($"smtp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyCollection<Taken> Taken => _taken;

    public int Count => Volatile.Read(ref _count);

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>What is said to RCPT; <c>250 2.1.5 OK</c> when nothing is set.</summary>
    public Func<string, string> ToRecipient { get; set; } = _ => "250 2.1.5 OK";

    /// <summary>What is said to the message once it is taken; null closes the connection without a word.</summary>
    public Func<string, string?> ToMessage { get; set; } = _ => "250 2.0.0 taken";

    /// <summary>How many mails a connection may bring before it is closed, as a relay does with one that was quiet.</summary>
    public int MostOfOneConnection { get; set; } = int.MaxValue;

    /// <summary>What is offered after EHLO.</summary>
    public IReadOnlyList<string> Offers { get; set; } = ["PIPELINING", "ENHANCEDSTATUSCODES"];

    /// <summary>Every command heard but those of <c>DATA</c>.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Those of them that were heard on a safe line.</summary>
    public ConcurrentQueue<string> HeardSafely { get; } = new();

    /// <summary>Its certificate and key: it then offers STARTTLS, and after it AUTH. Nothing before: what is offered in the clear is not to be believed.</summary>
    public X509Certificate2? Key { get; set; }

    /// <summary>What is said to STARTTLS when it has a key; what is more than a line is what somebody on the way has put in.</summary>
    public string ToStartTls { get; set; } = "220 2.0.0 go";

    /// <summary>A certificate that signs itself, for a name or an address.</summary>
    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=sink", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = Serve(client, Interlocked.Increment(ref _connections));
            }
        }
        catch (OperationCanceledException)
        {
            // The sink ends.
        }
    }

    private async Task Serve(TcpClient client, int connection)
    {
        using var _ = client;
        client.NoDelay = true;
        var talk = new Talk(client.GetStream());
        try
        {
            await talk.Say("220 sink", _end.Token);
            var (from, to, brought) = ("", "", 0);
            while (brought < MostOfOneConnection && await talk.Line(_end.Token) is { } line)
            {
                Heard.Enqueue(line);
                if (talk.IsSafe) HeardSafely.Enqueue(line);
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                var reply = verb switch
                {
                    "EHLO" => string.Join("\r\n", OffersTo(talk).Select(offer => $"250-{offer}").Prepend("250-sink").Append("250 OK")),
                    "MAIL" => "250 2.1.0 OK",
                    "RCPT" => ToRecipient(Inside(line)),
                    "DATA" => to.Length > 0 ? "354 go" : "554 5.5.1 no valid recipients",
                    "STARTTLS" => Key is null ? "454 4.7.0 no key" : ToStartTls,
                    "AUTH" => Key is null || talk.IsSafe ? "235 2.7.0 welcome" : "538 5.7.11 not in the clear",
                    "RSET" or "NOOP" => "250 OK",
                    "QUIT" => "221 bye",
                    _ => "502 5.5.1 what?",
                };
                if (verb == "MAIL") (from, to) = (Inside(line), "");
                if (verb == "RCPT" && reply[0] == '2') to = Inside(line);
                await talk.Say(reply, _end.Token);
                if (verb == "QUIT") return;
                if (verb == "STARTTLS" && reply[0] == '2') await talk.Encrypt(Key!, _end.Token);
                if (verb != "DATA" || reply[0] != '3') continue;
                var message = await talk.Message(_end.Token);
                _taken.Enqueue(new(from, to, message, connection));
                Interlocked.Increment(ref _count);
                brought++;
                if (ToMessage(to) is not { } answer) return;
                await talk.Say(answer, _end.Token);
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or AuthenticationException)
        {
            // Whoever sends was killed, or does not trust us, or the sink ends.
        }
    }

    private IEnumerable<string> OffersTo(Talk talk) => Key is null ? Offers : talk.IsSafe ? Offers.Append("AUTH PLAIN") : ["STARTTLS"];

    private static string Inside(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private sealed class Talk(Stream plain)
    {
        private readonly byte[] _buffer = new byte[65536];
        private Stream _stream = plain;
        private int _from, _to;

        public bool IsSafe => _stream is SslStream;

        public async Task Encrypt(X509Certificate2 key, CancellationToken stop)
        {
            var safe = new SslStream(_stream);
            await safe.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = key }, stop);
            _stream = safe;
        }

        public Task Say(string reply, CancellationToken stop) => _stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), stop).AsTask();

        // Null when the other side left.
        public async Task<string?> Line(CancellationToken stop) => await Until("\r\n"u8.ToArray(), stop);

        public async Task<string> Message(CancellationToken stop) => await Until("\r\n.\r\n"u8.ToArray(), stop) ?? throw new IOException("cut off");

        private async Task<string?> Until(byte[] mark, CancellationToken stop)
        {
            while (true)
            {
                var found = _buffer.AsSpan(_from, _to - _from).IndexOf(mark);
                if (found >= 0)
                {
                    var said = Encoding.ASCII.GetString(_buffer, _from, found);
                    _from += found + mark.Length;
                    return said;
                }
                if (_from > 0)
                {
                    _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
                    (_from, _to) = (0, _to - _from);
                }
                if (_to == _buffer.Length) throw new IOException("too long");
                var read = await _stream.ReadAsync(_buffer.AsMemory(_to), stop);
                if (read == 0) return null;
                _to += read;
            }
        }
    }
}
