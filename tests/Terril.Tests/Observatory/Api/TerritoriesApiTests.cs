using System.Net;
using System.Text.Json;
using Terril.Observatory.Territories;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Api;

public sealed class TerritoriesApiTests
{
    [Theory]
    [OnBothDatabases("dunkerque", "commune:59183")]
    [OnBothDatabases("DUNKERQ", "commune:59183")]
    [OnBothDatabases("59140", "commune:59183")]
    [OnBothDatabases("st omer", "commune:62765")]
    [OnBothDatabases("59183", "commune:59183")]
    public async Task A_territory_is_found_by_its_name_its_beginning_its_postcode_or_its_code(Provider on, string words, string expected)
    {
        var house = await House.Shared(on);
        var answer = await house.Read($"/territories?q={Uri.EscapeDataString(words)}");

        Assert.Contains(expected, answer.Data.EnumerateArray().Select(t => Id(t.GetProperty("territory"))));
        Assert.Equal(house.InForce().Id, answer.Json.GetProperty("release").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task A_commune_that_merged_is_found_by_the_name_it_had(Provider on)
    {
        var house = await House.Shared(on);
        var found = (await house.Read("/territories?q=filain")).Data[0];

        Assert.Equal("Filain", found.GetProperty("formerName").GetString());
        Assert.Equal("Pargny-et-Filain", found.GetProperty("territory").GetProperty("name").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task Search_gives_territories_of_the_level_asked_and_nothing_else(Provider on)
    {
        var house = await House.Shared(on);

        Assert.All((await house.Read("/territories?q=a&level=epci&take=30")).Data.EnumerateArray(), t => Assert.Equal("epci", t.GetProperty("territory").GetProperty("level").GetString()));
        Assert.Empty((await house.Read("/territories?q=consommation")).Data.EnumerateArray());
    }

    [Theory]
    [OnBothDatabases("' OR 1=1 --")]
    [OnBothDatabases("<script>alert(1)</script>")]
    [OnBothDatabases("%_\\\0\u202e")]
    [OnBothDatabases("\ud83d\ude80")]
    public async Task Hostile_words_find_nothing_and_break_nothing(Provider on, string words)
    {
        var house = await House.Shared(on);
        Assert.Empty((await house.Read($"/territories?q={Uri.EscapeDataString(words)}")).Data.EnumerateArray());
    }

    [Fact]
    public async Task A_level_is_listed_whole_page_by_page_in_order_of_code()
    {
        var house = await House.Shared(Provider.Sqlite);
        var codes = new List<string>();
        for (var next = "/territories?level=commune&take=1000"; next is not null;)
        {
            var page = await house.Read(next);
            codes.AddRange(page.Data.EnumerateArray().Select(t => t.GetProperty("territory").GetProperty("code").GetString()!));
            next = page.Next;
        }

        Assert.Equal(house.InForce().Shown("commune").Select(t => t.Code), codes);
    }

    [Fact]
    public async Task A_territory_says_what_contains_it_and_what_it_is_made_of()
    {
        var house = await House.Shared(Provider.Sqlite);
        var epci = (await house.Read("/territories/epci/200093201")).Data;

        Assert.Equal("METRO", epci.GetProperty("kind").GetString());
        Assert.Equal(2026, epci.GetProperty("vintage").GetInt32());
        Assert.Equal(["department:59", "region:32", "country:FR"], epci.GetProperty("above").EnumerateArray().Select(Id));
        Assert.Equal(house.InForce().Geography.Members(house.InForce().Find(new TerritoryId("epci", "200093201"))!, "commune").Count,
            epci.GetProperty("members").EnumerateArray().Single(m => m.GetProperty("level").GetString() == "commune").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task The_intermunicipalities_of_a_department_are_those_that_touch_it_and_say_when_they_straddle()
    {
        var house = await House.Shared(Provider.Sqlite);
        var members = (await house.Read("/territories/department/80/members?level=epci&take=1000")).Data.EnumerateArray().ToList();

        Assert.NotEmpty(members);
        Assert.Contains(members, m => !m.GetProperty("whole").GetBoolean());
        Assert.Contains(members, m => m.GetProperty("whole").GetBoolean());
        Assert.All(members, m => Assert.Equal("epci", m.GetProperty("level").GetString()));
    }

    [Theory]
    [InlineData("/territories/epci/245900410?asOf=2026-11-20", "/api/v1/territories/epci/200093201?asOf=2026-11-20")]
    [InlineData("/territories/epci/245900410/members?level=commune", "/api/v1/territories/epci/200093201/members?level=commune")]
    [InlineData("/api/v1/../../en/api/v1/territories/commune/59355", "/en/api/v1/territories/commune/59350")]
    public async Task A_former_code_leads_to_its_heir_and_keeps_what_was_asked(string former, string today)
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = await house.Ask(former);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.Status);
        Assert.Equal(today, answer.Header("Location"));
    }

    [Fact]
    public async Task A_former_code_with_several_heirs_names_them()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var lists = house.Releases().Lists;
        var (then, now) = (lists.At(2019), lists.At(2026));
        var shared = then.At("epci").First(e => now.Find(e.Id) is null && lists.Successors(e.Id, 2026).Count > 1);
        house.Publish($"name: {{ fr: Essai, en: Trial }}\nscope: {{ level: region, codes: [\"{now.Above(lists.Successors(shared.Id, 2026)[0]).First(t => t.Level == "region").Code}\"] }}\ngeography: {{ vintage: 2026 }}\n");

        var answer = await house.Ask($"/territories/epci/{shared.Code}");

        answer.Refused(HttpStatusCode.Gone);
        Assert.Equal(lists.Successors(shared.Id, 2026).Select(t => t.Id.ToString()), answer.Json.GetProperty("successors").EnumerateArray().Select(Id));
    }

    [Theory]
    [InlineData("/territories/commune/75056", "Paris")]
    [InlineData("/territories/commune/59999", "59999")]
    [InlineData("/territories/comune/59183", "commune, epci")]
    [InlineData("/territories/commune/59%2F183", "59%2F183")]
    [InlineData("/territories/commune/..%5C..%5Cetc", "etc")]
    public async Task A_territory_that_is_not_here_says_why(string address, string said)
    {
        var house = await House.Shared(Provider.Sqlite);
        Assert.Contains(said, (await house.Ask(address)).Refused(HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    private static string Id(JsonElement territory) => $"{territory.GetProperty("level").GetString()}:{territory.GetProperty("code").GetString()}";
}
