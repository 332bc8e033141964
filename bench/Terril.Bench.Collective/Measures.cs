using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Terril.Bench.Web;
using Terril.Shared;
using Terril.Shared.Database;
using Terril.Tests.Harness;

namespace Terril.Bench.Collective;

/// <summary>What the pages of the census and of the agenda take, made anew each time, when there are ten thousand actions and fifty thousand events.</summary>
internal static class Measures
{
    private const int Times = 21;
    private const double Bar = 100;

    // What each is: its name, its address, how many bytes it may weigh, and whether they are counted compressed.
    private static readonly (string Name, string Path, int Most, bool Compressed)[] s_pages =
    [
        ("census: list and map", "/actions", 100_000, false),
        ("census: one theme, last page of the list", "/actions?theme=waste&number=50", 100_000, false),
        ("census: words", "/actions?q=vraisemblable+999", 100_000, false),
        ("census: data of the map", "/actions/carte.json", 60_000, true),
        ("census: a hundred of the API", "/api/v1/actions?take=100", 100_000, false),
        ("agenda: list", "/agenda", 100_000, false),
        ("agenda: month", "/agenda?view=month", 100_000, false),
        ("agenda: month of one theme", "/agenda?view=month&theme=waste", 100_000, false),
        ("agenda: week", "/agenda?view=week", 100_000, false),
        ("agenda: frame", "/agenda/cadre", 100_000, false),
        ("sheet of a commune, with both", "/territoires/commune/59183/dunkerque", 100_000, false),
    ];

    private static readonly List<string> s_rows = [];

    public static async Task<int> Run(string root, string data)
    {
        var busy = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        var met = await On(root, data, "SQLite", folder => $"Data Source={Path.Combine(folder, "terril.db")}");
        if (PostgresCluster.IsInstalled)
        {
            var database = await PostgresCluster.NewDatabase();
            met &= await On(root, data, "PostgreSQL", _ => database);
        }
        await File.WriteAllTextAsync(Path.Combine(root, "bench", "RESULTS-collective.md"), Document(busy));
        return met ? 0 : 1;
    }

    private static async Task<bool> On(string root, string data, string name, Func<string, string> database)
    {
        var folder = Directory.CreateTempSubdirectory("terril-collective-").FullName;
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "observatory"), Path.Combine(data, "observatory"));
            var settings = Settings.From(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()) with { Database = database(folder), Data = folder };
            TerrilDb Open() => new(TerrilDb.Options(settings));
            await using (var db = Open()) await Migrations.Run(db, TimeProvider.System, CancellationToken.None);
            using var site = await Served.Start(Path.Combine(root, "artifacts/terril/terril"), [], "/", ("TERRIL__DATABASE", settings.Database), ("TERRIL__DATA", folder), ("TERRIL__PAGECACHE", "0"));
            var territories = await Territories(site);
            await MadeUp.Write(Open, territories, DateTimeOffset.UtcNow.AddDays(-1));

            var met = true;
            foreach (var (page, path, most, compressed) in s_pages) met &= await Page(site, $"{page}, {name}", path, most, compressed);
            // One line more, by another process: the next page reads it before it answers.
            for (var (i, pages) = (0, new[] { ("census", "/actions"), ("agenda", "/agenda?view=month") }); i < pages.Length; i++)
            {
                await MadeUp.OneMore(Open, territories, i);
                await Task.Delay(TimeSpan.FromSeconds(1.2)); // what another process changes is seen within a second
                var watch = Stopwatch.StartNew();
                await site.Read(pages[i].Item2);
                Say($"{pages[i].Item1}: the first page after a change, {name}", watch.Elapsed.TotalMilliseconds, null, "–", true);
            }
            return met;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<string>> Territories(Served site)
    {
        List<string> all = [];
        for (string? next = "/api/v1/territories?level=commune&take=1000"; next is not null && all.Count < 3_000;)
        {
            using var said = JsonDocument.Parse(await site.Read(next));
            all.AddRange(said.RootElement.GetProperty("data").EnumerateArray().Select(t => $"commune:{t.GetProperty("territory").GetProperty("code").GetString()}"));
            next = said.RootElement.GetProperty("next").GetString();
        }
        return all;
    }

    private static async Task<bool> Page(Served site, string name, string path, int most, bool compressed)
    {
        var bytes = (await site.Read(path, compressed ? "br" : null)).Length;
        for (var i = 0; i < 5; i++) await site.Read(path);
        var (_, last) = await site.Times(path, Times);
        var met = last.TotalMilliseconds < Bar && bytes < most;
        Say(name, last.TotalMilliseconds, bytes, string.Create(CultureInfo.InvariantCulture, $"< {Bar:0} ms, < {most / 1000} kB{(compressed ? " compressed" : "")}"), met);
        return met;
    }

    private static void Say(string name, double milliseconds, int? bytes, string bar, bool met)
    {
        s_rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {milliseconds:0.0} ms | {(bytes is { } weight ? $"{weight:N0}" : "–")} | {bar} | {(bar == "–" ? "" : met ? "met" : "**not met**")} |"));
        Console.Error.WriteLine(s_rows[^1]);
    }

    private static string Document(string busy) => string.Create(CultureInfo.InvariantCulture, $"""
        # Results: collective

        Written by `./dev bench collective`, which replaces this file.

        | when | {DateTime.UtcNow:yyyy-MM-dd} |
        |---|---|
        | machine | {Environment.ProcessorCount} cores; load of the system when it began {busy}: {(double.Parse(busy, CultureInfo.InvariantCulture) < 0.5 ? "quiet" : "shared with other programs, which makes everything slower")} |
        | versions | .NET {Environment.Version} |
        | made up | {MadeUp.Actions:N0} actions, {MadeUp.Events:N0} events over two years, in the communes of the sample |

        | what | time | bytes | bar | |
        |---|--:|--:|---|---|
        {string.Join('\n', s_rows)}

        **How to read it.** One reader asks again and again, and nothing is kept of the answers: each is made anew, and the time is from the question to the last byte, the middle of {Times}. The first page after a change reads again what changed, and nothing else.

        """);
}
