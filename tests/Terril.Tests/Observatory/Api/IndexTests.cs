using System.Net;
using System.Text;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Api;

/// <summary>The page that shows how to take the data.</summary>
public sealed class IndexTests
{
    [Theory]
    [OnBothDatabases("/api")]
    [OnBothDatabases("/en/api")]
    public async Task Every_example_answers(Provider on, string page)
    {
        var house = await House.Shared(on);
        var examples = (await house.Page(page)).QuerySelectorAll("a.example").Select(a => a.GetAttribute("href")!).ToList();

        Assert.True(examples.Count >= 9, "examples are missing");
        foreach (var example in examples)
        {
            var answer = await house.Read(example);
            Assert.True(answer.Text.Split('\n').Length > 2 || answer.Data.GetRawText() is not "[]" || example.Contains("/diff", StringComparison.Ordinal), $"{example} gives nothing");
        }
    }

    [Fact]
    public async Task What_a_refusal_refers_to_is_explained_there()
    {
        var page = await (await House.Shared(Provider.Sqlite)).Page("/api");
        Assert.All(new[] { 400, 404, 405, 410 }, code => Assert.NotNull(page.GetElementById(code.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task A_bad_date_there_is_a_page_as_everywhere()
    {
        var answer = await (await House.Shared(Provider.Sqlite)).Client.GetAsync(new Uri("/api?asOf=hier", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_page_is_in_both_languages_and_light()
    {
        var house = await House.Shared(Provider.Sqlite);
        var html = await house.Client.GetStringAsync(new Uri("/api", UriKind.Relative));

        Assert.True(Encoding.UTF8.GetByteCount(html) < 40_000);
        Assert.Equal("Données ouvertes et API", (await house.Page("/api")).QuerySelector("h1")!.TextContent);
        Assert.Equal("Open data and API", (await house.Page("/en/api")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task The_page_holds_on_every_screen_in_light_and_in_dark() => await (await House.Shared(Provider.Sqlite)).ShouldHold([("api", "/api")]);
}
