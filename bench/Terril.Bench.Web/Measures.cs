using System.Globalization;

namespace Terril.Bench.Web;

/// <summary>The site beside the bare server, one after the other in one run.</summary>
internal static class Measures
{
    private const int Many = 32;
    private const int Seconds = 6;

    // The compiler watches some ten thousand pages before it is done with what makes them.
    private const int UntilCompiled = 24;

    private const string Region = "/territoires/region/32/hauts-de-france";
    private const string Commune = "/territoires/commune/59183/dunkerque";
    private const string Twenty = "/api/v1/observations?limit=20";
    private const string Json = "/api/v1/observations?limit=10000";
    private const string Csv = "/api/v1/observations?limit=10000&format=csv";
    private const string Whole = "/api/v1/observations?format=csv";
    private const string Brotli = "Accept-Encoding: br";

    public static async Task<int> Run(string root, string data)
    {
        var program = Path.Combine(root, "artifacts/terril/terril");
        var place = Directory.CreateTempSubdirectory("terril-bench-web-").FullName;
        (string, string)[] settings = [("TERRIL__DATA", data), ("TERRIL__DATABASE", $"Data Source={Path.Combine(place, "terril.db")}")];
        try
        {
            using var bare = await Served.Start(Environment.ProcessPath!, ["bare", "{address}"], "/bytes/1");
            var results = new Results();
            // The first start makes the database and fills the search box; the second is the one that is measured.
            using (await Served.Start(program, [], Region, settings)) await Task.Delay(TimeSpan.FromSeconds(8));
            using (var kept = await Served.Start(program, [], Region, settings)) await Kept(results, kept, bare);
            using (var made = await Served.Start(program, [], Region, [.. settings, ("TERRIL__PAGECACHE", "0")])) await Made(results, made, bare);
            Console.Write(results.Table());
            await File.WriteAllTextAsync(Path.Combine(root, "bench", "RESULTS-web.md"), results.Document());
            return 0;
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static async Task Kept(Results results, Served site, Served bare)
    {
        results.Add("cold start: from the process to its first page", string.Create(CultureInfo.InvariantCulture, $"{site.ColdStart.TotalSeconds:0.00} s, {site.Processor.TotalSeconds:0.00} s of processor"), "< 2 s", site.ColdStart < TimeSpan.FromSeconds(2));
        await Task.Delay(TimeSpan.FromSeconds(2));
        results.Add("memory after the first page", $"{site.Memory:0} MB", "< 200 MB", site.Memory < 200);

        foreach (var (name, path) in new[] { ("sheet of a commune, kept, Brotli", Commune), ("sheet of the region, kept, Brotli", Region) })
        {
            var size = (await site.Read(path, "br")).Length;
            var peer = await Load.On(bare, $"/bytes/{size}", Many, Seconds);
            var load = await Load.On(site, path, Many, Seconds, Brotli);
            results.Add($"{name}: {size:N0} bytes", load, peer, "≥ 0.6 of bare", load.PerSecond >= 0.6 * peer.PerSecond);
        }
        var none = await Load.On(bare, "/304", Many, Seconds);
        var known = await Load.On(site, Region, Many, Seconds, Brotli, $"If-None-Match: {await site.TagOf(Region, "br")}");
        results.Add("the same, which the reader has: 304", known, none, "≥ 0.6 of bare", known.PerSecond >= 0.6 * none.PerSecond);

        await Api(results, site, bare);
        await Memory(results, site);
    }

    private static async Task Api(Results results, Served site, Served bare)
    {
        var size = (await site.Read(Twenty)).Length;
        var peer = await Load.On(bare, $"/bytes/{size}", Many, Seconds);
        var load = await Load.On(site, Twenty, Many, Seconds);
        results.Add($"20 values, JSON: {size:N0} bytes", load, peer, "≥ 8,000/s, p50 < 3 ms", load is { PerSecond: >= 8000, P50.TotalMilliseconds: < 3 });
        var alone = await Load.On(site, Twenty, 1, Seconds);
        results.Add("the same, alone", alone, null, "p50 < 0.5 ms", alone.P50.TotalMilliseconds < 0.5);

        foreach (var (name, path) in new[] { ("10,000 values, JSON", Json), ("10,000 values, CSV", Csv) })
        {
            size = (await site.Read(path)).Length;
            peer = await Load.On(bare, $"/bytes/{size}", Many, Seconds);
            load = await Load.On(site, path, Many, Seconds);
            results.Add($"{name}: {size:N0} bytes", load, peer, "≥ 400/s", load.PerSecond >= 400);
            var (first, last) = await site.Times(path);
            results.Add("the same, alone: first byte, last byte", $"{first.TotalMilliseconds:0.0} ms, {last.TotalMilliseconds:0.0} ms", "< 2 ms, < 10 ms", first.TotalMilliseconds < 2 && last.TotalMilliseconds < 10);
        }
    }

    private static async Task Memory(Results results, Served site)
    {
        var before = site.Memory;
        var (rows, lines) = (0, (await site.Read(Whole)).Count(b => b == '\n'));
        for (; rows < 1_000_000; rows += lines) await site.Times(Whole, 1);
        results.Add(string.Create(CultureInfo.InvariantCulture, $"memory before and after {rows:N0} values sent"), $"{before:0} MB, {site.Memory:0} MB", "+ 10 MB at most", site.Memory < before + 10);
    }

    private static async Task Made(Results results, Served site, Served bare)
    {
        foreach (var (name, path) in new[] { ("sheet of a commune, made at each request", Commune), ("sheet of the region, made at each request", Region) })
        {
            var size = (await site.Read(path)).Length;
            var (none, hundred) = ((await bare.Read("/rows/0")).Length, (await bare.Read("/rows/100")).Length);
            var peer = await Load.On(bare, $"/rows/{Math.Max(1, (size - none) * 100 / (hundred - none))}", Many, UntilCompiled, Seconds);
            var load = await Load.On(site, path, Many, UntilCompiled, Seconds);
            results.Add($"{name}: {size:N0} bytes", load, peer, "≥ 3,000/s, p99 < 25 ms, ≥ 0.3 of bare Razor", load is { PerSecond: >= 3000, P99.TotalMilliseconds: < 25 } && load.PerSecond >= 0.3 * peer.PerSecond);
        }
    }
}
