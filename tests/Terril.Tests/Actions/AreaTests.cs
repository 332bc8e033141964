using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Terril.Actions.Census;
using Terril.Actions.Public;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits;

namespace Terril.Tests.Actions;

/// <summary>The ground of an action: read as other programs copy it, drawn, counted in km², given back as it was.</summary>
public sealed class AreaTests
{
    private const string Square = "POLYGON ((3 50, 3.01 50, 3.01 50.01, 3 50.01, 3 50))";

    [Theory]
    [InlineData(Square)]
    [InlineData("SRID=4326;POLYGON Z ((3 50 12, 3.01 50 12, 3.01 50.01 12, 3 50.01 12, 3 50 12))")]
    [InlineData("""{"type":"Polygon","coordinates":[[[3,50],[3.01,50],[3.01,50.01],[3,50.01],[3,50]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[3,50],[3,50.01],[3.01,50.01],[3.01,50],[3,50]]]}""")]
    [InlineData("""{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Polygon","coordinates":[[[3,50],[3.01,50],[3.01,50.01],[3,50.01],[3,50]]]}}""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[3,50],[3.005,50],[3.005,50.01],[3,50.01],[3,50]]]}},{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[[[3.005,50],[3.01,50],[3.01,50.01],[3.005,50.01],[3.005,50]]]}}]}""")]
    public void The_same_ground_is_read_however_it_is_written(string said)
    {
        Assert.True(Area.TryRead(said, out var area, out var wrong), wrong.Fr);
        // A degree of the mean sphere is 111.195 km.
        Assert.Equal(1.11195 * 1.11195 * Math.Cos(50.005 * Math.PI / 180), area.SquareKilometres, 1e-4);
        Assert.Equal(new Box(3, 50, 3.01, 50.01), area.Bounds);
        var ring = JsonDocument.Parse(area.ToGeoJson()).RootElement.GetProperty("coordinates")[0].EnumerateArray().Select(p => new Coordinate(p[0].GetDouble(), p[1].GetDouble())).ToArray();
        Assert.True(NetTopologySuite.Algorithm.Orientation.IsCCW(ring), "RFC 7946: an outline turns to the left");
    }

    [Theory]
    [InlineData("", "ne se lit pas")]
    [InlineData("rien", "ne se lit pas")]
    [InlineData("{", "ne se lit pas")]
    [InlineData("{}", "ne se lit pas")]
    [InlineData("""{"type":"Topology"}""", "ne se lit pas")]
    [InlineData("""{"type":"Feature","geometry":null}""", "ne se lit pas")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "polygone ou plusieurs")]
    [InlineData("POLYGON ((3 50, 3.01 50, 3.01 50.01, 3 50.01))", "ne se lit pas")]
    [InlineData("POLYGON EMPTY", "polygone ou plusieurs")]
    [InlineData("POINT (3 50)", "polygone ou plusieurs")]
    [InlineData("""{"type":"GeometryCollection","geometries":[]}""", "polygone ou plusieurs")]
    [InlineData("POLYGON ((704000 7059000, 705000 7059000, 705000 7060000, 704000 7059000))", "en degrés")]
    [InlineData("POLYGON ((3 50, NaN 50, 3.01 50.01, 3 50))", "")]
    [InlineData("POLYGON ((3 50, 3.01 50.01, 3.01 50, 3 50.01, 3 50))", "se croise")]
    [InlineData("POLYGON ((3 50, 3.000001 50, 3.000001 50.000001, 3 50))", "plus petit qu’un mètre")]
    public void What_is_wrong_is_said(string said, string words)
    {
        Assert.False(Area.TryRead(said, out _, out var wrong));
        Assert.Contains(words, wrong.Fr, StringComparison.Ordinal);
        Assert.NotEmpty(wrong.En);
    }

    [Fact]
    public void Too_much_is_refused()
    {
        Assert.False(Area.TryRead(Round(Area.MostVertices + 1), out _, out var wrong));
        Assert.Contains("1001", wrong.Fr, StringComparison.Ordinal);
        Assert.True(Area.TryRead(Round(Area.MostVertices), out _, out _));
        Assert.False(Area.TryRead(new string(' ', Area.Longest + 1), out _, out _));
        Assert.False(Area.TryRead(string.Concat(Enumerable.Repeat("{\"type\":\"Feature\",\"geometry\":", 3_000)), out _, out _));
        Assert.False(Area.TryRead(new string('[', 90_000), out _, out _));
        Assert.False(Area.TryRead(string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION(", 5_000)), out _, out _));
    }

    [Fact]
    public void Whatever_is_damaged_is_read_or_refused_and_what_is_read_is_given_back_as_it_is()
    {
        var random = new Random(20151130);
        string[] seeds = [Square, Round(40), "MULTIPOLYGON (((3 50, 3.1 50, 3.1 50.1, 3 50.1, 3 50), (3.02 50.02, 3.02 50.05, 3.05 50.05, 3.02 50.02)), ((4 50, 4.1 50, 4 50.1, 4 50)))"];
        seeds = [.. seeds, .. seeds.Select(seed => Area.TryRead(seed, out var area, out _) ? area.ToGeoJson() : throw new InvalidOperationException(seed))];
        const string Signs = "0123456789.,-+eE()[]{}\":; POLYGNMUTZ";
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var said = seeds[i % seeds.Length].ToCharArray().ToList();
            for (var n = random.Next(1, 4); n > 0 && said.Count > 0; n--)
            {
                var at = random.Next(said.Count);
                if (random.Next(3) == 0) said.RemoveAt(at);
                else if (random.Next(2) == 0) said[at] = Signs[random.Next(Signs.Length)];
                else said.Insert(at, Signs[random.Next(Signs.Length)]);
            }
            if (!Area.TryRead(new([.. said]), out var area, out var wrong))
            {
                Assert.NotEmpty(wrong.Fr);
                continue;
            }
            read++;
            var geoJson = area.ToGeoJson();
            Assert.Equal(geoJson, Area.Read(geoJson).ToGeoJson());
            Assert.True(Area.TryRead(area.ToWkt(), out var again, out var why), $"{area.ToWkt()} {why.Fr}");
            Assert.Equal(area.SquareKilometres, again.SquareKilometres, 1e-9);
        }
        Assert.InRange(read, 1_000, 19_000);
    }

    [Fact]
    public void The_point_that_stands_for_it_is_in_it_where_its_middle_is_not()
    {
        const string Horseshoe = "POLYGON ((3 50, 3.1 50, 3.1 50.1, 3.09 50.1, 3.09 50.01, 3.01 50.01, 3.01 50.1, 3 50.1, 3 50))";
        Assert.True(Area.TryRead(Horseshoe, out var area, out _));
        var (latitude, longitude) = area.Inside;
        Assert.True(new WKTReader().Read(Horseshoe).Covers(new Point(longitude, latitude)));
    }

    [Theory, OnBothDatabases]
    public async Task A_member_gives_an_area_and_everybody_sees_it_drawn_counted_and_in_the_files(Provider on)
    {
        await using var house = await House.Open(on);
        var mine = await house.Organisation("Structure exemple");
        var sheet = await house.Action("Nos haies", s => (s.LeadId, s.LeadName) = (mine.Id, mine.Name));
        using var member = await house.SignIn(Role.Member, mine.Id);
        var form = $"/gestion/organisation/actions/{sheet.Id}";

        var refused = await member.Follow(await member.Fill(form, ("Form.Area", "POINT (3 50)")));
        Assert.Contains("un point s’écrit en latitude et longitude", refused.Said(), StringComparison.Ordinal);
        Assert.Equal("POINT (3 50)", refused.QuerySelector("#Area")!.TextContent);
        await member.Fill(form, ("Form.Area", Square), ("Form.Plans", "other"), ("Form.PlanName", "Plan exemple de haies"));

        var page = await house.Page("/actions/nos-haies");
        Assert.Contains("Plan exemple de haies", page.Said(), StringComparison.Ordinal);
        Assert.Contains("environ 79\u00a0ha", page.QuerySelector(".land")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("79\u00a0ha", page.QuerySelector(".land svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll(".land .ground"));
        var geometry = JsonDocument.Parse(await house.Text("/api/v1/actions/nos-haies")).RootElement.GetProperty("data").GetProperty("area").GetRawText();
        Assert.Contains(geometry, await house.Text("/actions.geojson"), StringComparison.Ordinal);
        Assert.Contains(geometry, await house.Text("/actions/perimetres.json"), StringComparison.Ordinal);
        Assert.Contains("POLYGON ((", await house.Text("/actions.csv"), StringComparison.Ordinal);

        // Opened and sent again it is the same; emptied it is gone, and the sheet is not.
        await member.Fill(form);
        Assert.Equal(geometry, await house.InDatabase(db => db.ActionAreas.Select(a => a.Shape).SingleAsync()));
        await member.Fill(form, ("Form.Area", ""));
        Assert.Equal(0, await house.InDatabase(db => db.ActionAreas.CountAsync()));
        Assert.DoesNotContain("POLYGON", await house.Text("/actions.csv"), StringComparison.Ordinal);
        Assert.Null((await house.Page("/actions/nos-haies")).QuerySelector(".land"));
    }

    [Theory, OnBothDatabases]
    public async Task The_area_of_what_nobody_reads_any_more_is_shown_to_nobody(Provider on)
    {
        await using var house = await House.Open(on);
        var sheet = await house.Action("Nos haies", s => ActionsHouse.Settle(s, 50, 3));
        Assert.Contains("Polygon", await house.Text("/actions/perimetres.json"), StringComparison.Ordinal);
        using var staff = await house.SignIn(Role.Editor);
        await staff.Fill($"/gestion/actions/{sheet.Id}", "form[action*='handler=withdraw']", ("reason", "Abandonnée."));

        foreach (var path in new[] { "/actions/perimetres.json", "/actions.geojson", "/actions.csv" })
            Assert.DoesNotContain("polygon", await house.Text(path), StringComparison.OrdinalIgnoreCase);
        Assert.NotNull((await staff.Page($"/gestion/actions/{sheet.Id}")).QuerySelector(".land"));
    }

    [Fact]
    public async Task More_areas_than_can_be_told_apart_are_not_drawn()
    {
        await using var house = await House.Open(Provider.Sqlite);
        await house.InDatabase(db =>
        {
            for (var i = 0; i <= MapData.MostAreas; i++)
            {
                var sheet = ActionsHouse.NewAction(house.Clock.Now, $"Haie {i}");
                ActionsHouse.Settle(sheet, 50, 3 + (i / 100.0));
                db.Add(sheet);
            }
            return db.SaveChangesAsync();
        });
        static int Drawn(string json) => JsonDocument.Parse(json).RootElement.GetProperty("features").GetArrayLength();

        Assert.Equal(0, Drawn(await house.Text("/actions/perimetres.json")));
        Assert.Equal(MapData.MostAreas, Drawn(await house.Text("/actions/perimetres.json?box=3.005,49,4,51")));
        Assert.Equal(MapData.MostAreas + 1, Drawn(await house.Text("/actions.geojson")));
    }

    /// <summary>The page draws it among the borders of the communes, where some are loaded; a point is drawn only there.</summary>
    [Fact]
    public async Task It_is_drawn_among_the_borders_of_the_communes()
    {
        await using var house = await House.WithMap(Squares.File(Squares.Towns));
        await house.Action("Un quartier", s => ActionsHouse.Settle(s, 50.05, 2.1));
        await house.Action("Un compost", s => (s.Latitude, s.Longitude) = (50.05, 2.1));
        foreach (var (slug, drawn) in new[] { ("un-quartier", ".ground"), ("un-compost", ".dot") })
        {
            var land = (await house.Page($"/actions/{slug}")).QuerySelector(".land")!;
            Assert.NotEmpty(land.QuerySelector(".border")!.GetAttribute("d")!);
            Assert.Single(land.QuerySelectorAll(drawn));
        }
        await using var bare = await House.Open(Provider.Sqlite);
        await bare.Action("Un compost", s => (s.Latitude, s.Longitude) = (51.03, 2.37));
        Assert.Null((await bare.Page("/actions/un-compost")).QuerySelector(".land"));
    }

    /// <summary>As small and as far as they may be.</summary>
    [Theory]
    [InlineData("POLYGON ((3 50, 3.00002 50, 3.00002 50.00002, 3 50))", "environ 2 m²", "10 m")]
    [InlineData("POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))", "environ 510\u202f065\u202f881 km²", "10\u202f000 km")]
    [InlineData("POLYGON ((0 89.9, 90 89.9, 180 89.9, 0 90, 0 89.9))", "km²", "km")]
    public async Task However_small_or_large_it_is_drawn(string said, string extent, string bar)
    {
        await using var house = await House.Open(Provider.Sqlite);
        Assert.True(Area.TryRead(said, out var area, out _));
        await house.Action("Une haie", s => SheetForm.Settle(s, area));
        var land = (await house.Page("/actions/une-haie")).QuerySelector(".land")!;
        var says = land.TextContent.Replace('\u00a0', ' ');
        Assert.Contains(extent, says, StringComparison.Ordinal);
        Assert.Contains(bar, says, StringComparison.Ordinal);
        Assert.DoesNotMatch("NaN|∞|E[+-]", land.InnerHtml);
    }

    /// <summary>What is known and what changed make what would be read anew.</summary>
    [Theory, OnBothDatabases]
    public async Task What_changed_alone_is_read_again_and_the_census_is_the_same(Provider on)
    {
        await using var house = await House.Open(on);
        var organisation = await house.Organisation("Structure exemple");
        List<ActionSheet> sheets = [];
        for (var i = 0; i < 6; i++) sheets.Add(await house.Action($"Action {i}", s => ActionsHouse.Settle(s, 50, 3)));
        await Same(6);

        house.Clock.Advance(TimeSpan.FromHours(1));
        using var staff = await house.SignIn(Role.Editor);
        await staff.Fill($"/gestion/actions/{sheets[0].Id}/modifier", ("Form.TitleFr", "Zones humides"), ("Form.Partners", organisation.Name), ("Form.Area", ""));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await staff.Fill($"/gestion/actions/{sheets[1].Id}", "form[action*='handler=withdraw']", ("reason", "Abandonnée."));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Action("Une autre");
        await Same(6);

        // What is taken from the table itself touched nothing else.
        await house.InDatabase(db => db.ActionSheets.Where(s => s.Id == sheets[2].Id).ExecuteDeleteAsync());
        house.Services.GetRequiredService<KnownActions>().Changed();
        await Same(5);

        async Task Same(int count)
        {
            var known = (await house.Services.GetRequiredService<KnownActions>().Now()).All;
            using var anew = ActivatorUtilities.CreateInstance<KnownActions>(house.Services);
            Assert.Equal(count, known.Count);
            Assert.Equal((await anew.Now()).All.Select(a => JsonSerializer.Serialize(a)), known.Select(a => JsonSerializer.Serialize(a)));
        }
    }

    private static string Round(int vertices)
    {
        var points = Enumerable.Range(0, vertices - 1).Select(i => 2 * Math.PI * i / (vertices - 1)).Append(0).Select(a => string.Create(CultureInfo.InvariantCulture, $"{3 + (0.3 * Math.Cos(a)):0.#####} {50 + (0.3 * Math.Sin(a)):0.#####}"));
        return $"POLYGON (({string.Join(", ", points)}))";
    }
}
