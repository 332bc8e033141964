using System.Net;
using System.Text;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Api;

/// <summary>What is wrong is named; nothing that is sent breaks anything.</summary>
public sealed class RefusalsTests
{
    [Theory]
    [InlineData("/observations?indicatr=energy.final", "indicatr", "indicator")]
    [InlineData("/observations?indicator=energy.fnal", "indicator", "energy.final")]
    [InlineData("/observations?level=comune", "level", "commune")]
    [InlineData("/observations?territory=epci:200093202", "territory", "epci:200093201")]
    [InlineData("/observations?indicator=energy.final&breakdown=sector=industri", "breakdown", "sector=industry")]
    [InlineData("/territories?levl=epci", "levl", "level")]
    public async Task A_misspelling_is_told_what_was_probably_meant(string address, string parameter, string nearest)
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = await house.Ask(address);

        Assert.Contains(nearest, answer.Refused(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        var error = answer.Json.GetProperty("errors").EnumerateArray().Single();
        Assert.Equal(parameter, error.GetProperty("parameter").GetString());
        Assert.Contains(nearest, error.GetProperty("nearest").EnumerateArray().Select(n => n.GetString()));
    }

    [Theory]
    [InlineData("/observations?limit=999999999999999999999", "10000")]
    [InlineData("/observations?limit=-1", "10000")]
    [InlineData("/observations?limit=0", "10000")]
    [InlineData("/observations?limit=1e3", "10000")]
    [InlineData("/observations?limit=10&limit=20", "limit")]
    [InlineData("/observations?asOf=31/03/2026", "2026-03-31")]
    [InlineData("/observations?period=2021.0", "2021-03")]
    [InlineData("/observations?from=2021-13", "2021-03")]
    [InlineData("/observations?from=2020&from=2021", "from")]
    [InlineData("/observations?territory=200093201", "epci:200093201")]
    [InlineData("/observations?territory=epci:245900410", "epci:200093201")]
    [InlineData("/observations?status=none", "reference")]
    [InlineData("/observations?format=xml", "csv")]
    [InlineData("/observations?cursor=", "")]
    [InlineData("/observations?cursor=%F0%9F%9A%80", "next")]
    [InlineData("/observations?cursor=W251bGxd", "next")]
    [InlineData("/observations?cursor=eyJhIjoxfQ", "next")]
    [InlineData("/territories?take=1001", "1000")]
    [InlineData("/indicators?q=energy", "asOf")]
    public async Task A_bad_value_is_told_what_is_accepted(string address, string accepted)
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = await house.Ask(address);
        if (accepted.Length == 0) Assert.Equal(HttpStatusCode.OK, answer.Status);
        else Assert.Contains(accepted, answer.Refused(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = await house.Ask("/observations?indicator=nothing&level=nowhere&period=never&limit=0");

        answer.Refused(HttpStatusCode.BadRequest);
        Assert.Equal(["indicator", "level", "limit", "period"], answer.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("parameter").GetString()).Order());
    }

    [Theory]
    [InlineData("/observations?cursor={0}&indicator=energy.final", "next")]
    [InlineData("/territories?cursor={0}", "next")]
    public async Task A_cursor_does_not_pass_from_one_request_to_another(string address, string said)
    {
        var house = await House.Shared(Provider.Sqlite);
        var next = (await house.Read("/observations?limit=1")).Next!;
        var cursor = next[(next.IndexOf("cursor=", StringComparison.Ordinal) + "cursor=".Length)..];

        Assert.Contains(said, (await house.Ask(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, cursor))).Refused(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_with_any_letter_changed_is_refused_or_reads_a_place_of_the_same_list()
    {
        var house = await House.Shared(Provider.Sqlite);
        var next = (await house.Read("/observations?limit=1&indicator=population")).Next!;
        var start = next.IndexOf("cursor=", StringComparison.Ordinal) + "cursor=".Length;
        for (var i = start; i < next.Length; i++)
        {
            var answer = await house.Ask($"{next[..i]}{(next[i] == 'A' ? 'B' : 'A')}{next[(i + 1)..]}");
            Assert.Contains(answer.Status, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Gone });
        }
    }

    [Theory]
    [InlineData("", "", "fr", "existe pas")]
    [InlineData("", "en-GB,en;q=0.9", "en", "does not exist")]
    [InlineData("", "de, en;q=0.4, fr;q=0.6", "fr", "existe pas")]
    [InlineData("", "not a language;;;q=x", "fr", "existe pas")]
    [InlineData("/en", "fr", "en", "does not exist")]
    public async Task A_refusal_speaks_the_language_of_the_address_or_that_which_is_preferred(string prefix, string accept, string language, string said)
    {
        var house = await House.Shared(Provider.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{prefix}/api/v1/indicators?nothing=1", UriKind.Relative));
        if (accept.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        var answer = await house.Client.SendAsync(request);

        Assert.Equal(language, answer.Content.Headers.ContentLanguage.Single());
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task The_API_is_only_read(string method)
    {
        var house = await House.Shared(Provider.Sqlite);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/api/v1/observations", UriKind.Relative)) { Content = new StringContent("{", Encoding.UTF8, "application/json") };
        var answer = await house.Client.SendAsync(request);

        new ApiAnswer(answer, await answer.Content.ReadAsStringAsync()).Refused(HttpStatusCode.MethodNotAllowed);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_without_a_body()
    {
        var house = await House.Shared(Provider.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri("/api/v1/observations?format=csv", UriKind.Relative));
        var answer = await house.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/observations?indicator=energy.final")]
    [InlineData("/observations?nothing=1")]
    [InlineData("/nowhere")]
    public async Task Any_page_of_the_web_may_read(string address)
    {
        var house = await House.Shared(Provider.Sqlite);
        var answer = await house.Ask(address, ("Origin", "https://example.org"));

        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task What_is_huge_or_broken_is_refused_without_harm()
    {
        var house = await House.Shared(Provider.Sqlite);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await house.Ask($"/territories?q={new string('a', 10_000)}")).Status);
        (await house.Ask($"/territories?q={new string('a', 7_000)}")).Refused(HttpStatusCode.BadRequest);
        Assert.DoesNotContain(new string('a', 100), (await house.Ask($"/indicators/{new string('a', 7_000)}")).Refused(HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await house.Ask("/territories/commune/%00")).Status);
        (await house.Ask($"/observations?{string.Join('&', Enumerable.Range(0, 900).Select(i => $"p{i}=1"))}")).Refused(HttpStatusCode.BadRequest);
        (await house.Ask($"/observations?limit=1&{string.Join('&', Enumerable.Repeat("territory=region:32", 350))}")).Data.GetArrayLength();
    }
}
