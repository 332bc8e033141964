using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Maps;

public sealed class CommuneMapTests
{
    private const string Population = "/indicateurs/population?level=commune&period=2023";

    internal static readonly Lazy<Task<House>> Towns = new(() => House.WithMap(Squares.File(Squares.Towns)));

    [Fact]
    public async Task Without_boundaries_a_page_has_neither_map_nor_script()
    {
        var page = await (await House.Shared(Provider.Sqlite)).Page(Population);

        Assert.Empty(page.QuerySelectorAll("terril-map, script"));
    }

    [Theory]
    [InlineData("", "Carte des communes, 2023", "Contours\u00a0: IGN, Admin Express, édition du 05/01/2026, Licence Ouverte 2.0", "3\u202f776 communes", "8 requêtes")]
    [InlineData("/en", "Map of the communes, 2023", "Outlines: IGN, Admin Express, edition of 05/01/2026, Licence Ouverte 2.0", "3,776 communes", "requests")]
    public async Task With_them_the_map_is_offered_with_its_source_and_the_list(string language, string title, string source, string lacking, string requests)
    {
        var page = await (await Towns.Value).Page(language + Population);
        var map = page.QuerySelector("terril-map")!;

        Assert.Equal(title, map.QuerySelector("h2")!.TextContent);
        Assert.Contains(source, map.QuerySelector(".src")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(lacking, map.QuerySelector(".src")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"{language}/indicateurs/population?level=commune&period=2023#rang", map.QuerySelector(".head a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("/islands/terril-map.js", page.QuerySelector("script")!.GetAttribute("src"));
        Assert.Contains(requests.Replace("8", $"{page.QuerySelectorAll("link[rel=stylesheet], script").Length + 1}", StringComparison.Ordinal), page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(6, map.QuerySelectorAll(".legend li").Length);
    }

    [Fact]
    public async Task An_indicator_without_communes_has_no_map() =>
        Assert.Empty((await (await Towns.Value).Page("/indicateurs/waste.household.per-inhabitant")).QuerySelectorAll("terril-map, script"));

    [Fact]
    public async Task The_outlines_are_compressed_kept_for_ever_and_known_by_their_name()
    {
        var house = await Towns.Value;
        var address = (await Map(house)).GetAttribute("data-shapes")!;
        using var first = await Ask(house, address, "br");

        Assert.Equal((HttpStatusCode.OK, "br", "public, max-age=31536000, immutable"), (first.StatusCode, first.Content.Headers.ContentEncoding.Single(), first.Headers.CacheControl!.ToString()));
        Assert.Contains("Accept-Encoding", first.Headers.Vary);
        using var again = await Ask(house, address, "br", first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var plain = await Ask(house, address, "identity");
        Assert.NotEqual(first.Headers.ETag, plain.Headers.ETag);
        using var topology = JsonDocument.Parse(await plain.Content.ReadAsStringAsync());
        Assert.Equal(6, topology.RootElement.GetProperty("objects").GetProperty("communes").GetProperty("geometries").GetArrayLength());
        using var former = await Ask(house, "/cartes/2026/communes-2026-0123456789abcdef.topojson", "br");
        Assert.Equal(HttpStatusCode.NotFound, former.StatusCode);
    }

    [Theory]
    [InlineData("/cartes/valeurs/population/2023", "Dunkerque\u00a0: 86\u202f")]
    [InlineData("/en/cartes/valeurs/population/2023", "Dunkerque: 86,")]
    [InlineData("/cartes/valeurs/population/2023?asOf=2026-11-02", "Dunkerque\u00a0: 86\u202f")]
    public async Task The_values_are_apart_in_the_words_of_the_page(string path, string said)
    {
        using var answer = await Ask(await Towns.Value, path, "identity");
        using var values = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var communes = values.RootElement.GetProperty("communes").EnumerateArray().Select(c => c.EnumerateArray().Select(v => v.GetString()!).ToArray()).ToList();
        var dunkerque = Assert.Single(communes, c => c[0] == "59183");

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(3782, communes.Count);
        Assert.Equal("q6", dunkerque[1]);
        Assert.StartsWith(said, dunkerque[2], StringComparison.Ordinal);
        using var again = await Ask(await Towns.Value, path, "identity", answer.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/cartes/valeurs/happiness/2023")]
    [InlineData("/cartes/valeurs/population/1999")]
    [InlineData("/cartes/valeurs/population/soon")]
    [InlineData("/cartes/valeurs/waste.household.per-inhabitant/2019")]
    [InlineData("/cartes/valeurs/population/2023?asOf=soon")]
    public async Task Values_that_are_not_there_are_not_found(string path)
    {
        using var answer = await Ask(await Towns.Value, path, "identity");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_map_put_while_the_site_is_open_is_seen_at_once_and_a_damaged_one_is_left_out()
    {
        var house = await House.WithMap(Squares.File("59183"));
        var before = (await Map(house)).GetAttribute("data-shapes");
        Sample.WithBoundaries(house.Folder, Squares.File(Squares.Towns), 2026);
        var after = (await Map(house)).GetAttribute("data-shapes")!;

        Assert.NotEqual(before, after);
        var folder = Path.Combine(house.Folder, "observatory", "boundaries");
        await File.WriteAllTextAsync(Path.Combine(folder, "commune-2026.json"), "{");
        File.SetLastWriteTimeUtc(Path.Combine(folder, "commune-2026.json"), DateTime.UtcNow.AddMinutes(1));
        Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddMinutes(1));
        Assert.Empty((await house.Page(Population)).QuerySelectorAll("terril-map"));
        await house.DisposeAsync();
    }

    private static async Task<IElement> Map(House house) => (await house.Page(Population)).QuerySelector("terril-map")!;

    private static async Task<HttpResponseMessage> Ask(House house, string path, string coding, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "Accept-Encoding", coding } } };
        if (known is not null) request.Headers.Add("If-None-Match", known);
        return await house.Client.SendAsync(request);
    }
}
