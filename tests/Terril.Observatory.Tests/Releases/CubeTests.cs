using System.Text;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Sources;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Releases;

/// <summary>A cube is memory: what is damaged is refused by name, and never read past its end.</summary>
public class CubeTests
{
    private const string Waste = "cubes/waste.cube";

    [Fact]
    public void One_bit_broken_anywhere_is_refused_by_name()
    {
        using var site = Rich();
        var bytes = File.ReadAllBytes(PathOf(site, Waste));
        var directory = (int)BitConverter.ToInt64(bytes, bytes.Length - 24);
        Assert.All(["\"coverages\":", "\"editions\":{"], array => Assert.Contains(array, Encoding.UTF8.GetString(bytes, directory, bytes.Length - directory), StringComparison.Ordinal));
        var random = new Random(1);
        var ends = Enumerable.Range(0, 80).Concat(Enumerable.Range(bytes.Length - 40, 40));
        foreach (var at in ends.Concat(Draws(150, () => random.Next(bytes.Length))).Concat(Draws(60, () => random.Next(directory, bytes.Length))))
        {
            var broken = bytes.ToArray();
            broken[at] ^= (byte)(1 << random.Next(8));
            Refused(site, Waste, broken);
        }
    }

    [Fact]
    public void A_file_cut_at_any_length_is_refused_by_name()
    {
        using var site = Rich();
        var bytes = File.ReadAllBytes(PathOf(site, Waste));
        var random = new Random(2);
        foreach (var length in Enumerable.Range(0, 100).Concat(Enumerable.Range(bytes.Length - 50, 50)).Concat(Draws(60, () => random.Next(bytes.Length))))
            Refused(site, Waste, bytes[..length]);
        Refused(site, Waste, [.. bytes, 0]);
        File.Delete(PathOf(site, Waste));
        Assert.Equal(Waste, Fault(site).Place!.File);
    }

    [Fact]
    public void A_file_of_another_kind_indicator_or_release_is_refused_by_name()
    {
        using var site = Rich();
        using var other = Rich(last: "9");
        using var method = Rich();
        method.Write("sources/two.yaml", File.ReadAllText(method.PathOf("sources/two.yaml")).Replace("column: value, ", "column: value, unit: kt, ", StringComparison.Ordinal)).Published();
        Refused(site, Waste, new byte[4096]);
        Refused(site, Waste, File.ReadAllBytes(PathOf(site, "site.json")));
        Refused(site, Waste, File.ReadAllBytes(PathOf(site, "cubes/green.cube")));
        Refused(site, "cubes/green.cube", File.ReadAllBytes(PathOf(site, Waste)));
        Refused(site, Waste, File.ReadAllBytes(PathOf(other, Waste)));
        Refused(site, Waste, File.ReadAllBytes(PathOf(method, Waste)));
    }

    [Fact]
    public void Two_files_that_change_places_with_their_seals_are_refused()
    {
        using var site = Rich();
        var manifest = site.Release.Manifest;
        var territories = ShownTerritories.Read(File.ReadAllBytes(PathOf(site, ShownTerritories.FileName)), site.Release.Geography);
        File.Copy(PathOf(site, Waste), PathOf(site, "cubes/green.cube"), overwrite: true);

        var fault = Assert.Throws<FaultyInputException>(() => new Cube(Folder(site), "green", manifest.Cubes["waste"], territories, manifest.Editions));
        Assert.Contains("it is the cube of waste", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_other_territories_or_editions_is_refused_for_that()
    {
        using var site = Rich();
        var manifest = site.Release.Manifest;
        var lines = File.ReadAllLines(PathOf(site, ShownTerritories.FileName));
        var (all, fewer) = (Shown(lines), Shown(lines[1..]));

        Assert.Contains("territories of level commune", Fault(fewer, manifest.Editions), StringComparison.Ordinal);
        Assert.Contains("has not read “data/b.csv”", Fault(all, [.. manifest.Editions.Where(e => e.Path != "data/b.csv")]), StringComparison.Ordinal);

        ShownTerritories Shown(string[] kept) => ShownTerritories.Read(Encoding.UTF8.GetBytes(string.Concat(kept.Select(l => l + "\n"))), site.Release.Geography);
        string Fault(ShownTerritories territories, IReadOnlyList<Edition> editions) =>
            Assert.Throws<FaultyInputException>(() => new Cube(Folder(site), "waste", manifest.Cubes["waste"], territories, editions)).Message;
    }

    [Fact]
    public void What_is_broken_hides_nothing_else()
    {
        using var site = Rich();
        var bytes = File.ReadAllBytes(PathOf(site, Waste));
        bytes[CubeFile.Alignment] ^= 1;
        File.WriteAllBytes(PathOf(site, Waste), bytes);

        using var release = Opened(site);
        Assert.NotEmpty(release.Figures("green"));
        Assert.NotEmpty(release.Figures("waste", Level.Region));
        Assert.Throws<FaultyInputException>(() => release.Series("waste", "", new(Level.Commune, "59183")));
        Assert.Throws<FaultyInputException>(() => release.Series("waste", "", new(Level.Commune, "59183")));
    }

    [Fact]
    public void Many_who_read_first_at_once_read_the_same_or_are_all_refused()
    {
        using var site = Rich();
        var expected = site.Release.Figures().ToList();
        for (var round = 0; round < 20; round++)
        {
            using var release = Opened(site);
            Parallel.For(0, 8, new() { MaxDegreeOfParallelism = 8 }, _ => Assert.Equal(expected, release.Figures()));
        }
        var bytes = File.ReadAllBytes(PathOf(site, Waste));
        bytes[CubeFile.Alignment] ^= 1;
        File.WriteAllBytes(PathOf(site, Waste), bytes);
        using var broken = Opened(site);
        Parallel.For(0, 8, new() { MaxDegreeOfParallelism = 8 }, _ => Assert.Throws<FaultyInputException>(() => broken.Figures().Count()));
    }

    [Fact]
    public void A_store_that_found_damage_reads_again_what_was_put_back()
    {
        using var site = Rich();
        var (path, bytes) = (PathOf(site, Waste), File.ReadAllBytes(PathOf(site, Waste)));
        var asked = new ReleaseStore(site.Store.Folder, site.Store.Lists);
        double Read() => asked.Current!.Series("waste", "", new(Level.Commune, "59183"))[0].Value;
        File.WriteAllBytes(path, [.. bytes[..CubeFile.Alignment], (byte)(bytes[CubeFile.Alignment] ^ 1), .. bytes[(CubeFile.Alignment + 1)..]]);
        Assert.Throws<FaultyInputException>(() => Read());
        Assert.Same(asked.Current, asked.Current);

        Assert.False(site.Build().IsNew);
        Assert.Equal(1.5, Read());

        File.Delete(path);
        var late = new ReleaseStore(site.Store.Folder, site.Store.Lists);
        Assert.Throws<FaultyInputException>(() => late.Current);
        File.WriteAllBytes(path, bytes);
        Assert.NotNull(late.Current);
    }

    [Fact]
    public void A_cube_depends_on_its_own_figures_alone()
    {
        using var one = Rich();
        using var same = Rich();
        using var more = Rich();
        more.Write("indicators/first.yaml", "- { id: first, name: f, unit: t }\n").Write("data/first.csv", "code,year,value\n59183,2010,7\n")
            .Source("afirst", Reading("data/first.csv", "first", "published: 2011-01-01")).Published();

        Assert.Equal(SnapshotStore.HashOf(PathOf(one, Waste)), SnapshotStore.HashOf(PathOf(same, Waste)));
        Assert.Equal(SnapshotStore.HashOf(PathOf(one, Waste)), SnapshotStore.HashOf(PathOf(more, Waste)));
        Assert.NotEqual(one.Release.Id, more.Release.Id);
    }

    [Fact]
    public void An_indicator_without_a_figure_has_no_file()
    {
        using var site = Rich().Indicator("silent").Published();

        Assert.Equal(["green", "population", "waste"], Directory.GetFiles(Path.Combine(Folder(site), "cubes")).Select(Path.GetFileNameWithoutExtension).Order());
        Assert.Equal((0, 0), (site.Release.Figures("silent").Count(), site.Release.Levels("silent").Count));
    }

    [Theory]
    [InlineData("../waste"), InlineData("Waste"), InlineData("wa/ste"), InlineData("con.waste"), InlineData("com1"), InlineData("a234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890x")]
    public void An_indicator_that_cannot_name_a_file_is_refused(string id)
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1\n").Write("indicators/bad.yaml", $"- {{ id: {id}, name: n, unit: t }}\n");

        Assert.Contains("[bad-id]", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_names_the_bytes_that_were_written()
    {
        using var site = Rich();

        Assert.All(site.Release.Manifest.Files, f => Assert.Equal(f.Value, SnapshotStore.HashOf(PathOf(site, f.Key))));
        Assert.Equal(site.Release.Figures().LongCount(), site.Build().Figures);
    }

    [Theory]
    [InlineData("manifest.json"), InlineData("site.json"), InlineData("findings.json"), InlineData("territories.tsv")]
    public void One_byte_of_another_file_is_refused_by_name_when_it_opens(string name)
    {
        using var site = Rich();
        var bytes = File.ReadAllBytes(PathOf(site, name));
        foreach (var at in Enumerable.Range(0, 20).Select(n => n * (bytes.Length - 1) / 19))
        {
            var broken = bytes.ToArray();
            broken[at] ^= 1;
            Refused(site, name, broken);
        }
    }

    [Fact]
    public void A_release_of_an_older_engine_is_refused_with_its_version()
    {
        using var site = Rich();
        var manifest = File.ReadAllText(PathOf(site, "manifest.json"));
        var old = manifest[..manifest.LastIndexOf(",\n  \"cubes\"", StringComparison.Ordinal)].Replace($"\"{Publish.EngineVersion}\"", "\"0.1.0\"", StringComparison.Ordinal) + "\n}";
        var bytes = Encoding.UTF8.GetBytes(old);
        var id = SnapshotStore.HashOf(bytes)[..16];
        Directory.CreateDirectory(site.Store.PathOf(id));
        File.WriteAllBytes(Path.Combine(site.Store.PathOf(id), "manifest.json"), bytes);

        var finding = Assert.Throws<FaultyInputException>(() => site.Store.Open(id)).Findings[0];
        Assert.Equal(("older-release", id), (finding.Rule, finding.Place!.File));
        Assert.Contains("0.1.0", finding.Message.Fr, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_read_alone_and_the_latest_are_those_of_the_series()
    {
        using var site = Rich();
        var release = site.Release;
        var territories = release.Geography.Levels.SelectMany(release.Shown).Select(t => t.Id).ToList();
        foreach (var indicator in release.Site.Indicators.Select(i => i.Id))
        {
            foreach (var territory in territories)
            {
                var series = release.Series(indicator, "", territory);
                Assert.Equal(series, release.Figures(indicator, territory: territory).Where(f => f.Key.Breakdown.Length == 0));
                Assert.All(series, figure => Assert.Equal(figure, release.Find(figure.Key)));
                Assert.Equal(series.Any(f => f.HasValue) ? series.Last(f => f.HasValue) : series.Count > 0 ? series[^1] : null, release.Latest(indicator, "", territory));
                Assert.Equal(release.Figures(indicator, territory: territory).Any(), release.Says(indicator, territory));
            }
        }
        Assert.Null(release.Find(new FigureKey("waste", "", new(Level.Commune, "59350"), Period.Of(1999))));
        Assert.Null(release.Latest("waste", "", new(Level.Commune, "99999")));
        Assert.False(release.Says("unknown", territories[0]));
    }

    // Communes partly known and two editions: every kind of array.
    private static TinySite Rich(string last = "3") => new TinySite()
        .Indicator("waste").Indicator("green")
        .Write("data/a.csv", "code,year,value,green\n59183,2020,1.5,1\n59350,2020,2,\n59183,2021,4,5\n").Write("data/b.csv", $"code,year,value\n59350,2021,{last}\n59183,2022,s\n")
        .Source("one", Reading("data/a.csv", "waste", "published: 2022-01-01", ", { column: green, indicator: green }"))
        .Source("two", Reading("data/b.csv", "waste", "published: 2023-01-01", marks: "secret: [s]"))
        .Published();

    private static string Reading(string file, string indicator, string published, string more = "", string marks = "") => $$"""
        files: [{ path: {{file}}, {{published}} }]
        read:
          territory: { column: code, level: commune }
          period: { column: year }
          values: [{ column: value, indicator: {{indicator}} }{{more}}]
          {{marks}}
        """;

    private static IEnumerable<int> Draws(int count, Func<int> draw) => Enumerable.Range(0, count).Select(_ => draw());

    private static string Folder(TinySite site) => Path.Combine(site.Store.Folder, "releases", site.Release.Id);

    private static string PathOf(TinySite site, string name) => Path.Combine(Folder(site), name);

    private static Release Opened(TinySite site) => new(site.Release.Id, Folder(site), site.Store.Lists);

    // A reader may be anywhere when it finds out: all is read.
    private static Finding Fault(TinySite site) => Assert.Throws<FaultyInputException>(() =>
    {
        using var release = Opened(site);
        _ = release.Figures().Count();
    }).Findings[0];

    // In another file of the same name: those that are read are never written to.
    private static void Refused(TinySite site, string name, byte[] bytes)
    {
        var (path, kept) = (PathOf(site, name), PathOf(site, name) + ".kept");
        File.Move(path, kept);
        File.WriteAllBytes(path, bytes);
        var finding = Fault(site);
        Assert.Equal(("broken-release", name), (finding.Rule, finding.Place!.File));
        Assert.Contains("build", finding.Message.Fr, StringComparison.Ordinal);
        File.Move(kept, path, overwrite: true);
    }
}
