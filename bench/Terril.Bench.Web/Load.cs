using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Terril.Bench.Web;

/// <summary>What wrk saw: requests a second, times, and what an answer took of the server's processor.</summary>
internal sealed partial record Load(double PerSecond, TimeSpan P50, TimeSpan P99, TimeSpan Processor)
{
    private const int WarmUp = 3;

    /// <summary>Asks one address as fast as it is answered: a warm-up, then the measure. One thread, since wrk takes its share of the same processors.</summary>
    public static Task<Load> On(Served served, string path, int connections, int seconds, params string[] headers) => On(served, path, connections, WarmUp, seconds, headers);

    /// <summary>The same after as long a warm-up as said.</summary>
    public static async Task<Load> On(Served served, string path, int connections, int warmUp, int seconds, params string[] headers)
    {
        await Wrk(served, path, connections, warmUp, headers);
        var before = served.Processor;
        var said = await Wrk(served, path, connections, seconds, headers);
        var spent = served.Processor - before;
        if (said.Contains("Non-2xx", StringComparison.Ordinal) && !headers.Any(h => h.StartsWith("If-None-Match", StringComparison.Ordinal))) throw new InvalidOperationException($"{path}\n{said}");
        var count = double.Parse(Count().Match(said).Groups["n"].Value, CultureInfo.InvariantCulture);
        return new(double.Parse(Rate().Match(said).Groups["n"].Value, CultureInfo.InvariantCulture), Time(P50Line().Match(said)), Time(P99Line().Match(said)), spent / Math.Max(1, count));
    }

    private static async Task<string> Wrk(Served served, string path, int connections, int seconds, string[] headers)
    {
        string[] arguments = ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", .. headers.SelectMany(h => new[] { "-H", h }), new Uri(served.Address, path).AbsoluteUri];
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return wrk.ExitCode == 0 ? said : throw new InvalidOperationException(said);
    }

    private static TimeSpan Time(Match line)
    {
        var value = double.Parse(line.Groups["n"].Value, CultureInfo.InvariantCulture);
        return line.Groups["unit"].Value switch { "us" => TimeSpan.FromMicroseconds(value), "ms" => TimeSpan.FromMilliseconds(value), _ => TimeSpan.FromSeconds(value) };
    }

    [GeneratedRegex(@"(?<n>\d+) requests in", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Count();

    [GeneratedRegex(@"Requests/sec:\s+(?<n>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"50%\s+(?<n>[\d.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex P50Line();

    [GeneratedRegex(@"99%\s+(?<n>[\d.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex P99Line();
}
