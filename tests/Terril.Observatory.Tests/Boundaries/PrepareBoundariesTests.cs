using System.Text;
using Terril.Observatory.Boundaries;
using Terril.Observatory.Tests.Reading;

namespace Terril.Observatory.Tests.Boundaries;

public sealed class PrepareBoundariesTests : IDisposable
{
    private static readonly Patchwork Four = new(2, points: 3);

    private readonly TinySite _site = new();

    private BoundaryStore Maps => new(_site.Store.Folder);

    [Fact]
    public void A_file_of_the_vintage_is_drawn_and_says_where_it_comes_from()
    {
        var drawn = Prepare(Four.GeoJson(["59183", "59350", "80021", "62041"]), findings: ["not-drawn"]);
        var kept = Maps.Find(2026)!;

        Assert.Equivalent(drawn, kept);
        Assert.Equal(("IGN", "Licence Ouverte 2.0", new DateOnly(2026, 3, 1), "communes.geojson"), (kept.Source, kept.Licence, kept.Date!.Value, kept.File));
        Assert.Equal(["59183", "59350", "62041", "80021"], Map().Communes.Keys.Order());
        Assert.Equal(3778, kept.NotDrawn.Count);
        Assert.StartsWith("communes-2026-", kept.Topology, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_file_gives_the_same_bytes_packed_or_not()
    {
        var first = Prepare(Four.GeoJson(["59183", "59350", "80021", "62041"])).Topology;
        var bytes = Maps.Read(Maps.Find(2026)!).Brotli;
        _site.Write("communes.geojson.gz", Zip.Gzip(Encoding.UTF8.GetBytes(Four.GeoJson(["59183", "59350", "80021", "62041"]))));
        var again = Run("communes.geojson.gz").Drawn.Topology;

        Assert.Equal(first, again);
        Assert.Equal(bytes, Maps.Read(Maps.Find(2026)!).Brotli);
    }

    [Fact]
    public void Communes_merged_since_lose_the_border_between_them()
    {
        // Grécourt went into Hombleux on 1 January 2019; the lists of 2019 have forgotten it.
        Prepare(Four.GeoJson(["80442", "80389", "59183", ""]), vintage: 2018, findings: ["not-drawn"]);
        var map = Map();

        Assert.Equal(["59183", "80442"], map.Communes.Keys.Order());
        Assert.Equal(["80442"], map.At(2.05, 50.05));
        Assert.Equal(["80442"], map.At(2.15, 50.05));
        Assert.Single(map.Communes["80442"]);
    }

    [Fact]
    public void A_commune_separated_again_is_found_in_a_file_from_before_it_was_made()
    {
        // Les Hauts-Talican: made of three in 2019, Beaumont-les-Nonains left it in 2024 and took back the code 60054.
        Prepare(Four.GeoJson(["60054", "60455", "60694", "59183"]), vintage: 2018, findings: ["not-drawn"]);
        var map = Map();

        Assert.Equal(["60054"], map.At(2.05, 50.05));
        Assert.Equal(["60694"], map.At(2.15, 50.05));
        Assert.Equal(["60694"], map.At(2.05, 50.15));
    }

    [Fact]
    public void A_commune_separated_since_is_told_and_not_invented()
    {
        Prepare(Four.GeoJson(["60054", "59350", "59183", ""]), vintage: 2021, findings: ["split-commune", "not-drawn"]);

        Assert.Equal(["59183", "59350"], Map().Communes.Keys.Order());
        Assert.Empty(Map().At(2.05, 50.05));
        Assert.Contains("60694", Maps.Find(2026)!.NotDrawn);
    }

    [Fact]
    public void A_commune_is_not_drawn_when_a_part_of_its_ground_is_missing()
    {
        // A commune that has gone since into another, which the file does not have.
        var lists = _site.Store.Lists;
        var merged = lists.At(2021).At("commune").First(c => c.Code.StartsWith("80", StringComparison.Ordinal) && lists.At(2026).Find(c.Id) is null);
        var heir = lists.Successors(merged.Id, 2026)[0];
        Prepare(Four.GeoJson([merged.Code, "59350", "59183", ""]), vintage: 2021, findings: ["incomplete-ground", "not-drawn"]);

        Assert.DoesNotContain(heir.Code, Map().Communes.Keys);
        Assert.Contains(heir.Code, Maps.Find(2026)!.NotDrawn);
    }

    [Fact]
    public void Codes_of_nowhere_and_features_without_one_are_told_and_other_regions_left_aside()
    {
        var file = Patchwork.Collection(
            Patchwork.Feature("59183", Patchwork.Text(Four.Ring(0, 0))), Patchwork.Feature("59999", Patchwork.Text(Four.Ring(1, 0))),
            Patchwork.Feature("75056", Patchwork.Text(Four.Ring(0, 1))), Patchwork.Feature("", Patchwork.Text(Four.Ring(1, 1))));
        Prepare(file, findings: ["no-code", "unknown-code", "not-drawn"]);

        Assert.Equal(["59183"], Map().Communes.Keys);
    }

    [Fact]
    public void The_property_of_the_codes_is_found_among_others_or_said()
    {
        var file = Four.GeoJson(["59183", "59350", "80021", "62041"], property: "INSEE_COM").Replace("\"nom\":\"Square\"", "\"postcode\":\"59670\",\"id\":\"COMMUNE_0000000009736048\"", StringComparison.Ordinal);

        Assert.Equal(4, Prepare(file).Communes);
        Assert.Equal(4, Prepare(file, code: "INSEE_COM").Communes);
        Assert.Equal("communes.geojson: No feature has a code of commune in property “insee”. Properties: INSEE_COM, id, postcode. [no-code]", Refused(file, code: "insee"));
    }

    [Fact]
    public void Borders_that_do_not_meet_are_told()
    {
        string[] codes = [.. _site.Store.Lists.At(2026).At("commune").Select(c => c.Code).Where(c => c.StartsWith("59", StringComparison.Ordinal)).Take(25)];
        var apart = Patchwork.Collection(codes.Select((code, i) => Patchwork.Feature(code, Patchwork.Text(new Patchwork(5, points: 3, seed: i).Ring(i % 5, i / 5)))));

        Prepare(new Patchwork(5, points: 3).GeoJson(codes), findings: ["not-drawn"]);
        Prepare(apart, findings: ["not-drawn", "borders-apart"]);
    }

    [Theory]
    [InlineData("", "empty-file")]
    [InlineData("code,name\n59183,Dunkerque\n", "invalid-json")]
    [InlineData("[1, 2]", "not-geojson")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "not-geojson")]
    [InlineData("""{"type":"Topology","objects":{},"arcs":[]}""", "not-geojson")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{}}]}""", "not-a-polygon")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[2,50]},"properties":{"code":"59183"}}]}""", "not-a-polygon")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"LineString","coordinates":[[2,50],[3,50]]},"properties":{"code":"59183"}}]}""", "not-a-polygon")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[2,"x"]]]},"properties":{"code":"59183"}}]}""", "not-geojson")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[2,50],[3]]]},"properties":{"code":"59183"}}]}""", "not-geojson")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[648000,7060000],[649000,7060000],[649000,7061000]]]},"properties":{"code":"59183"}}]}""", "out-of-wgs84")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[2,50],[3,50],[3,51]]]},"properties":{"name":"Dunkerque"}}]}""", "no-code")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[2,50],[3,50],[3,51]]]},"properties":{"code":"75056"}}]}""", "nothing-to-draw")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[2,50],[3,50],""", "invalid-json")]
    public void A_file_that_cannot_be_drawn_is_refused_with_its_rule(string text, string rule)
    {
        Assert.EndsWith($"[{rule}]", Refused(text), StringComparison.Ordinal);
        Assert.Null(Maps.Find(2026));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var whole = Four.GeoJson(["59183", "59350", "80021", "62041"]);
        foreach (var length in Enumerable.Range(1, 60).Select(i => whole.Length * i / 61)) Refused(whole[..length]);
        var packed = Zip.Gzip(Encoding.UTF8.GetBytes(whole));
        _site.Write("cut.geojson.gz", packed[..(packed.Length * 2 / 3)]);

        Assert.Equal("broken-archive", Assert.Throws<FaultyInputException>(() => Run("cut.geojson.gz")).Findings[0].Rule);
        Assert.Equal("missing-file", Assert.Throws<FaultyInputException>(() => Run("absent.geojson")).Findings[0].Rule);
    }

    [Fact]
    public void A_map_altered_on_the_disk_is_refused_and_the_former_one_is_swept()
    {
        var first = Prepare(Four.GeoJson(["59183", "59350", "80021", "62041"])).Topology;
        var second = Prepare(Four.GeoJson(["59350", "59183", "80021", "62041"]));
        var folder = Path.Combine(_site.Store.Folder, "boundaries");

        Assert.NotEqual(first, second.Topology);
        Assert.Equal(["commune-2026.json", second.Topology, $"{second.Topology}.br"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        File.AppendAllText(Path.Combine(folder, second.Topology), " ");
        Assert.Equal("damaged-boundaries", Assert.Throws<FaultyInputException>(() => Maps.Read(Maps.Find(2026)!)).Findings[0].Rule);
    }

    [Fact]
    public void The_real_communes_of_a_region_weigh_no_more_than_a_map_may()
    {
        const string File = "geo/communes-hauts-de-france-2018.geojson";
        var path = Path.Combine(Environment.GetEnvironmentVariable("TERRIL_REAL_DATA") ?? "", File);
        Assert.SkipUnless(System.IO.File.Exists(path), $"TERRIL_REAL_DATA does not lead to {File}.");

        var outcome = new PrepareBoundaries(_site.Store.Lists, Maps).Run(_site.Folder, new(path, 2018, "IGN", "Licence Ouverte 2.0"));

        Assert.Empty(outcome.Findings);
        Assert.Equal((3782, 0), (outcome.Drawn.Communes, outcome.Drawn.NotDrawn.Count));
        Assert.InRange(outcome.Drawn.Compressed, 110_000, 130_000);
        var (map, random) = (Map(), new Random(1));
        Assert.Equal(["59350"], map.At(3.0573, 50.6292));
        // Well inside of the region.
        for (var i = 0; i < 3000; i++) Assert.Single(map.At(2 + (random.NextDouble() * 1.3), 49.5 + (random.NextDouble() * 0.8)));
    }

    public void Dispose() => _site.Dispose();

    private ReadMap Map() => new(Maps.Read(Maps.Find(2026)!).Plain);

    private BoundaryOutcome Run(string file, int vintage = 2026, string? code = null) =>
        new PrepareBoundaries(_site.Store.Lists, Maps).Run(_site.Folder, new(_site.PathOf(file), vintage, "IGN", "Licence Ouverte 2.0", new DateOnly(2026, 3, 1), code));

    private DrawnBoundaries Prepare(string geoJson, int vintage = 2026, string? code = null, string[]? findings = null)
    {
        _site.Write("communes.geojson", geoJson);
        var outcome = Run("communes.geojson", vintage, code);
        if (findings is not null) Assert.Equal(findings, outcome.Findings.Select(f => f.Rule));
        return outcome.Drawn;
    }

    private string Refused(string geoJson, string? code = null)
    {
        _site.Write("communes.geojson", geoJson);
        var finding = Assert.Single(Assert.Throws<FaultyInputException>(() => Run("communes.geojson", code: code)).Findings);
        Assert.NotEqual(finding.Message.Fr, finding.Message.En);
        return finding.In("en");
    }
}
