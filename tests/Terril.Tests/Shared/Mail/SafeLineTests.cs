using System.Net.Mail;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Mail;

/// <summary>A relay that offers STARTTLS, with a certificate of its own making: what is told before, what only after.</summary>
public sealed class SafeLineTests : IAsyncDisposable
{
    private const string Here = "127.0.0.1";

    private readonly SmtpSink _sink = new() { Key = SmtpSink.SelfSigned(Here) };

    [Fact]
    public async Task A_relay_that_is_trusted_is_told_the_password_and_the_mail_on_a_safe_line_and_nothing_before_it()
    {
        var mail = await Sent(_sink.Key);

        Assert.Equal((MailState.Sent, 1), (mail.State, _sink.Count));
        Assert.Equal(["EHLO terril.example", "STARTTLS"], _sink.Heard.Take(2));
        Assert.Equal(["EHLO terril.example", $"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes("\0lou\0mot de passe"))}"], _sink.HeardSafely.Take(2));
        Assert.Equal(_sink.Heard.Skip(2), _sink.HeardSafely);
    }

    [Theory]
    [InlineData("the system", Here)]
    [InlineData("another", Here)]
    [InlineData("it", "relay.example")]
    public async Task A_relay_that_shows_another_certificate_or_another_name_is_told_nothing(string trusts, string name)
    {
        _sink.Key = SmtpSink.SelfSigned(name);
        using var other = SmtpSink.SelfSigned(name);

        var mail = await Sent(trusts switch { "the system" => null, "another" => other, _ => _sink.Key });

        Assert.Equal((MailState.Deferred, 0), (mail.State, _sink.Count));
        Assert.Contains("certificate", mail.RelaySaid, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["EHLO terril.example", "STARTTLS"], _sink.Heard.Distinct());
        Assert.Empty(_sink.HeardSafely);
    }

    [Fact]
    public async Task What_is_put_into_the_line_before_its_keys_is_not_believed_after_them()
    {
        _sink.ToStartTls = "220 go\r\n250-sink\r\n250 AUTH PLAIN";

        var mail = await Sent(_sink.Key);

        Assert.Equal((MailState.Deferred, "The relay spoke before the line was safe."), (mail.State, mail.RelaySaid));
        Assert.DoesNotContain(_sink.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?tls=none")]
    public async Task A_password_is_not_told_in_the_clear_even_on_ones_own_machine(string query)
    {
        _sink.Key = null;
        _sink.Offers = ["AUTH PLAIN"];

        var mail = await Sent(null, query);

        Assert.Equal((MailState.Deferred, 0), (mail.State, _sink.Count));
        Assert.DoesNotContain(_sink.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public void No_setting_says_whom_else_to_trust()
    {
        var said = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create($"Mail:{nameof(MailSettings.TrustedAlone)}", (string?)"relay.pem")]).Build();
        var read = MailSettings.Read(said.GetSection("Mail"), "data", "terril.example");

        Assert.Null(read.TrustedAlone);
    }

    private async Task<OutgoingMail> Sent(X509Certificate2? trusted, string query = "")
    {
        var server = new Uri($"smtp://lou:mot%20de%20passe@{Here}:{_sink.Address.Port}{query}");
        await using var house = await House.Open(Provider.Sqlite, services => services.AddSingleton(new MailSettings
        {
            Server = server, Folder = "unused", From = new MailAddress("Terril <terril@terril.example>"), Connections = 1, TrustedAlone = trusted,
        }));
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        await house.Services.GetRequiredService<SendMail>().Run(CancellationToken.None);
        return (await house.Mails()).Single();
    }

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync();
        _sink.Key?.Dispose();
    }
}
