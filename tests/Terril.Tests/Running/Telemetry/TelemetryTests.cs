using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Terril.Shared.Jobs;
using Terril.Tests.Harness;

namespace Terril.Tests.Running.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Measures_and_traces_reach_the_collector_and_say_nothing_of_people()
    {
        await using var collector = await Collector.Open();
        using var place = await Place.New(Provider.Sqlite);
        using var site = await OpenSite.Open(place, ("TERRIL__TELEMETRY", collector.Address));
        using var visitor = new HttpClient { BaseAddress = site.Address };
        visitor.DefaultRequestHeaders.UserAgent.ParseAdd("Navigateur-de-Jeanne/1.0");

        using (await visitor.GetAsync(new Uri("/recherche?q=jeanne@exemple.fr", UriKind.Relative))) { }
        using (await visitor.GetAsync(new Uri("/territoires/jeanne-dupont", UriKind.Relative))) { }
        await using (var db = place.Db())
        {
            new Jobs(db, TimeProvider.System).Ask("jobs.forget");
            await db.SaveChangesAsync();
            for (var waited = 0; await db.Jobs.AnyAsync(j => j.Schedule == null && j.State != JobState.Done) && waited < 300; waited++) await Task.Delay(100);
        }
        site.AskToStop();
        Assert.Equal(0, await site.Ended());

        var received = collector.Received.ToLookup(r => r.Path, r => r.Body);
        Assert.Contains("http.server.request.duration", string.Concat(received["/v1/metrics"]), StringComparison.Ordinal);
        Assert.Contains("terril.jobs.duration", string.Concat(received["/v1/metrics"]), StringComparison.Ordinal);
        Assert.Contains("GET recherche", string.Concat(received["/v1/traces"]), StringComparison.Ordinal);
        foreach (var said in new[] { "jeanne", "exemple.fr", "client.address", "url.query", "url.path", "user_agent" }) Assert.DoesNotContain(said, string.Concat(collector.Received.Select(r => r.Body)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_address_that_is_none_is_one_line_and_a_code()
    {
        using var place = await Place.New(Provider.Sqlite);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenSite.Open(place, ("TERRIL__TELEMETRY", "collecteur")));
        Assert.Contains("TERRIL__TELEMETRY", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Takes what is sent to it; strings of protobuf read as they are.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Collector(WebApplication app) => _app = app;

        public ConcurrentQueue<(string Path, string Body)> Received { get; } = [];

        public string Address => _app.Urls.Single();

        public static async Task<Collector> Open()
        {
            var builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            collector._app.Run(async context =>
            {
                var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                collector.Received.Enqueue((context.Request.Path.Value!, Encoding.Latin1.GetString(body.ToArray())));
            });
            await collector._app.StartAsync();
            return collector;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
