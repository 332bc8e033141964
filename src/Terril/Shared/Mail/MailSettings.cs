using System.Net.Mail;
using System.Security.Cryptography.X509Certificates;
using Terril.Observatory;

namespace Terril.Shared.Mail;

/// <summary>How mail leaves. Each is a key of section <c>Terril:Mail</c>, or a variable such as <c>TERRIL__MAIL__SERVER</c>.</summary>
public sealed record MailSettings
{
    /// <summary>
    /// The relay: <c>smtp://name:password@relay.example:587</c> by STARTTLS, <c>smtps://…:465</c> by TLS from the first byte,
    /// <c>smtp://…?tls=none</c> on a network of one’s own. By default none: mail is written in <see cref="Folder"/>.
    /// </summary>
    public Uri? Server { get; init; }

    /// <summary>Where mail is written as <c>.eml</c> files when there is no relay: <c>mail</c> in the data folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Who writes: <c>Terril &lt;ne-pas-repondre@terril.example&gt;</c>. Its domain is the one that the relay signs for.</summary>
    public required MailAddress From { get; init; }

    /// <summary>How many connections to the relay, which is also how many mails are on their way at a time. By default 4.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Seconds after which a mail that a dead sender held is taken by another. By default 180.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>The one certificate to trust instead of those of the system: for tests, whose relay signs its own. No setting says it.</summary>
    internal X509Certificate2? TrustedAlone { get; init; }

    /// <summary>The port of a relay that says none is that of its scheme.</summary>
    internal static int PortOf(Uri server) => server.Port > 0 ? server.Port : IsTls(server) ? 465 : 587;

    /// <summary>Safe from its first byte.</summary>
    internal static bool IsTls(Uri server) => server.Scheme == "smtps";

    /// <summary>Where nothing is said.</summary>
    public static MailSettings Usual(string data, string host) => new() { Folder = Path.Combine(data, "mail"), From = new($"ne-pas-repondre@{host}", "Terril") };

    /// <exception cref="FaultyInputException">A setting is not what it should be.</exception>
    public static MailSettings Read(IConfigurationSection section, string data, string host)
    {
        var usual = Usual(data, host);
        return usual with
        {
            Server = string.IsNullOrWhiteSpace(section["Server"]) ? null : Relay(section["Server"]!),
            From = string.IsNullOrWhiteSpace(section["From"]) ? usual.From : Sender(section["From"]!),
            Connections = Math.Clamp(section.GetValue("Connections", usual.Connections), 1, 64),
            Lease = TimeSpan.FromSeconds(Math.Clamp(section.GetValue("Lease", usual.Lease.TotalSeconds), 1, 3600)),
        };
    }

    private static Uri Relay(string said) =>
        Uri.TryCreate(said, UriKind.Absolute, out var server) && server.Scheme is "smtp" or "smtps" && server.Host.Length > 0 ? server : throw new FaultyInputException("mail-server", null,
            "TERRIL__MAIL__SERVER n’est pas l’adresse d’un relais : écrivez-la comme smtp://nom:mot-de-passe@relais.example:587.",
            "TERRIL__MAIL__SERVER is not the address of a relay: write it like smtp://name:password@relay.example:587.");

    private static MailAddress Sender(string said) => MailAddress.TryCreate(said, out var from) ? from : throw new FaultyInputException("mail-from", null,
        "TERRIL__MAIL__FROM n’est pas un expéditeur : écrivez-le comme Terril <ne-pas-repondre@terril.example>.",
        "TERRIL__MAIL__FROM is not a sender: write it like Terril <no-reply@terril.example>.");
}
