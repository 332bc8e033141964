using BenchmarkDotNet.Attributes;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench;

/// <summary>A map of all communes of the country, another series and another year each time.</summary>
public class CountryMap
{
    private Release _release = null!;
    private IReadOnlyList<string> _keys = [];
    private int _at;

    [GlobalSetup]
    public void Compare()
    {
        _release = CountryRelease.Release;
        _keys = CountryRelease.Keys;
        var (period, key) = (Period.Of(CountryRelease.FirstYear + 1), _keys[1]);
        Answer.MustAgree(FromRelease().Values, [.. _release.Figures(CountryRelease.Indicators[0], Level.Commune, period: period).Where(f => f.Key.Breakdown == key).Select(f => f.Value)]);
        Answer.To<CountryMap>($"map of the country, another each time: {FromRelease().Values.Count:N0} communes");
    }

    [Benchmark(Baseline = true)]
    public Slice FromRelease()
    {
        _at++;
        return _release.Map(CountryRelease.Indicators[0], _keys[_at % _keys.Count], Level.Commune, Period.Of(CountryRelease.FirstYear + (_at % CountryRelease.Years)));
    }
}
