using BenchmarkDotNet.Attributes;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench;

/// <summary>One series at one period over a whole level: what a map is made of.</summary>
public class Map
{
    private const string Indicator = "population";
    private Release _release = null!;
    private Period _period;
    private string _written = "";

    [GlobalSetup]
    public void Compare()
    {
        _release = Ground.Release;
        _period = _release.Periods(Indicator, "", Level.Commune)[^1];
        _written = _period.ToString();
        Answer.MustAgree(FromRelease().Values, FromSqlite().Values);
        Answer.To<Map>($"map: one year of one series, {FromRelease().Values.Count:N0} communes");
    }

    [Benchmark(Baseline = true)]
    public Slice FromRelease() => _release.Map(Indicator, "", Level.Commune, _period);

    [Benchmark(Description = "SQLite, covering index, prepared")]
    public (List<string> Codes, List<double> Values, List<Status> Statuses) FromSqlite() => Ground.Sqlite.Map(Indicator, "", Level.Commune, _written);
}
