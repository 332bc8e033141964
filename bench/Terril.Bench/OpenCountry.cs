using BenchmarkDotNet.Attributes;
using Terril.Observatory.Releases;

namespace Terril.Bench;

/// <summary>From closed files to one figure of a release of the whole country: verifies its manifest, its territories, the trailers and directories of its cubes, and the array that is read.</summary>
public class OpenCountry
{
    private string _id = "";
    private FigureKey _key;

    [GlobalSetup]
    public void Compare()
    {
        _id = CountryRelease.Release.Id;
        _key = CountryRelease.Release.Figures().First().Key;
        Answer.To<OpenCountry>("open a release of the country and read one figure, its series verified");
    }

    [Benchmark(Baseline = true)]
    public double FromRelease()
    {
        using var release = new ReleaseStore(CountryRelease.Store.Folder, Ground.Lists).Open(_id);
        return release.Find(_key)!.Value.Value;
    }
}
