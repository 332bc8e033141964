using System.Net.Sockets;
using Terril.Observatory;
using Terril.Shared;
using Terril.Shared.Mail;

namespace Terril.Running.Doctor;

/// <summary>The relay of mail: there is one, and it answers.</summary>
internal sealed class RelayExamined(Settings settings)
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(10);
    private static readonly Text s_relay = new("Relais de courriel", "Mail relay");

    public async Task<Diagnosis> Run()
    {
        if (settings.Mail.Server is not { } server) return new(Verdict.Warning, s_relay, new($"aucun : les courriels sont écrits dans {settings.Mail.Folder}", $"none: mail is written in {settings.Mail.Folder}"),
            new("réglez TERRIL__MAIL__SERVER, comme smtp://nom:mot-de-passe@relais.example:587", "set TERRIL__MAIL__SERVER, like smtp://name:password@relay.example:587"));
        // Its name and password stay out of what is said.
        var (host, port) = (server.Host, MailSettings.PortOf(server));
        try
        {
            using var late = new CancellationTokenSource(s_most);
            using var line = new TcpClient();
            await line.ConnectAsync(host, port, late.Token);
            using var said = new StreamReader(line.GetStream());
            if (MailSettings.IsTls(server) || (await said.ReadLineAsync(late.Token))?.StartsWith("220", StringComparison.Ordinal) is true) return Diagnosis.Good(s_relay, $"{host}:{port} répond", $"{host}:{port} answers");
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return new(Verdict.Bad, s_relay, new($"rien ne répond à {host}:{port}", $"nothing answers at {host}:{port}"), new("vérifiez TERRIL__MAIL__SERVER et que le pare-feu laisse sortir", "see TERRIL__MAIL__SERVER and that the firewall lets it out"));
        }
        return new(Verdict.Bad, s_relay, new($"{host}:{port} n’est pas un relais", $"{host}:{port} is no relay"), new("vérifiez le port de TERRIL__MAIL__SERVER", "see the port of TERRIL__MAIL__SERVER"));
    }
}
