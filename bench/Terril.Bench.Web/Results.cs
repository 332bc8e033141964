using System.Globalization;

namespace Terril.Bench.Web;

/// <summary>What was measured, beside its bar.</summary>
internal sealed class Results
{
    private readonly List<string> _rows = [];
    private readonly double _before = Busy();

    public void Add(string what, Load site, Load? bare, string bar, bool met) => Add(what,
        string.Create(CultureInfo.InvariantCulture, $"{site.PerSecond:N0}/s, p50 {Time(site.P50)}, p99 {Time(site.P99)}, {site.Processor.TotalMicroseconds:0} µs of processor"),
        bare is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{bare.PerSecond:N0}/s, {bare.Processor.TotalMicroseconds:0} µs"),
        bare is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{site.PerSecond / bare.PerSecond:0.00}"), bar, met);

    public void Add(string what, string site, string bar, bool met) => Add(what, site, "", "", bar, met);

    public string Table() => $"""
        | question | Terril | bare server | ratio | bar | |
        |---|---|---|--:|---|---|
        {string.Join('\n', _rows)}

        """;

    public string Document() => string.Create(CultureInfo.InvariantCulture, $"""
        # Results: the site

        Written by `./dev bench web`, which replaces this file.

        | when | {DateTime.UtcNow:yyyy-MM-dd} |
        |---|---|
        | machine | {Environment.ProcessorCount} cores; {Machine()} |
        | versions | .NET {Environment.Version}, wrk |

        {Table()}
        **How to read it.** The site and the bare server are each a process of this machine, asked by wrk through the loopback with 32 connections (1 when *alone*) and one thread, which takes its share of the same cores: six seconds after three of warm-up.
        The bare server is Kestrel that sends as many bytes, at hand; beside a sheet that is made at each request, a Razor page of as many bytes, in rows of a table, on no data.
        A sheet is kept by default; `TERRIL__PAGECACHE=0` has each one made again. *µs of processor* is what an answer takes of the server's own processor time: other programs disturb it less than requests a second.

        """);

    private void Add(string what, string site, string bare, string ratio, string bar, bool met)
    {
        _rows.Add($"| {what} | {site} | {bare} | {ratio} | {bar} | {(met ? "met" : "**not met**")} |");
        Console.Error.WriteLine(_rows[^1]);
    }

    private string Machine() => string.Create(CultureInfo.InvariantCulture, $"load of the system when it began {_before:0.0}: {(_before < 0.5 ? "quiet" : "shared with other programs, which makes everything slower")}");

    private static string Time(TimeSpan time) => time.TotalMilliseconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    private static double Busy() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
