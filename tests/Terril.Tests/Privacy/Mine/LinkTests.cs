using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Tests.Harness;

namespace Terril.Tests.Privacy.Mine;

public sealed class LinkTests
{
    [Theory, OnBothDatabases]
    public async Task A_link_is_sent_to_any_address_and_the_page_says_the_same_to_all(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Give("jeanne@example.org");
        using var visitor = house.Stranger();

        var known = await Said(visitor, "jeanne@example.org");
        var unknown = await Said(visitor, "nobody@example.org");
        var again = await Said(visitor, "jeanne@example.org");

        Assert.Contains("Regardez votre messagerie", known, StringComparison.Ordinal);
        Assert.Equal([known, known], [unknown, again]);
        Assert.Equal(["jeanne@example.org", "nobody@example.org"], (await house.InDatabase(db => db.OutgoingMails.Select(m => m.ToAddress).ToListAsync())).Order());
    }

    [Theory, OnBothDatabases]
    public async Task An_address_receives_one_link_an_hour_even_when_it_is_asked_for_ten_times_at_once(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            using var visitor = house.Stranger();
            await visitor.AskForLink(i % 2 == 0 ? "jeanne@example.org" : "JEANNE@example.org");
        }));
        Assert.Equal(1, await house.InDatabase(db => db.OutgoingMails.CountAsync()));

        house.Clock.Advance(TimeSpan.FromHours(1));
        using var later = house.Stranger();
        await later.AskForLink("jeanne@example.org");
        Assert.Equal(2, await house.InDatabase(db => db.OutgoingMails.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task The_link_opens_by_its_button_once_within_the_hour_and_the_database_has_only_hashes(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        using var visitor = house.Stranger();
        await visitor.AskForLink("jeanne@example.org");
        var link = await house.LinkSentTo("jeanne@example.org");
        Assert.True(link.Split('/')[^1].Length >= 43);

        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, await visitor.StatusOf(link));
        var opened = await visitor.Fill(link);
        Assert.Equal("/mes-donnees/dossier", opened.Headers.Location!.ToString());
        Assert.Contains("jeanne@example.org", (await visitor.Follow(opened)).Body!.TextContent, StringComparison.Ordinal);

        using var another = house.Stranger();
        Assert.Equal(HttpStatusCode.Gone, await another.StatusOf(link));
        Assert.Equal("/mes-donnees?fin=true", (await another.Get("/mes-donnees/dossier")).Headers.Location!.ToString());
        var row = await house.InDatabase(db => db.DataLinks.SingleAsync());
        Assert.DoesNotContain(link.Split('/')[^1], $"{row.TokenHash} {row.SessionHash}", StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Cookies["__Host-terril-mes-donnees"], $"{row.TokenHash} {row.SessionHash}", StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_link_pressed_ten_times_at_once_opens_one_session(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        using var visitor = house.Stranger();
        await visitor.AskForLink("jeanne@example.org");
        var page = await visitor.Page(await house.LinkSentTo("jeanne@example.org"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => visitor.Fill(page)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.Gone));
    }

    [Theory, OnBothDatabases]
    public async Task After_an_hour_the_link_is_over_and_after_half_an_hour_the_session(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        using var visitor = house.Stranger();
        await visitor.AskForLink("jeanne@example.org");
        var link = await house.LinkSentTo("jeanne@example.org");
        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Gone, await visitor.StatusOf(link));

        using var reader = await house.ComeByMail("ali@example.org");
        house.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await reader.StatusOf("/mes-donnees/dossier"));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, await reader.StatusOf("/mes-donnees/dossier"));
    }

    [Theory, OnBothDatabases]
    public async Task Leaving_closes_the_session_for_whoever_kept_its_cookie(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        using var reader = await house.ComeByMail("ali@example.org");
        var cookie = reader.Cookies["__Host-terril-mes-donnees"];

        await reader.Fill("/mes-donnees/dossier", "form[action*=leave]");

        reader.Cookies["__Host-terril-mes-donnees"] = cookie;
        Assert.Equal(HttpStatusCode.Redirect, await reader.StatusOf("/mes-donnees/dossier"));
    }

    [Theory]
    [InlineData("jeanne")]
    [InlineData("jéanne@example.org")]
    [InlineData("")]
    public async Task What_is_no_address_is_said_at_the_field_and_kept(string typed)
    {
        await using var house = await PrivacyHouse.Open(Provider.Sqlite);
        using var visitor = house.Stranger();

        var page = await Visitor.Read(await visitor.AskForLink(typed));

        Assert.NotNull(page.QuerySelector("[role=alert] a[href='#adresse']"));
        Assert.Equal(typed, page.QuerySelector("#adresse")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task The_mail_is_in_the_language_of_the_page()
    {
        await using var house = await PrivacyHouse.Open(Provider.Sqlite);
        using var visitor = house.Stranger();
        await visitor.AskForLink("jeanne@example.org", "/en");

        Assert.StartsWith("/en/", await house.LinkSentTo("jeanne@example.org"), StringComparison.Ordinal);
        Assert.Equal("Your data on this site", await house.InDatabase(db => db.OutgoingMails.Select(m => m.Subject).SingleAsync()));
    }

    private static async Task<string> Said(Visitor visitor, string address)
    {
        var page = await visitor.Follow(await visitor.AskForLink(address));
        return page.QuerySelector("main [role=status]")!.TextContent;
    }
}
