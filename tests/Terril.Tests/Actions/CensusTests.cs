using System.Globalization;
using System.Text;
using System.Text.Json;
using Terril.Actions.Census;
using Terril.Collectives.Joining;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Actions;

/// <summary>The census as everybody reads it: a list, a map, files, an API of the same actions.</summary>
public sealed class CensusTests
{
    [Theory, OnBothDatabases]
    public async Task List_map_csv_geojson_and_api_are_the_same_actions_whatever_is_asked(Provider on)
    {
        await using var house = await ActionsHouse.Open(on);
        var (organisation, axis) = (await house.Organisation("Structure exemple"), await Axis(house));
        var random = new Random(20151130);
        string[] territories = ["commune:59183", "commune:59350", "epci:200093201", "epci:245900428", "epci:200033579", "department:62", "region:32", "commune:99999"];
        string[] themes = ["waste", "climate", "energy", "food"];
        string[] indicators = ["waste.household.per-inhabitant", "ghg.emissions.per-inhabitant", "renewables.share"];
        string[] plans = ["pcaet", "crte", "cot"];
        string[] words = ["haie", "compost", "vélo", "toiture", "école"];
        string Some(string[] of) => string.Concat(of.Where(_ => random.Next(4) == 0).Select(k => $" {k} ")).Replace("  ", " ", StringComparison.Ordinal);
        await house.InDatabase(db =>
        {
            for (var i = 0; i < 120; i++)
            {
                var sheet = ActionsHouse.NewAction(house.Clock.Now, $"{words[random.Next(words.Length)]} numéro {i}");
                (sheet.Territories, sheet.Themes, sheet.Indicators, sheet.Plans, sheet.Stage) = (Some(territories), Some(themes), Some(indicators), Some(plans), (ActionStage)random.Next(6));
                if (random.Next(3) == 0) (sheet.Latitude, sheet.Longitude) = (50 + random.Next(10) / 10.0, 2 + random.Next(10) / 10.0);
                if (random.Next(4) == 0) ActionsHouse.Settle(sheet, 50 + random.NextDouble(), 2 + random.NextDouble());
                if (random.Next(4) == 0) (sheet.LeadId, sheet.LeadName) = (organisation.Id, organisation.Name);
                if (random.Next(5) == 0) sheet.Partners.Add(new() { SheetId = sheet.Id, Position = 1, OrganisationId = organisation.Id, Name = organisation.Name });
                if (random.Next(4) == 0) sheet.Axes = $" {axis} ";
                if (random.Next(10) == 0) sheet.State = ActionState.ToModerate;
                db.ActionSheets.Add(sheet);
            }
            return db.SaveChangesAsync();
        });

        string? One(string[] of) => random.Next(3) == 0 ? of[random.Next(of.Length)] : null;
        var sizes = new HashSet<int>();
        for (var i = 0; i < 50; i++)
        {
            (string, string?)[] filters =
            [
                ("theme", One(themes)), ("territory", One(territories)), ("indicator", One(indicators)), ("plan", One(plans)), ("stage", One([.. ActionsAsked.Stages.Keys])), ("q", One(words)),
                ("organisation", One([organisation.Slug])), ("axis", One([axis.ToString()])), ("place", random.Next(6) == 0 ? One(["none", .. territories]) : null),
                ("box", random.Next(4) == 0 ? One(["2,50,3,51", "2.2,50.3,2.6,50.7", "2.5,50.5,2.5,50.5", "-5,41,0,44"]) : null),
            ];
            var query = string.Join('&', filters.Where(f => f.Item2 is not null).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2!)}"));
            var list = await Listed(house, query);
            sizes.Add(list.Slugs.Count);
            Assert.True(list.Count == list.Slugs.Count, $"{query}: {list.Count} said, {list.Slugs.Count} listed");
            Assert.Equal(list.Slugs, Csv(await house.Text($"/actions.csv?{query}")));
            Assert.Equal(list.Slugs, GeoJson(await house.Text($"/actions.geojson?{query}")));
            Assert.Equal(list.Slugs, await Api(house, query));
            var (file, map) = (await house.Text($"/actions.geojson?{query}"), await house.Text($"/actions/carte.json?{query}"));
            Assert.Equal(Pointed(file), Points(map));
            Assert.Equal(Areas(file), Areas(await house.Text($"/actions/perimetres.json?{query}")));
            Assert.Equal(Areas(file).Count, JsonDocument.Parse(map).RootElement.GetProperty("areas").GetInt32());
            // Each action of the list is under a place of the map, and nothing else is.
            if (i % 5 == 0) Assert.Equal(list.Slugs.Order(StringComparer.Ordinal), await OnMap(house, list.Places));
        }
        // The filters did filter.
        Assert.True(sizes.Count > 10, $"{sizes.Count}");
    }

    [Fact]
    public async Task Ten_thousand_actions_stay_light()
    {
        await using var house = await PublicHouse.WithoutVisits(Provider.Sqlite);
        string[] territories = ["commune:59183", "epci:200093201", "epci:245900428", "epci:200033579", "department:62"];
        await house.InDatabase(async db =>
        {
            var random = new Random(20151130);
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var i = 0; i < 10_000; i++)
            {
                var sheet = ActionsHouse.NewAction(house.Clock.Now, $"Une action au titre assez long pour être vraisemblable, numéro {i}");
                (sheet.Latitude, sheet.Longitude) = (49.2 + (random.NextDouble() * 1.8), 1.6 + (random.NextDouble() * 2.5));
                (sheet.Territories, sheet.Themes, sheet.WhatFr) = ($" {territories[i % 5]} ", " waste ", string.Concat(Enumerable.Repeat("Une phrase qui dit ce qui est fait. ", 20)));
                db.ActionSheets.Add(sheet);
            }
            return await db.SaveChangesAsync();
        });

        var page = await house.Page("/actions");
        Assert.Equal("10000", page.QuerySelector("#compte")!.GetAttribute("data-count"));
        Assert.Equal(50, page.QuerySelectorAll("ol.list > li").Length);
        foreach (var path in new[] { "/actions", "/en/actions?number=200", "/territoires/commune/59183/dunkerque" })
        {
            var bytes = Encoding.UTF8.GetByteCount(await house.Text(path));
            Assert.True(bytes < 100_000, $"{path}: {bytes} bytes");
        }
        // Of the map: a tile for each intermunicipality, not a point for each action.
        Assert.True(Encoding.UTF8.GetByteCount(page.QuerySelector("section[aria-labelledby=carte]")!.OuterHtml) < 20_000);
        // A point each, two metres apart at the most.
        Assert.True(Compressed(await house.Text("/actions/carte.json")) < 60_000);
        // One thing of fifty, and how many there are.
        Assert.True(Encoding.UTF8.GetByteCount(await house.Text("/api/v1/actions")) < 60_000);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_a_cell_is_no_formula()
    {
        await using var house = await House.Open(Provider.Sqlite);
        await house.Action("=1+1", s => s.Slug = "formule");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await house.Client.GetAsync(new Uri("/actions?stage=finie", UriKind.Relative))).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await house.Client.GetAsync(new Uri("/actions.csv?stage=finie", UriKind.Relative))).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await house.Client.GetAsync(new Uri("/actions?number=2", UriKind.Relative))).StatusCode);
        foreach (var box in new[] { "2,50,3", "2,50,3,51,52", "3,50,2,51", "2,51,3,50", "2,50,NaN,51", "2,50,3,91", "ouest,50,3,51" })
            foreach (var path in new[] { "/actions", "/actions.csv", "/actions/carte.json", "/api/v1/actions" })
                Assert.Equal((path, box, System.Net.HttpStatusCode.BadRequest), (path, box, (await house.Client.GetAsync(new Uri($"{path}?box={box}", UriKind.Relative))).StatusCode));
        Assert.Contains(";'=1+1;", await house.Text("/actions.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_count_of_actions_stands_beside_the_gap_to_the_target_and_is_reckoned_with_it_nowhere()
    {
        await using var house = await ActionsHouse.Open(Provider.Sqlite);
        var said = await house.Words("/indicateurs/waste.household.per-inhabitant");
        Assert.Contains("Ce qui se fait sur ce sujet", said, StringComparison.Ordinal);
        Assert.Contains("2 actions recensées", said, StringComparison.Ordinal);
        // The sheet of a commune without an action shows its neighbours’.
        Assert.Contains("Dunkerque", await house.Words("/territoires/commune/59183/dunkerque"), StringComparison.Ordinal);
        Assert.Contains("/actions/climate-tour-une-journee-a-dunkerque-et-grande-synthe", await house.Text("/sitemap.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_API_that_holds_the_last_has_no_next_one()
    {
        await using var house = await House.Open(Provider.Sqlite);
        for (var i = 0; i < 4; i++) await house.Action($"Action {i}");
        foreach (var (take, pages) in new[] { (1, 4), (2, 2), (3, 2), (4, 1), (5, 1) })
        {
            var read = 0;
            for (var path = $"/api/v1/actions?take={take}"; path is not null; read++) path = JsonDocument.Parse(await house.Text(path)).RootElement.GetProperty("next").GetString();
            Assert.Equal((take, pages), (take, read));
        }
    }

    /// <summary>What is on the edge is in; what has no point is in no box.</summary>
    [Theory, OnBothDatabases]
    public async Task A_box_finds_what_lies_in_it_and_nothing_beside(Provider on)
    {
        await using var house = await House.Open(on);
        await house.Action("Dedans", a => (a.Latitude, a.Longitude) = (50.5, 3));
        await house.Action("Au bord", a => (a.Latitude, a.Longitude) = (51, 2));
        foreach (var (title, latitude, longitude) in new[] { ("Au nord", 51.01, 3.0), ("Au sud", 49.99, 3.0), ("A l ouest", 50.5, 1.99), ("A l est", 50.5, 4.01) })
            await house.Action(title, a => (a.Latitude, a.Longitude) = (latitude, longitude));
        await house.Action("Sans point");
        await house.Action("Un perimetre dedans", a => ActionsHouse.Settle(a, 50.2, 3.2));
        await house.Action("Un perimetre dehors", a => ActionsHouse.Settle(a, 52.2, 3.2));

        Assert.Equal(["au-bord", "dedans", "un-perimetre-dedans"], (await Listed(house, "box=2,50,4,51")).Slugs);
        Assert.Equal(9, (await Listed(house, "")).Count);
    }

    private static Task<Guid> Axis(House house) => house.InDatabase(async db =>
    {
        var collective = new Collective { Slug = "collectif-exemple", NameFr = "Collectif exemple", IsPublished = true, CreatedAt = house.Clock.Now, ChangedAt = house.Clock.Now };
        collective.Axes.Add(new() { CollectiveId = collective.Id, Position = 1, NameFr = "Parler d’une voix" });
        db.Collectives.Add(collective);
        await db.SaveChangesAsync();
        return collective.Axes[0].Id;
    });

    private static async Task<(List<string> Slugs, int Count, List<string> Places)> Listed(House house, string query)
    {
        List<string> slugs = [];
        for (var number = 1; ; number++)
        {
            var page = await house.Page($"/actions?{query}{(query.Length > 0 ? "&" : "")}number={number}");
            slugs.AddRange(page.QuerySelectorAll("ol.list > li h3 a").Select(a => a.GetAttribute("href")!.Split('/')[^1]));
            if (page.QuerySelector("a[rel=next]") is not null) continue;
            return (slugs, int.Parse(page.QuerySelector("#compte")!.GetAttribute("data-count")!, CultureInfo.InvariantCulture), [.. page.QuerySelectorAll("section[aria-labelledby=carte] a[href*='place=']").Select(a => a.GetAttribute("href")!)]);
        }
    }

    private static async Task<List<string>> OnMap(House house, IEnumerable<string> places)
    {
        HashSet<string> slugs = [];
        foreach (var place in places) slugs.UnionWith((await Listed(house, place.Split('?')[1])).Slugs);
        return [.. slugs.Order(StringComparer.Ordinal)];
    }

    private static List<string> Csv(string text) => [.. text.TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';')[0])];

    private static List<string> GeoJson(string text) => [.. JsonDocument.Parse(text).RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetString()!)];

    private static async Task<List<string>> Api(House house, string query)
    {
        List<string> slugs = [];
        for (var path = $"/api/v1/actions?{query}"; path is not null;)
        {
            var page = JsonDocument.Parse(await house.Text(path)).RootElement;
            slugs.AddRange(page.GetProperty("data").EnumerateArray().Select(a => a.GetProperty("slug").GetString()!));
            path = page.GetProperty("next").GetString();
        }
        return slugs;
    }

    private static IEnumerable<JsonElement> Features(string geoJson) =>
        JsonDocument.Parse(geoJson).RootElement.GetProperty("features").EnumerateArray().Where(f => f.GetProperty("geometry").ValueKind == JsonValueKind.Object);

    private static List<string> Areas(string geoJson) => [.. Features(geoJson).Select(f => f.GetProperty("geometry")).Where(g => g.GetProperty("type").GetString() != "Point").Select(g => g.GetRawText()).Order(StringComparer.Ordinal)];

    // Where the points of the file are, those that stand for areas included, and how many actions at each.
    private static SortedDictionary<(long East, long North), int> Pointed(string geoJson)
    {
        SortedDictionary<(long, long), int> points = [];
        foreach (var feature in Features(geoJson))
        {
            var (geometry, properties) = (feature.GetProperty("geometry"), feature.GetProperty("properties"));
            var (longitude, latitude) = geometry.GetProperty("type").GetString() == "Point"
                ? (geometry.GetProperty("coordinates")[0].GetDouble(), geometry.GetProperty("coordinates")[1].GetDouble())
                : (properties.GetProperty("longitude").GetDouble(), properties.GetProperty("latitude").GetDouble());
            var at = ((long)Math.Round(longitude * 100_000), (long)Math.Round(latitude * 100_000));
            points[at] = points.GetValueOrDefault(at) + 1;
        }
        return points;
    }

    // The same, read as the map reads it.
    private static SortedDictionary<(long East, long North), int> Points(string map)
    {
        SortedDictionary<(long, long), int> points = [];
        var (east, north) = (0L, 0L);
        foreach (var step in JsonDocument.Parse(map).RootElement.GetProperty("points").EnumerateArray().Select(n => n.GetInt64()).Chunk(3))
        {
            (east, north) = (east + step[0], north + step[1]);
            points.Add((east, north), (int)step[2]);
        }
        return points;
    }

    private static long Compressed(string text)
    {
        using var to = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(to, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(Encoding.UTF8.GetBytes(text));
        return to.Length;
    }
}
