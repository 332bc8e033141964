using System.Net;
using System.Text.Json;
using Terril.Observatory.Releases;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Api;

public sealed class ReleasesApiTests
{
    [Fact]
    public async Task The_history_is_told_latest_first()
    {
        var house = await TwoReleases.House();
        var releases = (await house.Read("/releases")).Data.EnumerateArray().ToList();

        Assert.Equal(house.Releases().Store.History.Reverse().Select(p => p.Release), releases.Select(r => r.GetProperty("id").GetString()));
        Assert.Equal([true, false], releases.Select(r => r.GetProperty("inForce").GetBoolean()));
    }

    [Fact]
    public async Task A_release_names_its_files()
    {
        var house = await TwoReleases.House();
        var release = house.InForce();
        var answer = (await house.Read($"/releases/{release.Id}")).Data;

        Assert.Equal(release.Editions.Select(e => e.Sha256), answer.GetProperty("editions").EnumerateArray().Select(e => e.GetProperty("sha256").GetString()));
        Assert.Equal(release.Findings.Count, answer.GetProperty("findings").GetArrayLength());
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("0000000000000000")]
    public async Task A_release_that_is_not_in_the_history_is_not_opened(string id)
    {
        var house = await TwoReleases.House();
        (await house.Ask($"/releases/{Uri.EscapeDataString(id)}")).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_day_of_the_past_is_read_in_the_release_of_that_day()
    {
        var house = await TwoReleases.House();
        var history = house.Releases().Store.History;
        var past = await house.Read($"/observations?limit=1&asOf={TwoReleases.Earlier}");
        var today = await house.Read("/observations?limit=1");

        Assert.Equal(history[0].Release, past.Json.GetProperty("release").GetString());
        Assert.Equal(history[0].Release, past.Header("Terril-Release"));
        Assert.Equal(history[1].Release, today.Header("Terril-Release"));
        Assert.Contains("2024-11-30", (await house.Ask("/observations?asOf=2024-11-30")).Refused(HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_is_told_page_by_page_with_its_cause()
    {
        var house = await TwoReleases.House();
        var (store, history) = (house.Releases().Store, house.Releases().Store.History);
        var expected = ReleaseDiff.Between(store.Open(history[0].Release), store.Open(history[1].Release));
        var changes = new List<JsonElement>();
        for (var next = $"/diff?from={TwoReleases.Earlier}&limit=500"; next is not null;)
        {
            var page = await house.Read(next);
            Assert.Equal(expected.Count, page.Json.GetProperty("count").GetInt32());
            changes.AddRange(page.Data.EnumerateArray());
            next = page.Next;
        }

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(c => $"{c.Key.Indicator} {c.Key.Breakdown} {c.Key.Territory} {c.Key.Period} {c.Cause}".ToLowerInvariant()),
            changes.Select(c => $"{c.GetProperty("indicator")} {c.GetProperty("breakdown")} {c.GetProperty("level")}:{c.GetProperty("territory")} {c.GetProperty("period")} {c.GetProperty("cause")}".ToLowerInvariant()));
    }

    [Theory]
    [InlineData("/diff", "from")]
    [InlineData("/diff?from=hier", "hier")]
    [InlineData("/diff?from=1999-01-01", "1999-01-01")]
    [InlineData("/diff?from=2024-12-01&to=ffff", "ffff")]
    [InlineData("/diff?from=2024-12-01&cursor=abcd", "cursor")]
    public async Task A_difference_that_cannot_be_told_says_what_to_write(string address, string said)
    {
        var house = await TwoReleases.House();
        Assert.Contains(said, (await house.Ask(address)).Refused(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_begun_before_a_publication_goes_on_in_its_release_and_answers_from_then_on_are_new()
    {
        await using var house = await House.Open(Provider.Sqlite);
        Assert.Contains("rien publié", (await house.Ask("/observations")).Refused(HttpStatusCode.NotFound), StringComparison.Ordinal);
        TwoReleases.Publish(house, new(2024, 12, 1, 8, 0, 0, TimeSpan.Zero), new DateOnly(2023, 12, 31));
        var first = await house.Read("/observations?limit=100&indicator=population");
        var rest = await house.Read($"{first.Next}");
        var tag = first.Header("ETag")!;
        Assert.Equal(HttpStatusCode.NotModified, (await house.Ask("/observations?limit=100&indicator=population", ("If-None-Match", tag))).Status);

        TwoReleases.Publish(house, Sample.PublishedAt, null);

        var after = await house.Ask("/observations?limit=100&indicator=population", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.NotEqual(tag, after.Header("ETag"));
        Assert.Equal(rest.Text, (await house.Read(first.Next!)).Text);
        Assert.Equal(first.Header("Terril-Release"), (await house.Read(first.Next!)).Header("Terril-Release"));
    }
}
