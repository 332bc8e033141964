using BenchmarkDotNet.Attributes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench;

/// <summary>Every series of a territory at all its periods: what its sheet is made of.</summary>
public class Sheet
{
    private static readonly TerritoryId s_region = new(Level.Region, "32");
    private Release _release = null!;

    [GlobalSetup]
    public void Compare()
    {
        _release = Ground.Release;
        Answer.MustAgree([.. FromRelease().Select(f => f.Value)], [.. FromSqlite().Select(f => f.Value)]);
        Answer.To<Sheet>($"sheet of the region: all its series, {FromRelease().Count:N0} figures");
    }

    [Benchmark(Baseline = true)]
    public List<Figure> FromRelease() => [.. _release.Figures(territory: s_region)];

    [Benchmark(Description = "SQLite, clustered by territory, prepared")]
    public List<FigureRow> FromSqlite() => Ground.Sqlite.Sheet(s_region);
}
