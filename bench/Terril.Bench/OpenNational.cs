using BenchmarkDotNet.Attributes;
using Terril.Observatory.Releases;

namespace Terril.Bench;

/// <summary>From closed files to one figure of a release of the whole country: verifies its manifest, its territories, the trailers and directories of its cubes, and the array that is read.</summary>
public class OpenNational
{
    private string _id = "";
    private FigureKey _key;

    [GlobalSetup]
    public void Compare()
    {
        _id = National.Release.Id;
        _key = National.Release.Figures().First().Key;
        Answer.To<OpenNational>("open a release of the country and read one figure, its series verified");
    }

    [Benchmark(Baseline = true)]
    public double FromRelease()
    {
        using var release = new ReleaseStore(National.Store.Folder, Ground.Lists).Open(_id);
        return release.Find(_key)!.Value.Value;
    }
}
