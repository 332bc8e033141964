using Terril.Observatory.Releases;

namespace Terril.Observatory.Tests.Building;

/// <summary>A build makes again what changed, and nothing else.</summary>
public sealed class BuiltUnitsTests
{
    private const int Sources = 10;

    [Fact]
    public void Touching_one_source_of_ten_makes_it_again_and_what_is_computed_from_it()
    {
        using var site = Ten().Published();
        var before = Units(site);

        // Source 3 gives q3, from which r3 is computed; m1 is weighted by q1 and knows nothing of it.
        var told = Touch(site, 3);

        Assert.Equal(["q3", "r3"], Made(site, before));
        Assert.Equal(["lecture de data/3.csv"], told.Read);
        Assert.Equal(2, told.Rows);
        Assert.Equal("33 reference", site["q3 commune:59183 2021"]);
        Assert.Equal(33 / 81_000d, site.Release.Find(TinySite.Key("r3 commune:59183 2021"))!.Value.Value, 1e-15);
    }

    [Fact]
    public void Touching_what_weighs_makes_the_mean_again()
    {
        using var site = Ten().Published();
        var before = Units(site);
        Touch(site, 1);

        Assert.Equal(["m1", "q1"], Made(site, before));
    }

    [Fact]
    public void When_nothing_changed_nothing_is_read_nor_made()
    {
        using var site = Ten().Published();
        var (before, release) = (Units(site), site.Release.Id);
        var told = Rebuild(site);

        Assert.Equal(release, site.Release.Id);
        Assert.Equal(before, Units(site));
        Assert.Equal((0, 0), (told.Read.Count, told.Rows));
    }

    [Fact]
    public void Words_of_the_site_and_its_targets_make_no_figure_again()
    {
        using var site = Ten().Published();
        var (before, release) = (Units(site), site.Release.Id);
        site.Write("site.yaml", File.ReadAllText(site.PathOf("site.yaml")).Replace("Trial", "Another name", StringComparison.Ordinal));
        Rebuild(site);

        Assert.NotEqual(release, site.Release.Id);
        Assert.Equal(before, Units(site));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("altered")]
    [InlineData("of another value")]
    [InlineData("gone")]
    [InlineData("unsaid")]
    public void What_was_kept_and_damaged_is_made_again(string how)
    {
        using var site = Ten().Published();
        var release = site.Release.Id;
        var cube = Directory.GetFiles(Path.Combine(site.Store.Folder, "units"), "q3.cube", SearchOption.AllDirectories).Single();
        var said = Path.Combine(Path.GetDirectoryName(cube)!, "..", "unit.json");
        var bytes = File.ReadAllBytes(cube);
        if (how == "cut") File.WriteAllBytes(cube, bytes[..^1]);
        else if (how == "altered") File.WriteAllBytes(cube, [.. bytes[..^1], (byte)~bytes[^1]]);
        else if (how == "of another value") File.WriteAllBytes(cube, [.. bytes[..64], (byte)~bytes[64], .. bytes[65..]]);
        else if (how == "gone") File.Delete(cube);
        else File.WriteAllText(said, "{\"editions\":");
        var told = Rebuild(site);

        Assert.Equal(["lecture de data/3.csv"], told.Read);
        Assert.Equal(release, site.Release.Id);
        Assert.Equal(bytes, File.ReadAllBytes(Directory.GetFiles(Path.Combine(site.Store.Folder, "units"), "q3.cube", SearchOption.AllDirectories).Single()));
        Assert.Empty(Verify.Run(site.Store, release));
    }

    [Fact]
    public void What_is_used_no_more_is_deleted_and_a_refusal_deletes_nothing()
    {
        using var site = Ten().Published();
        var before = Units(site);
        site.Write("data/3.csv", "code,year,value\n59183,2021,abc\n");
        Assert.True(site.Build().Stopped);
        Assert.Equal(before, Units(site));

        Touch(site, 3);
        Assert.Equal(before.Count, Units(site).Count);
        Touch(site, 3, value: 3);
        Assert.Equal(before, Units(site));
    }

    private static TinySite Ten()
    {
        var site = new TinySite();
        for (var i = 0; i < Sources; i++)
        {
            site.Indicator($"q{i}").Write($"data/{i}.csv", $"code,year,value\n59183,2021,{i}\n59350,2021,2.25\n").Source($"s{i}", $$"""
                files: [{ path: data/{{i}}.csv }]
                read: { territory: { column: code, level: commune }, period: { column: year }, values: [{ column: value, indicator: q{{i}} }] }
                """);
        }
        return site.Indicator("r3", "unit: t/hab, kind: ratio, aggregate: ratio, ratio: { numerator: q3, denominator: population, within: 3 }")
            .Indicator("m1", "unit: m, kind: index, aggregate: mean, weight: q1").Write("data/m.csv", "code,year,value\n59183,2021,1\n59350,2021,5\n").Source("sm", """
            files: [{ path: data/m.csv }]
            read: { territory: { column: code, level: commune }, period: { column: year }, values: [{ column: value, indicator: m1 }] }
            """);
    }

    private static Told Touch(TinySite site, int source, int? value = null)
    {
        site.Write($"data/{source}.csv", $"code,year,value\n59183,2021,{value ?? 11 * source}\n59350,2021,2.25\n");
        return Rebuild(site);
    }

    private static Told Rebuild(TinySite site)
    {
        var told = new Told();
        var outcome = site.Publish.Run(site.Folder, new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), progress: told);
        Assert.False(outcome.Stopped, string.Join('\n', outcome.Findings));
        return told;
    }

    private static List<string> Units(TinySite site) => [.. Directory.GetDirectories(Path.Combine(site.Store.Folder, "units")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static List<string> Made(TinySite site, List<string> before) => [.. Units(site).Except(before)
        .SelectMany(unit => Directory.GetFiles(Path.Combine(site.Store.Folder, "units", unit, "cubes"))).Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    private sealed class Told : IProgress<BuildStep>
    {
        public HashSet<string> Read { get; } = [];

        public long Rows { get; private set; }

        public void Report(BuildStep value)
        {
            if (value.What.Fr.StartsWith("lecture", StringComparison.Ordinal)) Read.Add(value.What.Fr);
            Rows = value.Rows;
        }
    }
}
