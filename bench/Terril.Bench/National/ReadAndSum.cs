using System.Diagnostics;
using System.Globalization;
using Terril.Observatory.Building;
using Terril.Observatory.Reading;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Bench.National;

/// <summary>Reads the national file through its recipe and sums it by year, carrier and sector; beside peers, and beside counting its lines.</summary>
internal static class ReadAndSum
{
    /// <summary>What the bench calls itself by, for a process that does only this.</summary>
    public const string Verb = "read-and-sum";

    public static IEnumerable<Line> Measure(Country country)
    {
        var (bytes, rows) = (new FileInfo(country.Csv).Length, NationalFile.Whole.RowsOf(country.Consumption));
        var ours = Runs.Of(Country.Times, () => Ran.Of(Environment.ProcessPath!, Verb, country.Site.Folder));
        MustAgree("Terril", country, ours.Median.Lines.Select(line => line.Split('\t')));
        var question = $"read and sum: {rows:N0} rows, {bytes / 1e6:N0} MB";
        var time = $"{Line.Time(ours)}; {bytes / 1e6 / ours.Median.Work.TotalSeconds:N0} MB/s; {Line.Memory(ours.Peak)}";

        yield return country.DuckDb is { } duckDb ? Against(duckDb, 5) : Line.Without(question, time, "DuckDB", 5);
        yield return country.PostgreSql is { } postgreSql ? Against(postgreSql) : Line.Without(question, time, "PostgreSQL");

        var limit = Runs.Of(Country.Times, () => Ran.Of("wc", "-l", country.Csv));
        yield return new Line(question, time, "the limit, `wc -l`", $"{Line.Time(limit)}; {bytes / 1e6 / limit.Median.Work.TotalSeconds:N0} MB/s", Line.Digits(limit.Median.Work / ours.Median.Work));

        Line Against(Peer peer, double? bar = null)
        {
            var its = Runs.Of(Country.Times, () => peer.Sum(country.Given));
            MustAgree(peer.Name, country, its.Median.Lines.Select(line => line.Split('\t')));
            return Line.Against(question, time, ours, peer.Name, its, bar);
        }
    }

    /// <summary>What the measured process does.</summary>
    public static int Run(string folder, OfficialLists lists)
    {
        var start = Stopwatch.GetTimestamp();
        var from = SiteFolder.Open(folder);
        var site = from.Read();
        var file = site.Sources.Single().Files.Single();
        using var rows = RowReader.Open(from.Locate(file.Path, file.Place), file.Path, file.Reading);
        var values = new FileValues(file, site, lists.At(site.Vintage));
        values.Read(rows);
        var sums = values.All().Select(cells => (cells.Series, cells.Period, Sum: cells.Cells.Value.Where(value => !double.IsNaN(value)).Sum())).ToList();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"work {Stopwatch.GetElapsedTime(start).TotalSeconds:F3}"));
        foreach (var (series, period, sum) in sums)
        {
            var codes = series.Breakdown.Split(';').Select(part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{period}\t{string.Join('\t', codes)}\t{sum:R}"));
        }
        return 0;
    }

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
