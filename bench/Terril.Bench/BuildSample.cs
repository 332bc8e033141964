using BenchmarkDotNet.Attributes;

namespace Terril.Bench;

/// <summary>The whole way of the sample site, from its files to a release on disk, in an empty folder, flushed to disk. No peer yet.</summary>
[WallClock, WarmupCount(1), IterationCount(5), InvocationCount(1)]
public class BuildSample
{
    private static readonly string s_folder = Ground.PathOf("built");

    [Benchmark(Baseline = true)]
    public void FromFiles()
    {
        var outcome = Ground.Build(s_folder);
        Answer.To<BuildSample>($"build samples/hauts-de-france: {outcome.Rows:N0} rows, {outcome.Figures:N0} figures", outcome.Rows);
    }

    [IterationCleanup]
    public void Forget() => Directory.Delete(s_folder, recursive: true);
}
