using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Terril.Observatory.Releases;

namespace Terril.Tests.Observatory.Commands;

/// <summary>A build killed with -9 at fifty moments spread over its whole length.</summary>
public sealed class KilledBuildTests : IDisposable
{
    private const int Moments = 50;

    private readonly string _root = Directory.CreateTempSubdirectory("terril-killed-").FullName;

    // The files of the former release and what it was made from.
    private readonly Dictionary<string, byte[]> _kept = [];

    private string Old => Path.Combine(_root, "old");

    private string New => Path.Combine(_root, "new");

    private string Out => Path.Combine(_root, "out");

    private string Model => Path.Combine(_root, "model");

    [Fact]
    public async Task The_release_in_force_is_served_and_the_next_build_is_right()
    {
        Country.Write(Old, sources: 2, years: 1, first: 1);
        Country.Write(New, sources: 3, years: 3, first: 2);
        var former = Build(Old, Model).Release!;
        Assert.Empty(Verify.Run(new ReleaseStore(Model, Country.Lists), former));
        foreach (var file in new[] { "releases", "snapshots" }.SelectMany(room => Directory.GetFiles(Path.Combine(Model, room), "*", SearchOption.AllDirectories)))
            _kept[Path.GetRelativePath(Model, file)] = SHA256.HashData(File.ReadAllBytes(file));
        var length = await Undisturbed();
        var (expected, whole) = (new ReleaseStore(Out, Country.Lists).Current!.Id, Kept());

        var (random, begun) = (new Random(50), 0);
        for (var (moment, tries) = (0, 0); moment < Moments || begun <= Moments / 5; tries++)
        {
            Assert.True(tries < 6 * Moments, $"only {moment} of {Moments} were killed before their end, {begun} once they had begun to build");
            Directory.Delete(Out, recursive: true);
            Copy(Model, Out);
            // One that ended first says how long it is now: the same moment is tried again.
            if (await Kill(length * ((moment % Moments + random.NextDouble()) / Moments)) is { } ended) length = ended < length ? ended : 0.97 * length;
            // A machine that has slowed down meanwhile had none of them begin: once more, for longer.
            else if (++moment % Moments == 0) length *= 1.5;
            if (Directory.EnumerateFileSystemEntries(Path.Combine(Out, "units")).Count() > Directory.EnumerateFileSystemEntries(Path.Combine(Model, "units")).Count()) begun++;
            StillServed(former, expected);
            NextIsRight(expected, whole);
        }
    }

    private async Task<TimeSpan> Undisturbed()
    {
        Copy(Model, Out);
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, (await Typed.Run("build", "--site", New, "--out", Out)).Code);
        return watch.Elapsed;
    }

    // How long it was, when it ended before.
    private async Task<TimeSpan?> Kill(TimeSpan moment)
    {
        var watch = Stopwatch.StartNew();
        using var build = Typed.Start("build", "--site", New, "--out", Out);
        if (build.WaitForExit(moment)) return watch.Elapsed;
        build.Kill();
        await build.WaitForExitAsync();
        return build.ExitCode == 137 ? null : watch.Elapsed;
    }

    private void StillServed(string former, string expected)
    {
        var lines = File.ReadAllText(Path.Combine(Out, "history.jsonl"));
        Assert.EndsWith("\n", lines, StringComparison.Ordinal);
        Assert.All(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonDocument.Parse(line).Dispose());
        var store = new ReleaseStore(Out, Country.Lists);
        Assert.Equal(former, store.History[0].Release);
        Assert.Contains(store.Current!.Id, new[] { former, expected });
        using var release = store.Open(former);
        Assert.NotEmpty(release.Figures("q0", null, null, null));
        // What the former release says was verified before; all that it says it with is as it was.
        foreach (var file in _kept.Keys) Assert.True(SHA256.HashData(File.ReadAllBytes(Path.Combine(Out, file))).AsSpan().SequenceEqual(_kept[file]), file);
    }

    private void NextIsRight(string expected, List<(string, long)> whole)
    {
        Assert.Equal(expected, Build(New, Out).Release);
        Assert.Equal(whole, Kept());
        Assert.Equal(2, new ReleaseStore(Out, Country.Lists).History.Count);
    }

    // The history bears the instants of the builds: no two are the same.
    private List<(string, long)> Kept() => [.. Directory.GetFiles(Out, "*", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f) is not ("history.jsonl" or "lock")).Select(f => (Path.GetRelativePath(Out, f), new FileInfo(f).Length)).Order()];

    private static BuildOutcome Build(string site, string to)
    {
        var outcome = new Publish(new ReleaseStore(to, Country.Lists)).Run(site, DateTimeOffset.UtcNow);
        Assert.False(outcome.Stopped, string.Join('\n', outcome.Findings));
        return outcome;
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
