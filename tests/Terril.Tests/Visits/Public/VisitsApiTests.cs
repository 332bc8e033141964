using System.Net;
using System.Text.Json;
using Terril.Tests.Harness;
using Terril.Tests.Observatory.Api;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Public;

/// <summary>The open data of visits, as a re-user takes it.</summary>
public sealed class VisitsApiTests
{
    [Theory]
    [OnBothDatabases("", 5)]
    [OnBothDatabases("?when=coming", 3)]
    [OnBothDatabases("?when=past", 2)]
    [OnBothDatabases("?theme=waste", 2)]
    [OnBothDatabases("?territory=epci:245900428", 2)]
    [OnBothDatabases("?territory=region:32", 5)]
    [OnBothDatabases("?indicator=ghg.emissions.per-inhabitant", 2)]
    [OnBothDatabases("?language=lsf", 2)]
    [OnBothDatabases("?circuit=exemple-parcours-des-dechets", 2)]
    [OnBothDatabases("?from=2015-12-02&to=2015-12-31", 1)]
    [OnBothDatabases("?theme=nothing", 0)]
    public async Task Visits_are_filtered(Provider on, string query, int count) =>
        Assert.Equal(count, (await (await PublicHouse.Shared(on)).Read($"/visits{query}")).Data.GetArrayLength());

    [Theory, OnBothDatabases]
    public async Task Pages_follow_one_another_without_gap_or_repeat(Provider on)
    {
        var house = await PublicHouse.Shared(on);
        var all = (await house.Read("/visits")).Data.EnumerateArray().Select(v => v.GetProperty("slug").GetString()).ToList();
        List<string?> read = [];
        for (var next = "/api/v1/visits?take=2"; next is not null;)
        {
            var page = await house.Read(next);
            read.AddRange(page.Data.EnumerateArray().Select(v => v.GetProperty("slug").GetString()));
            next = page.Next;
        }
        Assert.Equal(all, read);
        var cursor = (await house.Read("/visits?take=2")).Next!;
        Assert.Contains("curseur", (await house.Ask(cursor.Replace("take=2", "take=2&theme=waste", StringComparison.Ordinal))).Refused(HttpStatusCode.BadRequest).Replace("cursor", "curseur", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task One_visit_is_whole_and_nobody_is_in_it(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        await house.Add("seule", new(2026, 12, 10, 8, 0, 0, TimeSpan.Zero), s =>
        {
            (s.OrganiserName, s.OrganiserAddress, s.OrganiserPhone, s.GroupName) = ("Camille Fictive", "camille@example.org", "0300000000", "Groupe Secret");
            s.Stops[0].About.Speaker = "Dominique Fictif";
            s.Taken = 24;
        });
        var answer = await house.Read("/visits/seule");
        var visit = answer.Data.GetProperty("visit");

        Assert.Equal("2026-12-10T09:00:00+01:00", visit.GetProperty("startsAt").GetString());
        Assert.Equal((30, 6, "published"), (visit.GetProperty("capacity").GetInt32(), visit.GetProperty("free").GetInt32(), visit.GetProperty("state").GetString()));
        Assert.Equal("/visites/seule", visit.GetProperty("page").GetString());
        Assert.Equal("2026-12-10T09:00:00+01:00", answer.Data.GetProperty("stops")[0].GetProperty("startsAt").GetString());
        Assert.All(["Camille", "camille@", "03000", "Dominique", "Secret"], word => Assert.DoesNotContain(word, answer.Text, StringComparison.Ordinal));
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin") ?? (await house.Ask("/visits/seule", ("Origin", "https://elsewhere.example"))).Header("Access-Control-Allow-Origin"));
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_is_known_again_until_a_place_is_taken(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        foreach (var path in new[] { "/visits", "/visits/exemple-parcours-des-dechets-1", "/circuits", "/circuits/exemple-espaces-verts" })
        {
            var tag = (await house.Read(path)).Header("ETag")!;
            Assert.Equal(HttpStatusCode.NotModified, (await house.Ask(path, ("If-None-Match", tag))).Status);
            await house.Change("exemple-parcours-des-dechets-1", s => (s.Taken, s.Version) = (s.Taken + 1, s.Version + 1));
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            if (path.StartsWith("/visits", StringComparison.Ordinal)) Assert.Equal(HttpStatusCode.OK, (await house.Ask(path, ("If-None-Match", tag))).Status);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_report_is_read_with_its_visit(Provider on)
    {
        var report = (await (await PublicHouse.Shared(on)).Read("/visits/climate-tour-lille-2015")).Data.GetProperty("report");
        Assert.Contains("quarante personnes", report.GetProperty("words").GetProperty("fr").GetString(), StringComparison.Ordinal);
        Assert.Contains("Cerdd", report.GetProperty("words").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(report.GetProperty("takeaways").EnumerateArray());
    }

    [Theory, OnBothDatabases]
    public async Task The_catalogue_is_read_with_its_stops(Provider on)
    {
        var house = await PublicHouse.Shared(on);
        Assert.Equal(["exemple-espaces-verts", "exemple-parcours-des-dechets"], (await house.Read("/circuits")).Data.EnumerateArray().Select(c => c.GetProperty("slug").GetString()));
        var circuit = (await house.Read("/circuits/exemple-parcours-des-dechets")).Data;
        Assert.Equal([24, null, null], circuit.GetProperty("stops").EnumerateArray().Select(s => s.GetProperty("capacity")).Select(c => c.ValueKind == JsonValueKind.Null ? (int?)null : c.GetInt32()));
        Assert.Equal(JsonValueKind.Null, circuit.GetProperty("stops")[0].GetProperty("startsAt").ValueKind);
    }

    [Theory]
    [InlineData("/visits/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/circuits/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/visits?when=never", HttpStatusCode.BadRequest)]
    [InlineData("/visits?territory=Lille", HttpStatusCode.BadRequest)]
    [InlineData("/visits?teme=waste", HttpStatusCode.BadRequest)]
    [InlineData("/circuits?from=2026-01-01", HttpStatusCode.BadRequest)]
    [InlineData("/visits?cursor=abc", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_answered_is_refused_in_a_sentence(string path, HttpStatusCode status) =>
        Assert.NotEmpty((await (await PublicHouse.Shared(Provider.Sqlite)).Ask(path)).Refused(status));

    [Fact]
    public async Task A_name_that_is_nearly_right_is_offered()
    {
        var answer = await (await PublicHouse.Shared(Provider.Sqlite)).Ask("/visits/climate-tour-lile-2015");
        Assert.Contains("climate-tour-lille-2015", answer.Json.GetProperty("nearest").EnumerateArray().Select(n => n.GetString()));
    }

    [Fact]
    public async Task A_draft_is_nowhere()
    {
        await using var house = await PublicHouse.Open(Provider.Sqlite);
        await house.Add("brouillon", house.Clock.Now.AddDays(3), s => s.State = SessionState.Draft);
        Assert.Equal(HttpStatusCode.NotFound, (await house.Ask("/visits/brouillon")).Status);
        Assert.DoesNotContain("brouillon", (await house.Read("/visits")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_examples_of_the_page_answer()
    {
        var house = await PublicHouse.Shared(Provider.Sqlite);
        var examples = (await house.Page("/api")).QuerySelectorAll("a.example").Select(a => a.GetAttribute("href")!).Where(a => a.Contains("/visits", StringComparison.Ordinal) || a.Contains("/circuits", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, examples.Count);
        foreach (var example in examples) Assert.NotEqual("[]", (await house.Read(example)).Data.GetRawText());
    }
}
