using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Terril.Observatory.Building;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Bench.National;

/// <summary>Reads the national file through its recipe and sums it by year, carrier and sector; beside peers, and beside counting its lines.</summary>
internal static class ReadAndSum
{
    /// <summary>What the bench calls itself by, for a process that does only this.</summary>
    public const string Verb = "read-and-sum";

    /// <summary>Added to the verb: the process has read some of the file many times before it is timed.</summary>
    public const string Compiled = "compiled";

    private const double Bar = 5;
    private const int Rehearsed = 2_000_000;

    public static IEnumerable<Line> Measure(Country country)
    {
        var (bytes, rows) = (new FileInfo(country.Csv).Length, NationalFile.Whole.RowsOf(country.Consumption));
        var ways = country.DuckDb?.Ways ?? [];
        // By turns: what disturbs the machine for a while disturbs all of them.
        var all = Runs.OfEach(Country.Times, [
            () => Ran.Of(Environment.ProcessPath!, Verb, country.Site.Folder),
            () => Ran.Of(Environment.ProcessPath!, Verb, country.Site.Folder, Compiled),
            .. ways.Select(way => (Func<Ran>)(() => country.DuckDb!.Sum(way, country.Given)))]);
        foreach (var (who, runs) in all.Index()) MustAgree(who < 2 ? "Terril" : $"DuckDB, {ways[who - 2]}", country, runs.Median.Lines.Select(line => line.Split('\t')));

        var (question, cells) = ($"read and sum: {rows:N0} rows, {bytes / 1e6:N0} MB", "the same by cells: one for each commune, year, carrier and sector, duplicates noticed, then the sums");
        foreach (var (ours, how) in new[] { (all[0], "a new process, all of its compilation included"), (all[1], "once compiled") })
        {
            var time = $"{how}: {Line.Time(ours)}; {bytes / 1e6 / ours.Median.Work.TotalSeconds:N0} MB/s; {Line.Memory(ours.Peak)}";
            if (country.DuckDb is not { } duckDb)
            {
                yield return Line.Without(question, time, "DuckDB", Bar);
                continue;
            }
            var (sums, byCells) = (Fastest(ways, all, DuckDb.Sums), Fastest(ways, all, DuckDb.Cells));
            yield return Line.Against(question, time, ours, $"{duckDb.Name}, {sums.Way}", sums.Runs, Bar);
            yield return Line.Against(cells, time, ours, $"{duckDb.Name}, {byCells.Way}", byCells.Runs);
        }

        var fresh = Line.Time(all[0]);
        if (country.PostgreSql is { } postgreSql)
        {
            var its = Runs.Of(Country.Times, () => postgreSql.Sum(country.Given));
            MustAgree(postgreSql.Name, country, its.Median.Lines.Select(line => line.Split('\t')));
            yield return Line.Against(question, fresh, all[0], postgreSql.Name, its);
        }
        else
        {
            yield return Line.Without(question, fresh, "PostgreSQL");
        }

        var limit = Runs.Of(Country.Times, () => Ran.Of("wc", "-l", country.Csv));
        yield return new Line(question, Line.Time(all[1]), "the limit, `wc -l`", $"{Line.Time(limit)}; {bytes / 1e6 / limit.Median.Work.TotalSeconds:N0} MB/s", Line.Digits(limit.Median.Work / all[1].Median.Work));
    }

    /// <summary>What the measured process does.</summary>
    public static int Run(string folder, OfficialLists lists, bool isCompiled)
    {
        if (isCompiled) Rehearse(folder, lists);
        var start = Stopwatch.GetTimestamp();
        var sums = Read(folder, lists, from: null);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"work {Stopwatch.GetElapsedTime(start).TotalSeconds:F3}"));
        foreach (var (series, period, sum) in sums)
        {
            var codes = series.Breakdown.Split(';').Select(part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{period}\t{string.Join('\t', codes)}\t{sum:R}"));
        }
        return 0;
    }

    private static List<(SeriesKey Series, Period Period, double Sum)> Read(string folder, OfficialLists lists, string? from)
    {
        var recipes = SiteFolder.Open(folder);
        var site = recipes.Read();
        var file = site.Sources.Single().Files.Single();
        using var rows = RowReader.Open(from ?? recipes.Locate(file.Path, file.Place), file.Path, file.Reading);
        var values = new FileValues(file, site, lists.At(site.Vintage));
        values.Read(rows);
        var sums = new List<(SeriesKey, Period, double)>();
        foreach (var (series, period, cells) in values.All()) sums.Add((series, period, Sum(cells.Value)));
        return sums;
    }

    // The first rows of the file, again and again, with pauses in which the runtime compiles what it found to be hot.
    private static void Rehearse(string folder, OfficialLists lists)
    {
        var some = Path.GetTempFileName();
        try
        {
            var recipes = SiteFolder.Open(folder);
            var file = recipes.Read().Sources.Single().Files.Single();
            var first = new byte[Rehearsed];
            using (var whole = File.OpenRead(recipes.Locate(file.Path, file.Place))) first = first[..whole.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
            File.WriteAllBytes(some, first[..(first.AsSpan().LastIndexOf((byte)'\n') + 1)]);
            for (var i = 1; i <= 60; i++)
            {
                Read(folder, lists, some);
                if (i % 20 == 0) Thread.Sleep(300);
            }
            GC.Collect();
        }
        finally
        {
            File.Delete(some);
        }
    }

    // Cells without a value are no number.
    private static double Sum(double[] values)
    {
        var (sums, at) = (Vector256<double>.Zero, 0);
        for (; at <= values.Length - Vector256<double>.Count; at += Vector256<double>.Count)
        {
            var four = Vector256.LoadUnsafe(ref values[at]);
            sums += Vector256.Equals(four, four).AsDouble() & four;
        }
        var sum = Vector256.Sum(sums);
        for (; at < values.Length; at++)
            if (!double.IsNaN(values[at])) sum += values[at];
        return sum;
    }

    private static (string Way, Runs Runs) Fastest(IReadOnlyList<string> ways, IReadOnlyList<Runs> all, string question) =>
        ways.Select((way, i) => (Way: way, Runs: all[2 + i])).Where(one => one.Way.StartsWith(question, StringComparison.Ordinal)).MinBy(one => one.Runs.Median.Work);

    // The writer of the file knows its sums to the kWh: nobody is believed on their word.
    private static void MustAgree(string who, Country country, IEnumerable<string[]> said)
    {
        var sums = country.Consumption.Sums();
        var found = said.ToDictionary(cells => (cells[0], Consumption.CodeOf(cells[1]), Consumption.CodeOf(cells[2])), cells => double.Parse(cells[3], CultureInfo.InvariantCulture));
        for (var i = 0; i < sums.Length; i++)
        {
            var (year, series) = (Consumption.FirstYear + (i / Consumption.Series), i % Consumption.Series);
            var key = (year.ToString(CultureInfo.InvariantCulture), Consumption.CarrierOf(series), Consumption.SectorOf(series));
            if (!found.TryGetValue(key, out var sum) || !Agreement.Holds(sums[i], sum))
                throw new InvalidOperationException($"{who}, {key}: {sum:R} instead of {sums[i]:R}.");
        }
    }
}
