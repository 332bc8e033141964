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
        **How to read it.** The site and the bare server are each a process of this machine, asked by wrk through the loopback with 32 connections (1 when *alone*) and one thread, which takes its share of the same cores: six seconds after three of warm-up; after twenty-four for pages made at each request, on both sides, so that each is measured once compiled for good.
        The bare server is Kestrel that sends as many bytes, at hand; beside a sheet that is made at each request, a Razor page of as many bytes, in rows of a table, on no data.
        A sheet is kept by default; `TERRIL__PAGECACHE=0` has each one made again. *µs of processor* is what an answer takes of the server's own processor time: other programs disturb it less than requests a second.

        **What bounds the rest.** A kept page is the server's own work and the network's: the next step is the kernel's. Of a page made at each request, Razor and its parts take a third of the processor time, the words and numbers of the sheet a fifth, the pipeline of pages (routing, access, binding, filters) a fifth; connection, network and collection of memory the rest. No function by itself takes more than three hundredths.
        The next step that would pay is to write parts straight into the bytes of the answer rather than into a buffer of strings that is then copied twice; after that, to keep the cards of the territories above, which the sheets of their communes share.
        Ten thousand values are bounded by writing their numbers: a shortest form that reads back the same is found for each.

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
