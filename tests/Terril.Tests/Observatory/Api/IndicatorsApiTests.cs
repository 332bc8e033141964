using System.Net;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Api;

public sealed class IndicatorsApiTests
{
    [Fact]
    public async Task Every_indicator_is_listed_and_can_be_read()
    {
        var house = await House.Shared(Provider.Sqlite);
        var listed = (await house.Read("/indicators")).Data.EnumerateArray().Select(i => i.GetProperty("id").GetString()!).ToList();

        Assert.Equal(house.InForce().Site.Indicators.Select(i => i.Id), listed);
        foreach (var id in listed) Assert.Equal(id, (await house.Read($"/indicators/{id}")).Data.GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_indicator_says_its_codes_its_periods_its_sources_with_their_files_and_its_targets()
    {
        var house = await House.Shared(Provider.Sqlite);
        var release = house.InForce();
        var target = release.Site.Targets[0];
        var indicator = (await house.Read($"/indicators/{target.Indicator}")).Data;

        Assert.Contains(indicator.GetProperty("targets").EnumerateArray(), t => t.GetProperty("id").GetString() == target.Id && t.GetProperty("source").GetString() == target.SourceTitle);

        var energy = (await house.Read("/indicators/energy.final")).Data;
        var sector = energy.GetProperty("breakdown")[0];
        Assert.Equal("sector", sector.GetProperty("id").GetString());
        Assert.Equal("Industrie", sector.GetProperty("codes")[0].GetProperty("name").GetProperty("fr").GetString());
        Assert.Contains("sector=industry", energy.GetProperty("breakdowns").EnumerateArray().Select(b => b.GetString()));
        Assert.Equal(["2018", "2021"], energy.GetProperty("periods").EnumerateArray().Single(p => p.GetProperty("level").GetString() == "region").GetProperty("periods").EnumerateArray().Select(p => p.GetString()!).Where(p => p is "2018" or "2021"));
        var editions = energy.GetProperty("sources").EnumerateArray().SelectMany(s => s.GetProperty("editions").EnumerateArray()).ToList();
        Assert.NotEmpty(editions);
        Assert.All(editions, e => Assert.Contains(release.Editions, known => known.Sha256 == e.GetProperty("sha256").GetString() && known.Path == e.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task A_misspelt_indicator_is_told_its_neighbours()
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = await house.Ask("/indicators/energy.finale");

        Assert.Contains("energy.final", answer.Refused(HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Equal("energy.final", answer.Json.GetProperty("nearest")[0].GetString());
    }
}
