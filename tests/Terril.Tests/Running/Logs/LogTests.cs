using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Terril.Running.Logs;
using Terril.Tests.Harness;

namespace Terril.Tests.Running.Logs;

public sealed class LogTests
{
    private const string Mail = "jeanne.dupont+lettre@exemple.fr";

    [Theory]
    [InlineData("json")]
    [InlineData("text")]
    public async Task An_address_that_a_visitor_types_is_not_in_the_log_even_when_all_of_it_is_asked_for(string log)
    {
        using var place = await Place.New(Provider.Sqlite);
        using var site = await OpenSite.Open(place, ("TERRIL__LOG", log), ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace"));
        using var visitor = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };

        foreach (var path in new[] { $"/recherche?q={Mail}", $"/recherche?q={Uri.EscapeDataString(Mail)}", $"/{Mail}", "/territoires?tel=06%2012%2034%2056%2078" })
            using (await visitor.GetAsync(new Uri(path, UriKind.Relative))) { }
        using (await visitor.PostAsync(new Uri("/connexion", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("Email", Mail)]))) { }
        using (var odd = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative)) { Headers = { { "X-From", Mail }, { "Cookie", $"a={Mail}" } } })
        using (await visitor.SendAsync(odd)) { }
        site.AskToStop();
        Assert.Equal(0, await site.Ended());

        Assert.Contains("/recherche", site.Log, StringComparison.Ordinal);
        foreach (var said in new[] { "jeanne", "exemple.fr", "12 34 56", "%2012%2034" }) Assert.DoesNotContain(said, site.Log, StringComparison.OrdinalIgnoreCase);
        if (log == "json") Assert.All(site.Lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Theory]
    [InlineData("UNIQUE: jeanne@exemple.fr existe", "UNIQUE: … existe")]
    [InlineData("?q=jeanne%40exemple.fr&p=2", "?q=…&p=2")]
    [InlineData("Key (email)=(jeanne@exemple.fr) already exists", "Key (email)=(…) already exists")]
    [InlineData("« jeanne@exemple.fr »", "« … »")]
    [InlineData("tel 06 12 34 56 78 ou +33 6.12.34.56.78", "tel … ou …")]
    [InlineData("?tel=06%2012%2034%2056%2078", "?tel=…")]
    [InlineData("port 5080, 2026-11-22T09:30:00Z, 24 000 lignes en 0,40 s", "port 5080, 2026-11-22T09:30:00Z, 24 000 lignes en 0,40 s")]
    public void What_looks_like_an_address_or_a_telephone_is_masked_and_nothing_else(string said, string written) => Assert.Equal(written, Discreet.Of(said));

    [Fact]
    public void A_long_line_takes_a_time_that_grows_with_its_length_alone()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Discreet.Of(new string('a', 2_000_000) + "@");
        Discreet.Of(string.Concat(Enumerable.Repeat("a@", 500_000)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_fault_is_written_with_its_stack_and_its_named_values_without_what_people_typed()
    {
        using var line = new StringWriter();
        KeyValuePair<string, object?>[] state = [new("Who", Mail), new("{OriginalFormat}", "{Who} failed")];
        new JsonLines().Write(new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(LogLevel.Error, "Terril.Trial", new EventId(7, "Trial"), state,
            new InvalidOperationException($"no {Mail}"), (_, _) => $"{Mail} failed"), null, line);

        using var written = JsonDocument.Parse(line.ToString());
        Assert.Equal("… failed", written.RootElement.GetProperty("message").GetString());
        Assert.Equal("…", written.RootElement.GetProperty("values").GetProperty("Who").GetString());
        Assert.StartsWith("System.InvalidOperationException: no …", written.RootElement.GetProperty("fault").GetString(), StringComparison.Ordinal);
    }
}
