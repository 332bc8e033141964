using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.Factors;

public sealed class AuthenticatorTests
{
    [Theory, OnBothDatabases]
    public async Task It_is_turned_on_by_a_code_and_gives_recovery_codes_once(Provider on)
    {
        await using var house = await House.Open(on);
        using var elsewhere = await house.SignIn(Role.Editor);
        using var visitor = house.Stranger();
        await visitor.AskForLink(elsewhere.Email);
        await visitor.Press(await house.LastLink(elsewhere.Email));

        var page = await visitor.Page("/mon-compte/code");
        var secret = page.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        Assert.StartsWith("M", page.QuerySelector("main svg path:last-child")!.GetAttribute("d"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Fill(page, null, ("code", "000000"))).StatusCode);
        var shown = await Visitor.Read(await visitor.Fill(page, null, ("code", house.CodeOf(secret))));

        Assert.Equal(10, shown.QuerySelectorAll("main li code").Select(c => c.TextContent).Distinct().Count());
        Assert.True(await visitor.IsIn());
        Assert.False(await elsewhere.IsIn());
        Assert.Equal("Votre compte a changé", (await house.Mails(elsewhere.Email))[^1].Subject);
        Assert.DoesNotContain("main li code", (await visitor.Page("/mon-compte/code")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await house.InDatabase(db => db.People.Where(p => p.Id == elsewhere.Id).Select(p => p.TotpSecret).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_code_serves_once_and_none_before_it_serves_after(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, secret, _) = await house.PersonWithAuthenticator();
        var (earlier, code) = (house.CodeOf(secret), "");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        code = house.CodeOf(secret);

        Assert.True(await In(code));
        Assert.False(await In(code));
        Assert.False(await In(earlier));

        async Task<bool> In(string typed)
        {
            using var visitor = house.Stranger();
            await visitor.Try(person.Email);
            await visitor.Fill("/connexion/code", ("code", typed));
            return await visitor.IsIn();
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_recovery_code_serves_once(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, _, codes) = await house.PersonWithAuthenticator();

        foreach (var expected in new[] { true, false })
        {
            using var visitor = house.Stranger();
            await visitor.Try(person.Email);
            await visitor.Fill("/connexion/code", ("code", codes[3].ToUpperInvariant()));
            Assert.Equal(expected, await visitor.IsIn());
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_step_of_the_code_is_not_reached_without_the_first_proof_nor_after_its_time(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, secret, _) = await house.PersonWithAuthenticator();
        using var visitor = house.Stranger();
        Assert.Equal("/connexion", (await visitor.Get("/connexion/code")).Headers.Location!.OriginalString);

        await visitor.Try(person.Email);
        var page = await visitor.Page("/connexion/code");
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        using var answer = await visitor.Fill(page, null, ("code", house.CodeOf(secret)));
        Assert.Equal("/connexion", answer.Headers.Location!.OriginalString);
        Assert.False(await visitor.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task A_password_changed_meanwhile_makes_one_begin_again(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, secret, _) = await house.PersonWithAuthenticator();
        using var thief = house.Stranger();
        await thief.Try(person.Email);
        var page = await thief.Page("/connexion/code");
        await house.InDatabase(async db =>
        {
            (await db.People.SingleAsync(p => p.Id == person.Id)).CloseSessions();
            return await db.SaveChangesAsync();
        });

        await thief.Fill(page, null, ("code", house.CodeOf(secret)));
        Assert.False(await thief.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task Guessing_codes_is_paused(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, secret, _) = await house.PersonWithAuthenticator();
        using var visitor = house.Stranger();
        await visitor.Try(person.Email);

        for (var tries = 0; tries < 5; tries++) await visitor.Fill("/connexion/code", ("code", "000000"));
        await visitor.Fill("/connexion/code", ("code", house.CodeOf(secret)));
        Assert.False(await visitor.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task It_is_turned_off_and_its_codes_go_with_it(Provider on)
    {
        await using var house = await House.Open(on);
        var (person, secret, codes) = await house.PersonWithAuthenticator();
        using var visitor = house.Stranger();
        await visitor.Try(person.Email);
        await visitor.Fill("/connexion/code", ("code", house.CodeOf(secret)));

        var renewed = await Visitor.Read(await visitor.Fill("/mon-compte/code", "#form-codes"));
        Assert.DoesNotContain(codes[0], renewed.QuerySelectorAll("main li code").Select(c => c.TextContent));
        await visitor.Fill("/mon-compte/code", "#form-off");

        Assert.Equal(0, await house.InDatabase(db => db.RecoveryCodes.CountAsync(c => c.PersonId == person.Id)));
        using var again = house.Stranger();
        await again.Try(person.Email);
        Assert.True(await again.IsIn());
    }
}
