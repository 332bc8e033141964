using System.Net;
using Terril.Tests.Harness;

namespace Terril.Tests.Site.Search;

public sealed class ResultsTests
{
    [Theory]
    [OnBothDatabases("dunkerque", "/territoires/commune/59183/dunkerque")]
    [OnBothDatabases("DUNKERQUE", "/territoires/commune/59183/dunkerque")]
    [OnBothDatabases("st-omer", "/territoires/commune/62765/saint-omer")]
    [OnBothDatabases("saint omer", "/territoires/commune/62765/saint-omer")]
    [OnBothDatabases("59183", "/territoires/commune/59183/dunkerque")]
    [OnBothDatabases("200093201", "/territoires/epci/200093201/metropole-europeenne-de-lille")]
    [OnBothDatabases("lomme", "/territoires/commune/59355")]
    public async Task A_name_that_one_thing_bears_leads_straight_to_it(Provider on, string typed, string to)
    {
        var house = await House.Shared(on);
        using var answer = await house.Client.GetAsync(new Uri($"/recherche?q={Uri.EscapeDataString(typed)}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location!.ToString());
    }

    [Theory, OnBothDatabases]
    public async Task A_postcode_of_several_communes_lists_them(Provider on)
    {
        var page = await (await House.Shared(on)).Page("/recherche?q=62750");

        Assert.Contains(page.QuerySelectorAll(".list a"), a => a.TextContent == "Loos-en-Gohelle");
    }

    [Theory]
    [OnBothDatabases("xyzzy")]
    [OnBothDatabases("🦤")]
    [OnBothDatabases("<script>alert(1)</script>")]
    [OnBothDatabases("' or 1=1 --")]
    [OnBothDatabases("\u0000")]
    public async Task Nothing_found_is_said_and_leads_elsewhere(Provider on, string typed)
    {
        var page = await (await House.Shared(on)).Page($"/recherche?q={Uri.EscapeDataString(typed)}");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.NotNull(page.QuerySelector("main .empty a"));
        Assert.Empty(page.QuerySelectorAll("script"));
    }

    [Theory, OnBothDatabases]
    public async Task The_way_found_keeps_language_and_day(Provider on)
    {
        var house = await House.Shared(on);
        using var answer = await house.Client.GetAsync(new Uri("/en/recherche?q=dunkerque&asOf=2026-11-02", UriKind.Relative));

        Assert.Equal("/en/territoires/commune/59183/dunkerque?asOf=2026-11-02", answer.Headers.Location!.ToString());
    }
}
