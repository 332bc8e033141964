using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Terril.Observatory;
using Terril.Shared;

namespace Terril.Running.Doctor;

/// <summary>The address that the public types: it is said, it leads somewhere, and its certificate is good for some time.</summary>
internal sealed class AddressExamined(Settings settings, TimeProvider clock)
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(10);
    private static readonly Text s_address = new("Adresse publique", "Public address");
    private static readonly Text s_certificate = new("Certificat", "Certificate");

    public async Task<IReadOnlyList<Diagnosis>> Run()
    {
        if (settings.PublicAddress is not { } said) return [new(Verdict.Warning, s_address, new("aucune : les courriels mèneraient à cette machine", "none: mails would lead to this machine"),
            new("réglez TERRIL__PUBLICADDRESS, comme https://terril.example", "set TERRIL__PUBLICADDRESS, like https://terril.example"))];
        if (!Uri.TryCreate(said, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) return [new(Verdict.Bad, s_address, new($"« {said} » n’en est pas une", $"“{said}” is none"),
            new("écrivez-la comme https://terril.example", "write it like https://terril.example"))];
        if (address.Scheme == "http") return [new(Verdict.Warning, s_address, new($"{said} n’est pas protégée", $"{said} is not protected"),
            new("mettez un relais avec TLS devant le site (deploy/), et écrivez-la en https", "put a proxy with TLS before the site (deploy/), and write it as https"))];
        return [await Certificate(address)];
    }

    private async Task<Diagnosis> Certificate(Uri address)
    {
        try
        {
            using var late = new CancellationTokenSource(s_most);
            using var line = new TcpClient();
            await line.ConnectAsync(address.Host, address.Port, late.Token);
            await using var secure = new SslStream(line.GetStream());
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 }, late.Token);
            var days = (int)(((X509Certificate2)secure.RemoteCertificate!).NotAfter.ToUniversalTime() - clock.GetUtcNow().UtcDateTime).TotalDays;
            return days >= 14 ? Diagnosis.Good(s_certificate, $"bon pour {days} jours, {secure.SslProtocol}", $"good for {days} days, {secure.SslProtocol}")
                : new(Verdict.Warning, s_certificate, new($"il ne vaut plus que {days} jours", $"it is good for {days} more days"), new("voyez pourquoi il n’a pas été renouvelé", "see why it was not renewed"));
        }
        catch (AuthenticationException e)
        {
            return new(Verdict.Bad, s_certificate, new($"un navigateur le refuse : {e.Message}", $"a browser refuses it: {e.Message}"), new("renouvelez-le, ou corrigez son nom", "renew it, or correct its name"));
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return new(Verdict.Bad, s_address, new($"rien ne répond à {address.Host}:{address.Port}", $"nothing answers at {address.Host}:{address.Port}"), new("vérifiez le nom, le relais, et qu’il laisse passer le port", "see the name, the proxy, and that its port is open"));
        }
    }
}
