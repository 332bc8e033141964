using Terril.Observatory.Releases;

namespace Terril.Observatory.Tests.Releases;

/// <summary>A store outlives what interrupts it.</summary>
public class ReleaseStoreTests
{
    private static readonly string[] Values = ["1", "2", "3"];

    [Fact]
    public void A_line_of_the_history_that_was_cut_does_not_swallow_the_next()
    {
        using var site = new TinySite();
        foreach (var value in Values)
        {
            site.Waste($"code,year,value\n59183,2021,{value}\n").Published();
            Assert.Equal($"{value} reference", site["waste commune:59183 2021"]);
            File.AppendAllText(Path.Combine(site.Store.Folder, "history.jsonl"), """{"release":"0123456789ab""");
            Assert.Equal($"{value} reference", site["waste commune:59183 2021"]);
        }
        Assert.Equal(Values.Length, site.Store.History.Count);
    }

    [Fact]
    public void A_line_of_the_history_that_was_altered_is_named()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1\n").Published();
        var history = Path.Combine(site.Store.Folder, "history.jsonl");
        var good = File.ReadAllText(history);
        File.WriteAllText(history, "{" + good + good);

        Assert.Equal("history.jsonl:1", Assert.Throws<FaultyInputException>(() => site.Store.History).Findings[0].Place!.ToString());
        File.WriteAllText(history, good);
    }

    [Fact]
    public void What_a_killed_build_left_lying_harms_nobody()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1\n").Published();
        Directory.CreateDirectory(Path.Combine(site.Store.Folder, "releases", ".0123"));
        File.WriteAllText(Path.Combine(site.Store.Folder, "releases", ".0123", "territories.tsv"), "TERR");
        File.WriteAllText(Path.Combine(site.Store.Folder, "snapshots", ".0123"), "half");

        Assert.False(site.Waste("code,year,value\n59183,2021,2\n").Build().Stopped);
        Assert.Equal("2 reference", site["waste commune:59183 2021"]);
        Assert.Empty(Verify.Run(site.Store, site.Release.Id));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(Path.Combine(site.Store.Folder, "releases")), f => Path.GetFileName(f).StartsWith('.'));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(Path.Combine(site.Store.Folder, "snapshots")), f => Path.GetFileName(f).StartsWith('.'));
    }

    [Fact]
    public void An_absent_folder_is_an_empty_store()
    {
        var store = new ReleaseStore(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")), TinyLists.Shared);

        Assert.Empty(store.History);
        Assert.Null(store.Current);
        Assert.False(Directory.Exists(store.Folder));
    }
}
