using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.Address;

public sealed class AddressTests
{
    private const string Page = "/mon-compte/adresse";
    private const string New = "Nouvelle@terril.example";

    [Theory, OnBothDatabases]
    public async Task An_account_moves_when_the_link_sent_to_the_new_address_is_opened_and_the_old_one_is_told(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var here = house.Stranger();
        using var there = house.Stranger();
        await here.Try(person.Email);
        await there.Try(person.Email);
        var before = here.Cookies["__Host-terril"];

        var asked = await here.Follow(await here.Fill(Page, ("email", New)));
        Assert.NotNull(asked.QuerySelector("[role=status]"));
        Assert.Equal(person.Email, await EmailOf(house, person));
        Assert.Empty(await house.Mails(person.Email));

        var link = await house.LastLink(New);
        var done = await here.Follow(await here.Press(link));

        Assert.Contains("adresse est changée", done.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(New, await EmailOf(house, person));
        Assert.True(await here.IsIn());
        Assert.NotEqual(before, here.Cookies["__Host-terril"]);
        Assert.False(await there.IsIn());
        var told = Assert.Single(await house.Mails(person.Email));
        Assert.Equal("Votre compte a changé", told.Subject);
        Assert.Contains("/contact", told.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(New, told.TextBody, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["accounts.address.ask", "accounts.address"], await house.Acts(person.Id));

        Assert.Equal(HttpStatusCode.Gone, await here.StatusOf(link));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await there.Try(person.Email)).StatusCode);
        await there.Try(New);
        Assert.True(await there.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task The_link_serves_for_an_hour_and_not_after(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, visitor, link) = await Asked(house);
        using var _ = visitor;

        house.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await visitor.Try(person.Email);
        var page = await visitor.Page(link);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        house.Clock.Advance(TimeSpan.FromSeconds(1));

        using var late = await visitor.Fill(page);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        Assert.Equal(person.Email, await EmailOf(house, person));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_answered_tells_nothing_of_who_has_an_account(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, other) = (await house.PersonWithPassword(), await house.PersonWithPassword());
        using var visitor = house.Stranger();
        await visitor.Try(person.Email);

        var free = await Answer(visitor, New);
        var taken = await Answer(visitor, other.Email.ToUpperInvariant());

        Assert.Equal(free, taken);
        var mail = Assert.Single(await house.Mails(other.Email.ToUpperInvariant()));
        Assert.Equal("Cette adresse a déjà un compte", mail.Subject);
        Assert.DoesNotContain(Page, mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_who_were_sent_a_link_to_one_address_the_first_has_it_and_the_other_keeps_theirs(Provider on)
    {
        await using var house = await House.Open(on);
        var (first, one, link) = await Asked(house);
        var (second, other, late) = await Asked(house);
        using var _ = one;
        using var __ = other;

        await one.Press(link);
        using var refused = await other.Press(late);

        Assert.Equal(HttpStatusCode.Gone, refused.StatusCode);
        Assert.Equal((New, second.Email), (await EmailOf(house, first), await EmailOf(house, second)));
        Assert.True(await other.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task A_link_gives_the_account_to_nobody_but_who_asked_for_it(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, visitor, link) = await Asked(house);
        using var _ = visitor;
        using var stranger = house.Stranger();
        using var other = house.Stranger();
        var somebody = await house.PersonWithPassword();
        await other.Try(somebody.Email);

        Assert.StartsWith("/connexion", (await stranger.Get(link)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, await other.StatusOf(link));
        var page = await visitor.Page(link);
        var forced = await other.Page(Page);
        forced.QuerySelector("main form[method=post]")!.SetAttribute("action", link);
        Assert.Equal(HttpStatusCode.Gone, (await other.Fill(forced)).StatusCode);
        Assert.Equal((person.Email, somebody.Email), (await EmailOf(house, person), await EmailOf(house, somebody)));

        await visitor.Fill(page);
        Assert.Equal(New, await EmailOf(house, person));
    }

    [Theory, OnBothDatabases]
    public async Task A_password_or_a_passkey_is_asked_for_and_a_link_by_mail_is_not_enough(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var visitor = house.Stranger();
        await AccountsHouse.AskForLink(visitor, person.Email);
        await visitor.Press(await house.LastLink(person.Email));
        Assert.True(await visitor.IsIn());

        var asked = (await visitor.Get(Page)).Headers.Location!.OriginalString;
        Assert.StartsWith("/mon-compte/confirmer", asked, StringComparison.Ordinal);
        Assert.Null((await visitor.Page(asked)).QuerySelector("button[formaction*=Link]"));
        Assert.Equal(Page, (await visitor.Fill(asked, ("password", AccountsHouse.Password))).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusOf(Page));

        house.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(asked, (await visitor.Get(Page)).Headers.Location!.OriginalString);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_has_neither_is_told_how_to_have_one(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.Person([]);
        using var visitor = house.Stranger();
        await AccountsHouse.AskForLink(visitor, person.Email);
        await visitor.Press(await house.LastLink(person.Email));

        var page = await visitor.Follow(await visitor.Get(Page));

        Assert.NotNull(page.QuerySelector("main a[href='/mon-compte/mot-de-passe']"));
        Assert.NotNull(page.QuerySelector("main a[href='/mon-compte/cles']"));
    }

    [Theory, OnBothDatabases]
    public async Task Asking_again_ends_the_link_before_and_nobody_asks_without_end(Provider on)
    {
        await using var house = await House.Open(on);
        var (_, visitor, first) = await Asked(house);
        using var _ = visitor;
        for (var times = 0; times < 4; times++) Assert.Equal(HttpStatusCode.Redirect, (await visitor.Fill(Page, ("email", $"a{times}@terril.example"))).StatusCode);

        Assert.Equal(HttpStatusCode.Gone, await visitor.StatusOf(first));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Fill(Page, ("email", "une-de-plus@terril.example"))).StatusCode);
        Assert.Empty(await house.Mails("une-de-plus@terril.example"));
    }

    [Fact]
    public async Task What_is_no_address_or_the_same_is_said_at_its_field_and_what_was_typed_is_kept()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var person = await house.PersonWithPassword();
        using var visitor = house.Stranger();
        await visitor.Try(person.Email);

        foreach (var typed in new[] { "", "pas une adresse", "a@b", "é@terril.example", person.Email.ToUpperInvariant() })
        {
            using var answer = await visitor.Fill(Page, ("email", typed));
            var page = await Visitor.Read(answer);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, typed), (answer.StatusCode, page.QuerySelector("#mel")!.GetAttribute("value") ?? ""));
            Assert.NotNull(page.QuerySelector("#mel-e[role=alert]"));
        }
        Assert.Equal(0, await house.InDatabase(db => db.AccountLinks.CountAsync()));
    }

    private static async Task<(Person Person, Visitor Visitor, string Link)> Asked(House house)
    {
        var (person, visitor) = (await house.PersonWithPassword(), house.Stranger());
        await visitor.Try(person.Email);
        await visitor.Fill(Page, ("email", New));
        return (person, visitor, await house.LastLink(New));
    }

    private static async Task<(HttpStatusCode, string?, string)> Answer(Visitor visitor, string email)
    {
        using var answer = await visitor.Fill(Page, ("email", email));
        return (answer.StatusCode, answer.Headers.Location?.OriginalString, (await visitor.Follow(answer)).QuerySelector("main")!.TextContent);
    }

    private static Task<string> EmailOf(House house, Person person) => house.InDatabase(db => db.People.Where(p => p.Id == person.Id).Select(p => p.Email).SingleAsync());
}
