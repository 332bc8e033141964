using BenchmarkDotNet.Attributes;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench;

/// <summary>A map of all communes of the country, another series and another year each time.</summary>
public class NationalMap
{
    private Release _release = null!;
    private int _at;

    [GlobalSetup]
    public void Compare()
    {
        _release = National.Release;
        var (period, key) = (Period.Of(National.FirstYear + 1), National.Keys[1]);
        Answer.MustAgree(FromRelease().Values, [.. _release.Figures(National.Indicators[0], Level.Commune, period: period).Where(f => f.Key.Breakdown == key).Select(f => f.Value)]);
        Answer.To<NationalMap>($"map of the country, another each time: {FromRelease().Values.Count:N0} communes");
    }

    [Benchmark(Baseline = true)]
    public Slice FromRelease()
    {
        _at++;
        return _release.Map(National.Indicators[0], National.Keys[_at % National.Keys.Count], Level.Commune, Period.Of(National.FirstYear + (_at % National.Years)));
    }
}
