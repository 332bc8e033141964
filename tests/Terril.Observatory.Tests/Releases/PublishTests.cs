using System.Globalization;
using Terril.Observatory.Releases;
using Terril.Observatory.Sources;

namespace Terril.Observatory.Tests.Releases;

/// <summary>One way to publish: whole, dated, the same for the same input.</summary>
public class PublishTests
{
    [Fact]
    public void The_same_site_gives_the_same_bytes_in_any_folder_order_and_culture()
    {
        var files = Files();
        using var one = Written(files);
        var releases = new[] { "fr-FR", "tr-TR", "ar-SA", "" }.Select(culture =>
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            using var other = Written([.. files.Reverse()]);
            return (other.Release.Id, Bytes(other));
        }).ToArray();

        Assert.NotEmpty(one.Findings("not-carried"));
        Assert.All(releases, r => Assert.Equal((one.Release.Id, Bytes(one)), r));
    }

    [Fact]
    public void Another_byte_is_another_release()
    {
        var files = Files();
        using var one = Written(files);
        var data = files.ToArray();
        var at = Array.FindIndex(data, f => f.Key == "data/waste.csv");
        data[at] = new(data[at].Key, data[at].Value.Replace("12.5", "12.6", StringComparison.Ordinal));
        using var other = Written(data);

        Assert.NotEqual(one.Release.Id, other.Release.Id);
    }

    [Fact]
    public void Building_again_publishes_nothing_new()
    {
        using var site = Written(Files());

        Assert.Equal((site.Release.Id, false), (site.Build().Release, site.Build().IsNew));
        Assert.Single(site.Store.History);
    }

    [Fact]
    public void Two_builds_at_once_are_one_and_a_refusal()
    {
        using var site = Written(Files());
        using (new FileStream(Path.Combine(site.Store.Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var finding = Assert.Single(site.Build().Findings);
            Assert.Equal("busy", finding.Rule);
            Assert.Contains("another build is under way", finding.Message.En, StringComparison.Ordinal);
        }
        Assert.False(site.Build().Stopped);
    }

    [Fact]
    public void Checking_publishes_nothing_and_finds_what_building_finds()
    {
        using var site = new TinySite();
        foreach (var (name, text) in Files()) site.Write(name, text);
        var found = Publish.Check(site.Folder, TinyLists.Shared);

        Assert.False(Directory.Exists(site.Store.Folder));
        Assert.Equal(site.Build().Findings, found);
    }

    [Fact]
    public void A_damaged_release_is_put_back_by_building()
    {
        using var site = Written(Files());
        File.AppendAllText(Path.Combine(site.Store.Folder, "releases", site.Release.Id, "findings.json"), " ");
        Assert.NotEmpty(Verify.Run(site.Store, site.Release.Id));

        site.Build();
        Assert.Empty(Verify.Run(site.Store, site.Release.Id));
    }

    [Fact]
    public void A_damaged_copy_is_never_read_for_what_it_was()
    {
        using var site = Written(Files());
        var edition = site.Release.Editions.First(e => e.Path == "data/waste.csv");
        var kept = site.Store.Snapshots.PathOf(edition.Sha256);
        File.WriteAllText(kept, File.ReadAllText(kept).Replace("12.5", "99.5", StringComparison.Ordinal));

        site.Build();
        Assert.Equal("12.5 reference", site["waste commune:59183 2018"]);
        Assert.Empty(Verify.Run(site.Store, site.Release.Id));
    }

    // Warnings with numbers among them: a code unknown, a value that is not carried.
    private static KeyValuePair<string, string>[] Files() =>
    [
        new("indicators/waste.yaml", "- { id: waste, name: w, unit: t }\n- { id: index, name: i, unit: \"%\", kind: index, aggregate: none }\n"),
        new("data/waste.csv", "code,year,value,i\n59183,2018,12.5,1.5\n59006,2018,1234.5678,2.25\n99999,2018,0.125,0\n"),
        new("sources/waste.yaml", """
            id: waste
            title: w
            publisher: Someone
            files: [{ path: data/waste.csv }]
            read: { territory: { column: code, level: commune, vintage: 2019 }, period: { column: year }, values: [{ column: value, indicator: waste }, { column: i, indicator: index }] }
            checks: [{ coverage: 0.5 }]
            """),
    ];

    private static TinySite Written(IEnumerable<KeyValuePair<string, string>> files)
    {
        var site = new TinySite();
        foreach (var (name, text) in files) site.Write(name, text);
        return site.Published();
    }

    private static string Bytes(TinySite site) => string.Join(' ', Directory.GetFiles(Path.Combine(site.Store.Folder, "releases", site.Release.Id), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(SnapshotStore.HashOf));
}
