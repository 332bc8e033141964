using BenchmarkDotNet.Attributes;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench;

/// <summary>What a page asks of the release of the sample, and what it takes to make one.</summary>
[MemoryDiagnoser]
public class SampleBench
{
    private const string Site = "samples/hauts-de-france";
    private static readonly DateTimeOffset At = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("terril-bench-").FullName;
    private OfficialLists _lists = null!;
    private Release _release = null!;
    private TerritoryId _territory;
    private Period _period;

    [GlobalSetup]
    public void Publish()
    {
        _lists = OfficialLists.Open(Path.Combine(AppContext.BaseDirectory, "official-lists"));
        new Publish(new ReleaseStore(_folder, _lists)).Run(Site, At);
        _release = new ReleaseStore(_folder, _lists).Current!;
        _territory = _release.Shown(Level.Commune)[0].Id;
        _period = _release.Periods("population", "", Level.Commune)[^1];
    }

    [GlobalCleanup]
    public void Forget() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Description = "open a release")]
    public string Open()
    {
        using var release = new ReleaseStore(_folder, _lists).Current!;
        return release.Id;
    }

    [Benchmark(Description = "one sheet: all series of a commune")]
    public int Sheet() => _release.Site.Indicators.Sum(indicator =>
        _release.Breakdowns(indicator.Id).Sum(breakdown => _release.Series(indicator.Id, breakdown, _territory).Count));

    [Benchmark(Description = "one map: all communes, one series, one year")]
    public int Map() => _release.Map("population", "", Level.Commune, _period).Values.Count;

    [Benchmark(Description = "build the sample")]
    public bool Build() => new Publish(new ReleaseStore(_folder, _lists)).Run(Site, At).Stopped;
}
