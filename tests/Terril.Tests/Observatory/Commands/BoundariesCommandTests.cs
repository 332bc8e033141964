using System.Text.Json;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Commands;

public sealed class BoundariesCommandTests
{
    [Fact]
    public async Task A_map_is_prepared_and_what_lacks_is_a_line_each()
    {
        using var site = new Typed();
        site.Write("communes.geojson", Squares.GeoJson(2, "59183", "59350", "80021", "59999"));
        var answer = await Boundaries(site);

        Assert.Equal(0, answer.Code);
        Assert.Matches("^communes-2026-[0-9a-f]{16}.topojson: 3 communes of 2026, 3779 not drawn, [0-9]+ bytes, [0-9]+ once compressed\n$", answer.Output);
        Assert.Equal(["[unknown-code]", "[not-drawn]"], answer.Errors.Select(e => e.Split(' ')[^1]));
        Assert.All(answer.Errors, e => Assert.StartsWith("warning: communes.geojson: ", e, StringComparison.Ordinal));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(site.Out, "boundaries")).Length);

        using var json = JsonDocument.Parse((await Boundaries(site, "--json")).Output);
        Assert.Equal(3, json.RootElement.GetProperty("communes").GetInt32());
    }

    [Theory]
    [InlineData("--vintage", "soon", "a vintage is a year")]
    [InlineData("--date", "soon", "a date is written 2024-06-28")]
    [InlineData("--licence", " ", "it is shown under the map")]
    [InlineData("--file", "nowhere.geojson", "There is no such file")]
    public async Task A_fault_is_one_line_and_nothing_is_put(string option, string value, string said)
    {
        using var site = new Typed();
        site.Write("communes.geojson", Squares.GeoJson(2, "59183"));
        var answer = await Boundaries(site, option, value);

        Assert.Equal((1, ""), (answer.Code, answer.Output));
        Assert.Contains(said, Assert.Single(answer.Errors), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(site.Out, "boundaries")));
    }

    private static Task<Answer> Boundaries(Typed site, params string[] rest)
    {
        var usual = new Dictionary<string, string>
        {
            ["--file"] = Path.Combine(site.Site, "communes.geojson"), ["--vintage"] = "2026", ["--source"] = "IGN", ["--licence"] = "Licence Ouverte 2.0", ["--site"] = site.Site, ["--out"] = site.Out,
        };
        if (rest is [var option, var value]) usual[option] = value;
        return Typed.Run(["boundaries", .. usual.SelectMany(o => new[] { o.Key, o.Value }), .. rest.Length == 1 ? rest : []]);
    }
}
