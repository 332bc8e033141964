using BenchmarkDotNet.Attributes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench;

/// <summary>Every series of a commune of the whole country at all its periods, never twice the same: what is read is far apart in memory.</summary>
public class CountrySheet
{
    private const int Step = 7919;
    private IReadOnlyList<Territory> _communes = null!;
    private Release _release = null!;
    private int _at;

    [GlobalSetup]
    public void Compare()
    {
        _release = CountryRelease.Release;
        _communes = _release.Shown(Level.Commune);
        Answer.MustAgree([.. FromRelease().Select(f => f.Value)], [.. BySeries(_communes[_at].Id)]);
        Answer.To<CountrySheet>($"sheet of a commune of the country, another each time: {FromRelease().Count:N0} figures");
    }

    [Benchmark(Baseline = true)]
    public List<Figure> FromRelease() => [.. _release.Figures(territory: _communes[_at = (_at + Step) % _communes.Count].Id)];

    private IEnumerable<double> BySeries(TerritoryId commune) =>
        from indicator in CountryRelease.Indicators
        from key in CountryRelease.Keys.Order(StringComparer.Ordinal)
        from figure in _release.Series(indicator, key, commune)
        select figure.Value;
}
