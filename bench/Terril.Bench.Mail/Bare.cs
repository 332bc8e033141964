using System.Net.Sockets;
using System.Text;

namespace Terril.Bench.Mail;

/// <summary>The sink at its own speed: the same bytes from as many connections, with no ledger and no thought.</summary>
internal static class Bare
{
    public static Task Send(Uri sink, int mails, int connections, int bytes) =>
        Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => Connection(sink, mails / connections, bytes))));

    private static async Task Connection(Uri sink, int mails, int bytes)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(sink.Host, sink.Port);
        var (stream, buffer) = (client.GetStream(), new byte[4096]);
        var envelope = Encoding.ASCII.GetBytes("MAIL FROM:<a@terril.example>\r\nRCPT TO:<b@exemple.fr>\r\nDATA\r\n");
        var message = Encoding.ASCII.GetBytes($"Message-ID: <a>\r\n\r\n{new string('x', 70)}\r\n.\r\n".Replace("\r\n\r\n", "\r\n\r\n" + string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", bytes / 72)), StringComparison.Ordinal));
        await Lines(1);
        await stream.WriteAsync("EHLO bare\r\n"u8.ToArray());
        await Lines(4);
        for (var i = 0; i < mails; i++)
        {
            await stream.WriteAsync(envelope);
            await Lines(3);
            await stream.WriteAsync(message);
            await Lines(1);
        }

        async Task Lines(int count)
        {
            while (count > 0)
            {
                var read = await stream.ReadAsync(buffer);
                if (read == 0) throw new IOException("The sink left.");
                count -= buffer.AsSpan(0, read).Count((byte)'\n');
            }
        }
    }
}
