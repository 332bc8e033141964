using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Terril.Observatory.Api;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Api;

public sealed class ObservationsApiTests
{
    private const string Population = "/observations?indicator=population&level=epci";

    [Fact]
    public async Task The_whole_CSV_is_every_value_of_the_release_at_full_precision()
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = await house.Read("/observations?format=csv");
        var lines = answer.Text.Split('\n');

        Assert.Equal("text/csv", answer.Http.Content.Headers.ContentType?.MediaType);
        Assert.Equal("indicator,breakdown,level,territory,period,value,unit,status,coverage", lines[0]);
        Assert.Equal(house.InForce().Figures().Select(f => (f.Key, f.HasValue ? f.Value : double.NaN, f.Status)), lines[1..^1].Select(Parsed));
        Assert.Equal("", lines[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&level=region")]
    [InlineData("&level=epci&level=department")]
    [InlineData("&territory=region:32&territory=epci:200093201")]
    [InlineData("&territory=region:32&level=epci")]
    [InlineData("&period=2022")]
    [InlineData("&from=2020&to=2022-12")]
    [InlineData("&indicator=energy.final")]
    [InlineData("&indicator=energy.final&breakdown=")]
    [InlineData("&indicator=energy.final&breakdown=sector%3Dindustry&breakdown=sector=transport")]
    [InlineData("&status=secret&status=partial")]
    public async Task Filters_combine(string filters)
    {
        var house = await House.Shared(Provider.Sqlite);
        var asked = filters.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2)).ToLookup(f => f[0], f => Uri.UnescapeDataString(f[1]));
        var expected = house.InForce().Figures().Where(f =>
            Any(asked["level"], f.Key.Territory.Level) && Any(asked["territory"], f.Key.Territory.ToString()) && Any(asked["period"], f.Period.ToString())
            && Any(asked["indicator"], f.Key.Indicator) && Any(asked["breakdown"], f.Key.Breakdown) && Any(asked["status"], f.Status.Name())
            && (!asked.Contains("from") || f.Period.Year is >= 2020 and <= 2022));

        var lines = (await house.Read($"/observations?format=csv{filters}")).Text.Split('\n')[1..^1];

        Assert.Equal(expected.Select(f => f.Key), lines.Select(l => Parsed(l).Key));
    }

    [Theory]
    [InlineData(1000, "")]
    [InlineData(10_000, "")]
    [InlineData(7, "&indicator=population&level=department")]
    [InlineData(1, "&indicator=energy.final")]
    public async Task Pages_put_end_to_end_are_the_whole(int limit, string filters)
    {
        var house = await House.Shared(Provider.Sqlite);
        var whole = (await house.Read($"/observations?format=csv{filters}")).Text.Split('\n')[1..^1].Select(l => Parsed(l).Key).ToList();
        var read = new List<FigureKey>();
        string? next = $"/observations?limit={limit}{filters}";
        while (next is not null && read.Count < whole.Count)
        {
            var page = await house.Read(next);
            Assert.True(page.Data.GetArrayLength() <= limit);
            read.AddRange(page.Data.EnumerateArray().Select(KeyOf));
            next = page.Next;
        }

        Assert.Equal(whole, read);
        Assert.Null(next);
    }

    [Fact]
    public async Task CSV_by_page_follows_its_Link_header()
    {
        var house = await House.Shared(Provider.Sqlite);
        var first = await house.Read($"{Population}&format=csv&limit=3");
        var link = first.Header("Link")!;
        var second = await house.Read(link[1..link.IndexOf('>', StringComparison.Ordinal)]);

        Assert.EndsWith("; rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Equal((await house.Read($"{Population}&format=csv&limit=6")).Text.Split('\n')[1..^1], first.Text.Split('\n')[1..^1].Concat(second.Text.Split('\n')[1..^1]));
    }

    [Fact]
    public async Task JSON_says_null_where_there_is_no_value_and_the_number_in_full_where_there_is()
    {
        var house = await House.Shared(Provider.Sqlite);
        var hidden = house.InForce().Figures().First(f => !f.HasValue);
        var precise = house.InForce().Figures().First(f => f.HasValue && f.Value != Math.Round(f.Value, 6));
        foreach (var figure in new[] { hidden, precise })
        {
            var key = figure.Key;
            var observation = (await house.Read($"/observations?indicator={key.Indicator}&breakdown={Uri.EscapeDataString(key.Breakdown)}&territory={key.Territory}&period={key.Period}")).Data[0];

            Assert.Equal(key, KeyOf(observation));
            Assert.Equal(figure.Status.Name(), observation.GetProperty("status").GetString());
            if (figure.HasValue) Assert.Equal(figure.Value, observation.GetProperty("value").GetDouble());
            else Assert.Equal(JsonValueKind.Null, observation.GetProperty("value").ValueKind);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("&limit=7")]
    [InlineData("&limit=10000")]
    [InlineData("&indicator=energy.final&limit=10000")]
    [InlineData("&status=secret&status=unavailable")]
    [InlineData("&territory=commune:62193&period=1789")]
    public async Task Streamed_JSON_is_what_the_serializer_would_write(string filters)
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = await house.Read($"/observations?{filters.TrimStart('&')}");
        var release = house.InForce();
        var json = house.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var shown = answer.Data.EnumerateArray().Select(o => release.Find(KeyOf(o))!.Value);
        var page = new Page<Observation>(release.Id, [.. shown.Select(f => Observation.Of(f, release.Indicator(f.Key.Indicator)!.Unit))], answer.Next);

        Assert.Equal(JsonSerializer.Serialize(page, json), answer.Text);
        Assert.Equal("application/json; charset=utf-8", answer.Http.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("text/csv", "", "text/csv")]
    [InlineData("application/json, text/csv;q=0.5", "", "application/json")]
    [InlineData("text/csv", "&format=json", "application/json")]
    [InlineData("text/html", "", "application/json")]
    public async Task The_form_is_that_of_the_Accept_header_unless_the_address_says_otherwise(string accept, string format, string expected)
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = await house.Ask($"{Population}&limit=1{format}", ("Accept", accept));

        Assert.Equal(expected, answer.Http.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", answer.Http.Headers.Vary);
    }

    [Theory]
    [InlineData("energy.final/region/32/2021", "read")]
    [InlineData("population/region/32/2023", "sumOfMembers")]
    public async Task A_value_is_explained_down_to_lines_that_are_in_the_file(string path, string origin)
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = (await house.Read($"/explain/{path}")).Data;
        var root = answer.GetProperty("explanation");
        var row = Rows(root).First();
        var file = answer.GetProperty("files").EnumerateArray().Single(f => f.GetProperty("path").GetString() == row.GetProperty("path").GetString());

        Assert.Equal(origin, root.GetProperty("origin").GetString());
        Assert.Matches("^[0-9a-f]{64}$", row.GetProperty("sha256").GetString());
        Assert.Equal(row.GetProperty("sha256").GetString(), file.GetProperty("sha256").GetString());
        Assert.NotEqual("", file.GetProperty("licence").GetString());
        Assert.True(row.GetProperty("line").GetInt32() > 0);
        var kept = Checkout.File($"samples/hauts-de-france/{row.GetProperty("path").GetString()}");
        if (File.Exists(kept)) Assert.Equal(File.ReadAllLines(kept)[row.GetProperty("line").GetInt32() - 1], row.GetProperty("raw").GetString());
    }

    [Theory]
    [InlineData("energy.final/region/32/1789", "2018")]
    [InlineData("energy.final/region/32/hier", "2018")]
    [InlineData("energy.final/region/99/2021", "region:99")]
    [InlineData("energi.final/region/32/2021", "energy.final")]
    public async Task What_cannot_be_explained_says_what_there_is(string path, string said)
    {
        var house = await House.Shared(Provider.Sqlite);
        Assert.Contains(said, (await house.Ask($"/explain/{path}")).Refused(HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/observations?indicator=energy.final")]
    [InlineData("/observations?format=csv")]
    [InlineData("/territories/region/32")]
    [InlineData("/releases")]
    [InlineData("/diff?from=2026-11-20")]
    public async Task An_answer_that_the_reader_has_is_not_sent_again(string address)
    {
        var house = await House.Shared(Provider.Sqlite);
        var tag = (await house.Read(address)).Header("ETag")!;
        var again = await house.Ask(address, ("If-None-Match", $"\"other\", W/{tag}"));

        Assert.Matches("^\"[0-9a-f]{32}\"$", tag);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Equal("", again.Text);
        Assert.Equal(tag, again.Header("ETag"));
    }

    [Fact]
    public async Task Other_bytes_bear_another_tag()
    {
        var house = await House.Shared(Provider.Sqlite);
        (string Name, string Value)[][] ways = [[], [("Accept", "text/csv")], [("Accept-Encoding", "br")], [("Accept-Encoding", "gzip")]];
        var tags = new List<string?>();
        foreach (var way in ways) tags.Add((await house.Ask(Population, way)).Header("ETag"));
        tags.Add((await house.Read($"{Population}&limit=2")).Header("ETag"));

        Assert.Equal(tags.Count, tags.Distinct().Count());
        Assert.Null((await house.Ask("/observations?limit=0")).Header("ETag"));
    }

    private static IEnumerable<JsonElement> Rows(JsonElement node) =>
        node.GetProperty("rows").EnumerateArray().Concat(node.GetProperty("inputs").EnumerateArray().SelectMany(Rows));

    private static bool Any(IEnumerable<string> wanted, string value) => !wanted.Any() || wanted.Contains(value);

    private static FigureKey KeyOf(JsonElement o)
    {
        Assert.True(Period.TryParse(o.GetProperty("period").GetString(), out var period));
        return new(o.GetProperty("indicator").GetString()!, o.GetProperty("breakdown").GetString()!, new(o.GetProperty("level").GetString()!, o.GetProperty("territory").GetString()!), period);
    }

    private static (FigureKey Key, double Value, Status Status) Parsed(string line)
    {
        var cells = line.Split(',');
        Assert.True(Period.TryParse(cells[4], out var period));
        var value = cells[5].Length == 0 ? double.NaN : double.Parse(cells[5], CultureInfo.InvariantCulture);
        return (new(cells[0], cells[1], new(cells[2], cells[3]), period), value, Statuses.Parse(cells[7]));
    }
}
