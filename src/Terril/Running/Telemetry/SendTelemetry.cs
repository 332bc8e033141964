using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Terril.Running.Copies;
using Terril.Shared.Telemetry;

namespace Terril.Running.Telemetry;

/// <summary>Sends measures and traces, those of the framework and ours, to a collector that understands OTLP over HTTP.</summary>
internal sealed class SendTelemetry : IHostedService, IDisposable
{
    private static readonly string[] s_meters =
    [
        Measures.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.RateLimiting", "Microsoft.EntityFrameworkCore", "System.Net.Http", "System.Runtime", "Npgsql",
    ];

    private readonly MeterProvider _measures;
    private readonly TracerProvider _traces;

    public SendTelemetry(Uri collector)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("terril", serviceVersion: TakeCopy.Program);
        _measures = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(s_meters)
            .AddOtlpExporter((options, reader) =>
            {
                To(options, collector, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 15_000;
            }).Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Microsoft.AspNetCore", "System.Net.Http", "Npgsql")
            .AddProcessor(new SaysNothingOfPeople()).AddOtlpExporter(options => To(options, collector, "v1/traces")).Build();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What was measured until the end leaves too.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _measures.ForceFlush(2000);
        _traces.ForceFlush(2000);
        return Task.CompletedTask;
    }

    private static void To(OtlpExporterOptions options, Uri collector, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new(collector.AbsoluteUri.EndsWith('/') ? collector : new Uri(collector.AbsoluteUri + "/"), path);
    }

    public void Dispose()
    {
        _measures.Dispose();
        _traces.Dispose();
    }

    // The pattern of an address tells what is slow; the address itself, who asked for what.
    private sealed class SaysNothingOfPeople : BaseProcessor<Activity>
    {
        private static readonly string[] s_personal = ["url.path", "url.query", "url.full", "client.address", "client.port", "network.peer.address", "network.peer.port", "user_agent.original", "http.url", "http.target", "http.client_ip", "http.user_agent"];

        public override void OnEnd(Activity data)
        {
            foreach (var name in s_personal) data.SetTag(name, null);
            if (data.GetTagItem("http.route") is string route && data.GetTagItem("http.request.method") is string method) data.DisplayName = $"{method} {route}";
        }
    }
}
