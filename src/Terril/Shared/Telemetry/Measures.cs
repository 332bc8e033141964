using System.Diagnostics.Metrics;

namespace Terril.Shared.Telemetry;

/// <summary>What the site counts of itself, under the name <c>Terril</c>; listened to when an address of telemetry is set. Never a person, nor a page by name.</summary>
public static class Measures
{
    public const string Name = "Terril";

    private static readonly Meter s_meter = new(Name);
    private static readonly Counter<long> s_pages = s_meter.CreateCounter<long>("terril.pages.kept", "{page}", "Pages that are the same for everybody: found ready, or not.");
    private static readonly Histogram<double> s_jobs = s_meter.CreateHistogram<double>("terril.jobs.duration", "s", "Jobs that ended, by name and outcome.");
    private static readonly Counter<long> s_mails = s_meter.CreateCounter<long>("terril.mails", "{mail}", "Mails handed over, or not, by outcome.");

    public static void PageAsked(bool isReady)
    {
        if (s_pages.Enabled) s_pages.Add(1, KeyValuePair.Create<string, object?>("ready", isReady));
    }

    public static void JobEnded(string job, string outcome, TimeSpan took) =>
        s_jobs.Record(took.TotalSeconds, KeyValuePair.Create<string, object?>("job", job), KeyValuePair.Create<string, object?>("outcome", outcome));

    public static void MailEnded(string outcome) => s_mails.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome));
}
