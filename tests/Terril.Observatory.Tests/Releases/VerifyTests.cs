using Terril.Observatory.Releases;

namespace Terril.Observatory.Tests.Releases;

/// <summary>One character broken anywhere, and the file is named.</summary>
public class VerifyTests
{
    [Fact]
    public void A_release_is_what_it_says()
    {
        using var site = Site();

        Assert.Empty(Verify.Run(site.Store, site.Release.Id));
        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(site.Store.Folder, "releases")));
    }

    [Fact]
    public void One_character_of_any_file_of_the_site_is_named()
    {
        using var site = Site();
        foreach (var file in Directory.GetFiles(site.Folder, "*", SearchOption.AllDirectories))
        {
            var (name, before) = (Path.GetRelativePath(site.Folder, file), File.ReadAllBytes(file));
            Broken(file, before);
            var finding = Assert.Single(Verify.Run(site.Store, site.Release.Id));
            Assert.Equal(name, finding.Place!.File);
            File.WriteAllBytes(file, before);
        }
        Assert.Empty(Verify.Run(site.Store, site.Release.Id));
    }

    [Fact]
    public void One_character_of_any_kept_copy_is_named()
    {
        using var site = Site();
        var names = site.Release.Editions.ToDictionary(e => e.Sha256, e => e.Path);
        foreach (var file in Directory.GetFiles(Path.Combine(site.Store.Folder, "snapshots"), "*", SearchOption.AllDirectories))
        {
            var before = File.ReadAllBytes(file);
            Broken(file, before);
            var finding = Assert.Single(Verify.Run(site.Store, site.Release.Id));
            Assert.Equal("altered-snapshot", finding.Rule);
            if (names.TryGetValue(Path.GetFileName(file), out var name)) Assert.Equal(name, finding.Place!.File);
            else Assert.EndsWith("yaml", finding.Place!.File, StringComparison.Ordinal);
            File.Delete(file);
            Assert.Equal("missing-snapshot", Assert.Single(Verify.Run(site.Store, site.Release.Id)).Rule);
            File.WriteAllBytes(file, before);
        }
    }

    [Theory]
    [InlineData("manifest.json"), InlineData("site.json"), InlineData("findings.json"), InlineData("superseded.json"), InlineData("territories.tsv"), InlineData("cubes/waste.cube")]
    public void One_byte_of_a_file_of_the_release_is_named(string name)
    {
        using var site = Site();
        var file = Path.Combine(site.Store.Folder, "releases", site.Release.Id, name);
        var before = File.ReadAllBytes(file);
        foreach (var at in new[] { 0, 9, before.Length / 3, before.Length / 2, before.Length - 2 }.Where(i => i < before.Length))
        {
            var bytes = before.ToArray();
            bytes[at] ^= 1;
            File.WriteAllBytes(file, bytes);
            Assert.Contains(Verify.Run(site.Store, site.Release.Id), f => f.Place!.File.EndsWith(name, StringComparison.Ordinal));
        }
        File.WriteAllBytes(file, before[..^1]);
        Assert.Contains(Verify.Run(site.Store, site.Release.Id), f => f.Place!.File.EndsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_site_that_is_elsewhere_is_no_fault()
    {
        using var site = Site();
        Directory.Move(site.Folder, site.Folder + "-moved");

        Assert.Empty(Verify.Run(site.Store, site.Release.Id));
    }

    [Theory]
    [InlineData("0123456789abcdef"), InlineData(""), InlineData("../../etc"), InlineData("*")]
    public void A_release_that_is_not_there_is_refused(string id)
    {
        using var site = Site();

        Assert.Equal("unknown-release", Assert.Single(Verify.Run(site.Store, id)).Rule);
    }

    private static TinySite Site() => new TinySite().Waste("code,year,value\n59183,2021,1.5\n59350,2021,2\n").Write("themes.yaml", "- { id: waste, name: Waste }\n").Published();

    private static void Broken(string file, byte[] before)
    {
        var bytes = before.ToArray();
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
