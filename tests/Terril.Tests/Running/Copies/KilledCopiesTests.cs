using System.Diagnostics;
using Terril.Running.Copies;
using Terril.Tests.Harness;

namespace Terril.Tests.Running.Copies;

/// <summary>Both commands killed with -9 at moments spread over their length.</summary>
public sealed class KilledCopiesTests
{
    private const int Moments = 8;

    [Theory, OnBothDatabases]
    public async Task A_copy_being_put_back_is_all_there_or_not_at_all(Provider on)
    {
        using var site = await SiteOnDisk.Full(on, more: 1000);
        var (copy, whole) = (await site.Backup(), await site.Kept());
        TimeSpan length;
        using (var trial = await SiteOnDisk.Empty(on))
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(0, (await trial.Run("restore", copy)).Code);
            length = watch.Elapsed;
            Assert.Equal(whole, await trial.Kept());
        }
        for (var moment = 0; moment < Moments; moment++)
        {
            using var other = await SiteOnDisk.Empty(on);
            // The first part of its length is that of any program that starts.
            await Kill(other.Start("restore", copy), length * (0.3 + (0.7 * moment / Moments)));

            await Unfinished.Settle(other.Settings, CancellationToken.None);

            Assert.Empty(other.Leftovers.Except(["restoring"]));
            Assert.Contains(await other.Kept(), new[] { whole, [] });
            await other.Restore(copy, replace: (await other.Kept()).Count > 0);
            Assert.Equal(whole, await other.Kept());
        }
    }

    [Fact]
    public async Task A_copy_being_taken_bears_its_name_only_once_it_is_whole()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite, more: 1000);
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, (await site.Run("backup", Path.Combine(site.Copies, "first.tar.gz"))).Code);
        var length = watch.Elapsed;
        for (var moment = 0; moment < Moments; moment++)
        {
            var copy = Path.Combine(site.Copies, $"copy-{moment}.tar.gz");
            await Kill(site.Start("backup", copy), length * (0.3 + (0.7 * moment / Moments)));

            if (!File.Exists(copy)) continue;
            using var other = await SiteOnDisk.Empty(Provider.Sqlite);
            await other.Restore(copy);
            Assert.Equal(await site.Kept(), await other.Kept());
        }
    }

    private static async Task Kill(Process program, TimeSpan after)
    {
        using (program)
        {
            if (program.WaitForExit(after)) return;
            program.Kill();
            await program.WaitForExitAsync();
        }
    }
}
