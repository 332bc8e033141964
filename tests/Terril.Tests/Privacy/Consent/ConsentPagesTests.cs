using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Consent;
using Terril.Privacy.Public;
using Terril.Tests.Harness;

namespace Terril.Tests.Privacy.Consent;

public sealed class ConsentPagesTests
{
    [Theory, OnBothDatabases]
    public async Task The_page_of_the_mail_shows_the_exact_words_and_one_button_confirms(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        var asked = Assert.IsType<ConsentAsking.Asked>(await house.Ask("jeanne@example.org"));
        using var visitor = house.Stranger();

        var page = await visitor.Page("/en" + asked.ConfirmationPath);
        Assert.Equal(PrivacyHouse.Words.Text.Fr, page.QuerySelector("blockquote[lang=fr]")!.TextContent);
        Assert.Null(await house.Given("jeanne@example.org"));
        var done = await Visitor.Read(await visitor.Fill(page));

        Assert.Contains("It is confirmed", done.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(await house.Given("jeanne@example.org"));
    }

    [Theory, OnBothDatabases]
    public async Task One_post_withdraws_without_cookie_token_or_redirection_and_twice_is_no_fault(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Give("jeanne@example.org");
        var address = new Uri((await house.Given("jeanne@example.org"))!.WithdrawalPath, UriKind.Relative);

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
        {
            using var request = new HttpRequestMessage(method, address);
            await house.Client.SendAsync(request);
        }
        Assert.NotNull(await house.Given("jeanne@example.org"));

        for (var i = 0; i < 2; i++)
        {
            var answer = await house.Client.PostAsync(address, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("C’est fait", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Null(await house.Given("jeanne@example.org"));
        Assert.Equal("one-click", await house.InDatabase(db => db.ConsentEvents.Where(e => e.Kind == ConsentKind.Withdrawn).Select(e => e.Method).SingleAsync()));
    }

    [Theory]
    [InlineData("/consentement/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", HttpStatusCode.NotFound)]
    [InlineData("/consentement/x", HttpStatusCode.NotFound)]
    [InlineData("/consentement/confirmer/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", HttpStatusCode.OK)]
    public async Task A_link_that_is_not_ours_does_nothing(string path, HttpStatusCode status)
    {
        await using var house = await PrivacyHouse.Open(Provider.Sqlite);
        Assert.Equal(status, (await house.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task The_public_notice_says_each_purpose_and_time_as_they_are_applied(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.InDatabase(async db =>
        {
            db.KeepingDecisions.Add(new() { Holding = "privacy.unconfirmed", Count = 9, Unit = Terril.Shared.PersonalData.KeepingUnit.Day, DecidedAt = house.Clock.Now });
            return await db.SaveChangesAsync();
        });

        var (fr, en) = (await house.Page("/donnees-personnelles"), await house.Page("/en/donnees-personnelles"));

        Assert.Contains("9 jours après la demande", fr.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("9 days after it was asked", en.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(fr.QuerySelector("a[href='/mes-donnees']"));
    }
}
