using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Terril.Shared.Mail;

/// <summary>
/// One connection to the relay, kept from one mail to the next: RFC 5321 as far as a sender needs it, with STARTTLS (3207),
/// AUTH PLAIN (4954), PIPELINING (2920) and enhanced codes (3463). A library may take the place of this file.
/// </summary>
internal sealed class SmtpCarrier(MailSettings settings) : ICarrier
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Uri _server = settings.Server!;
    private SmtpLine? _line;
    private bool _pipelines;

    /// <summary>Within its own machine, what is said is not overheard.</summary>
    private bool MaySpeakPlainly => _server.IsLoopback || _server.Query == "?tls=none";

    public async Task<Handed> Hand(OutgoingMail mail, CancellationToken stop)
    {
        var message = Mime.Of(mail, settings.From);
        var isKept = _line is not null;
        var handed = await Try(mail.ToAddress, message, stop);
        // The relay closes a connection that was quiet: that tells nothing of this mail.
        return isKept && _line is null && handed.As == HandedAs.Later && !stop.IsCancellationRequested ? await Try(mail.ToAddress, message, stop) : handed;
    }

    private async Task<Handed> Try(string to, byte[] message, CancellationToken stop)
    {
        var isWhole = false;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(s_patience);
        try
        {
            _line ??= await Open(late.Token);
            if (await Envelope(_line, to, late.Token) is { } refusal) return refusal;
            isWhole = true;
            await _line.Write(message, ".\r\n", late.Token);
            return await _line.Read(late.Token) is { IsDone: true } taken ? new(HandedAs.Sent, taken.Text) : await Back(_line, _line.Last, isOurs: false, late.Token);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or AuthenticationException or SmtpRefusalException)
        {
            await DisposeAsync();
            var said = fault is OperationCanceledException ? "No answer in time." : fault.Message;
            return new(isWhole ? HandedAs.Unknown : HandedAs.Later, said);
        }
    }

    // Null when the relay waits for the message.
    private async Task<Handed?> Envelope(SmtpLine line, string to, CancellationToken stop)
    {
        string[] commands = [$"MAIL FROM:<{settings.From.Address}>\r\n", $"RCPT TO:<{to}>\r\n", "DATA\r\n"];
        if (_pipelines) await line.Write(string.Concat(commands), stop);
        var replies = new SmtpReply[3];
        for (var i = 0; i < 3; i++)
        {
            if (!_pipelines) await line.Write(commands[i], stop);
            replies[i] = await line.Read(stop);
            if (replies[i].IsDone || replies[i].Code == 354) continue;
            // A relay that takes no recipient and yet waits for a message is given an empty one.
            if (_pipelines)
                for (var rest = i + 1; rest < 3; rest++)
                    if ((await line.Read(stop)).Code == 354) { await line.Write(".\r\n", stop); await line.Read(stop); }
            return await Back(line, replies[i], isOurs: i == 0, stop);
        }
        return null;
    }

    // A sender that is refused is a fault of ours: it is no reason to give up on the recipient.
    private async Task<Handed> Back(SmtpLine line, SmtpReply reply, bool isOurs, CancellationToken stop)
    {
        if (reply.Code == 421) await DisposeAsync();
        else
        {
            await line.Write("RSET\r\n", stop);
            if (!(await line.Read(stop)).IsDone) await DisposeAsync();
        }
        return new(reply.Code >= 500 && !isOurs ? HandedAs.Refused : HandedAs.Later, reply.Text);
    }

    private async Task<SmtpLine> Open(CancellationToken stop)
    {
        var line = await SmtpLine.To(_server.Host, MailSettings.PortOf(_server), MailSettings.IsTls(_server), settings.TrustedAlone, stop);
        try
        {
            Expect(await line.Read(stop));
            var offers = await Greet(line, stop);
            if (!line.IsTls && offers.Contains("STARTTLS") && _server.Query != "?tls=none")
            {
                Expect(await line.Ask("STARTTLS\r\n", stop));
                await line.Encrypt(_server.Host, settings.TrustedAlone, stop);
                offers = await Greet(line, stop);
            }
            if (!line.IsTls && !MaySpeakPlainly) throw new SmtpRefusalException("The relay offers no STARTTLS: nothing is sent in the clear. On a network of your own, add ?tls=none to TERRIL__MAIL__SERVER.");
            // A name and a password are told on a safe line only, wherever it leads.
            if (!line.IsTls && _server.UserInfo.Length > 0) throw new SmtpRefusalException("A password is not told in the clear: this relay offers no STARTTLS. Use smtps://, or take the name and the password out of TERRIL__MAIL__SERVER.");
            if (_server.UserInfo.Length > 0) Expect(await line.Ask($"AUTH PLAIN {Credentials()}\r\n", stop));
            _pipelines = offers.Contains("PIPELINING");
            return line;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    private async Task<HashSet<string>> Greet(SmtpLine line, CancellationToken stop)
    {
        var reply = await line.Ask($"EHLO {settings.From.Host}\r\n", stop);
        Expect(reply);
        return [.. reply.Lines.Skip(1).Select(offer => offer.Split(' ')[0].ToUpperInvariant())];
    }

    private string Credentials()
    {
        var parts = _server.UserInfo.Split(':', 2);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{Uri.UnescapeDataString(parts[0])}\0{(parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "")}"));
    }

    private static void Expect(SmtpReply reply)
    {
        if (!reply.IsDone) throw new SmtpRefusalException(reply.Text);
    }

    /// <summary>Says good-bye when it can.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_line is not { } line) return;
        _line = null;
        await line.DisposeAsync();
    }
}

/// <summary>The relay will not speak with us, or not safely.</summary>
internal sealed class SmtpRefusalException(string said) : Exception(said);
