using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.OneTime;

public sealed class LinkTests
{
    [Theory, OnBothDatabases]
    public async Task A_link_by_mail_lets_in_once_and_leads_where_one_was_going(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.Person([Role.Editor]);
        using var visitor = house.Stranger();

        await visitor.AskForLink(person.Email, "/indicateurs");
        var link = await house.LastLink(person.Email);

        Assert.Equal("/indicateurs", (await visitor.Press(link)).Headers.Location!.OriginalString);
        Assert.True(await visitor.IsIn());
        using var second = house.Stranger();
        Assert.Contains("ne sert plus", (await second.Page(link)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await Forced(second, link);
        Assert.False(await second.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task Opening_a_link_changes_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.Person([Role.Editor]);
        using (var asker = house.Stranger()) await asker.AskForLink(person.Email);
        var link = await house.LastLink(person.Email);

        // As a scanner of mail does.
        using var scanner = house.Stranger();
        for (var times = 0; times < 3; times++) Assert.Equal(HttpStatusCode.OK, await scanner.StatusOf(link));
        await scanner.Client.SendAsync(new(HttpMethod.Head, new Uri(link, UriKind.Relative)));
        Assert.False(await scanner.IsIn());

        using var visitor = house.Stranger();
        await visitor.Press(link);
        Assert.True(await visitor.IsIn());
    }

    [Theory]
    [OnBothDatabases("link", 15)]
    [OnBothDatabases("reset", 60)]
    [OnBothDatabases("invitation", 7 * 24 * 60)]
    public async Task A_link_serves_until_its_time_and_not_after(Provider on, string kind, int minutes)
    {
        await using var house = await House.Open(on);
        var (email, link) = await Sent(house, kind);

        house.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        using var visitor = house.Stranger();
        var page = await visitor.Page(link);
        Assert.NotNull(page.QuerySelector("main form[method=post]"));
        house.Clock.Advance(TimeSpan.FromSeconds(1));

        // The form was open before; its button is pressed after.
        using var answer = await visitor.Fill(page, null, ("password", "un mot de passe tout neuf"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("ne sert plus", (await Visitor.Read(answer)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.False(await visitor.IsIn());
        Assert.False(await house.InDatabase(db => db.People.AnyAsync(p => p.EmailKey == email && p.PasswordHash != null)));
    }

    [Theory, OnBothDatabases]
    public async Task A_link_serves_for_what_it_was_made_for(Provider on)
    {
        await using var house = await House.Open(on);
        var (_, link) = await Sent(house, "reset");
        var secret = link.Split('/')[^1];
        using var visitor = house.Stranger();

        foreach (var path in new[] { $"/connexion/lien/{secret}", $"/invitation/{secret}" })
            Assert.Contains("ne sert plus", (await visitor.Page(path)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_that_opens_is_readable_in_the_database(Provider on)
    {
        await using var house = await House.Open(on);
        var (_, link) = await Sent(house, "link");
        var secret = link.Split('/')[^1];

        Assert.DoesNotContain(await house.InDatabase(db => db.AccountLinks.Select(l => l.SecretHash).ToListAsync()), hash => hash.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, OnBothDatabases]
    public async Task Of_many_who_press_at_once_one_gets_in(Provider on)
    {
        await using var house = await House.Open(on);
        var (_, link) = await Sent(house, "link");
        var visitors = Enumerable.Range(0, 6).Select(_ => house.Stranger()).ToList();
        var pages = await Task.WhenAll(visitors.Select(v => v.Page(link)));

        await Task.WhenAll(visitors.Zip(pages, (visitor, page) => visitor.Fill(page)));

        var inside = 0;
        foreach (var visitor in visitors)
        {
            if (await visitor.IsIn()) inside++;
            visitor.Dispose();
        }
        Assert.Equal(1, inside);
    }

    [Theory, OnBothDatabases]
    public async Task Asking_again_at_once_sends_nothing_more_and_later_a_new_one(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.Person([Role.Editor]);
        using var visitor = house.Stranger();

        for (var times = 0; times < 4; times++)
        {
            await visitor.AskForLink(person.Email);
            await house.DoJobs();
        }
        Assert.Single(await house.Mails(person.Email));
        house.Clock.Advance(TimeSpan.FromMinutes(4));
        await visitor.AskForLink(person.Email);
        await house.DoJobs();
        Assert.Equal(2, (await house.Mails(person.Email)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_reset_changes_the_password_closes_sessions_tells_by_mail_and_lets_nobody_in(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var thief = house.Stranger();
        await thief.Try(person.Email);
        using var visitor = house.Stranger();
        await visitor.Fill("/mot-de-passe", ("email", person.Email));
        var link = await house.LastLink(person.Email);

        // Refused first: the link still serves.
        using var refused = await visitor.Fill(link, ("password", "password1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var answer = await visitor.Fill(link, ("password", "un mot de passe tout neuf"));

        Assert.StartsWith("/connexion", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.False(await visitor.IsIn());
        Assert.False(await thief.IsIn());
        Assert.Equal("Votre compte a changé", (await house.Mails(person.Email))[^1].Subject);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Try(person.Email)).StatusCode);
        await visitor.Try(person.Email, "un mot de passe tout neuf");
        Assert.True(await visitor.IsIn());
        Assert.Contains("accounts.password", await house.Acts(person.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Neither_a_link_nor_a_reset_skips_the_authenticator(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, secret, _) = await house.PersonWithAuthenticator();
        using var visitor = house.Stranger();

        await visitor.Fill("/mot-de-passe", ("email", person.Email));
        await visitor.Fill(await house.LastLink(person.Email), ("password", "un mot de passe tout neuf"));
        Assert.Equal("/connexion/code", (await visitor.Try(person.Email, "un mot de passe tout neuf")).Headers.Location!.OriginalString);
        Assert.False(await visitor.IsIn());

        await visitor.AskForLink(person.Email);
        Assert.Equal("/connexion/code", (await visitor.Press(await house.LastLink(person.Email))).Headers.Location!.OriginalString);
        Assert.False(await visitor.IsIn());
        await visitor.Fill("/connexion/code", ("code", house.CodeOf(secret)));
        Assert.True(await visitor.IsIn());
    }

    // The form of a page that no longer shows one, sent all the same.
    private static async Task Forced(Visitor visitor, string link)
    {
        var page = await visitor.Page("/connexion");
        page.QuerySelector("#entree")!.SetAttribute("action", link);
        using var answer = await visitor.Fill(page, "#entree");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<(string Email, string Link)> Sent(House house, string kind)
    {
        using var visitor = house.Stranger();
        if (kind == "invitation")
        {
            using var staff = await house.SignIn(Role.Administrator);
            await staff.Fill("/gestion/personnes/inviter", ("name", "Camille Modèle"), ("email", "camille@terril.example"), ("roles", "Editor"));
            return ("camille@terril.example", await house.LastLink("camille@terril.example"));
        }
        var person = await house.Person([Role.Editor]);
        if (kind == "reset") await visitor.Fill("/mot-de-passe", ("email", person.Email));
        else await visitor.AskForLink(person.Email);
        return (Person.KeyOf(person.Email), await house.LastLink(person.Email));
    }
}
