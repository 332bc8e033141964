using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.Mine;

public sealed class MyAccountTests
{
    [Theory, OnBothDatabases]
    public async Task Ones_own_sessions_are_listed_and_closed_and_nobody_elses(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var here = house.Stranger();
        using var there = house.Stranger();
        using var other = await house.SignIn(Role.Editor);
        await here.Try(person.Email);
        await there.Try(person.Email);
        var theirs = await house.InDatabase(db => db.PersonSessions.Where(s => s.PersonId == other.Id).Select(s => s.Id).SingleAsync());

        var page = await here.Page("/mon-compte");
        Assert.Equal(2, page.QuerySelectorAll("section[aria-labelledby=sessions] li").Length);
        using var refused = await here.Fill(page, "form[action*='handler=Close']:not([action*=Others])", ("session", theirs.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.True(await other.IsIn());

        await here.Fill(page, "form[action*='handler=Close']:not([action*=Others])");
        Assert.False(await there.IsIn());
        Assert.True(await here.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task Changing_the_password_closes_the_other_sessions_and_tells_by_mail(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var here = house.Stranger();
        using var there = house.Stranger();
        await here.Try(person.Email);
        await there.Try(person.Email);
        var before = here.Cookies["__Host-terril"];

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await here.Fill("/mon-compte/mot-de-passe", ("password", "motdepasse2026"))).StatusCode);
        await here.Fill("/mon-compte/mot-de-passe", ("password", "encore un autre tout neuf"));

        Assert.True(await here.IsIn());
        Assert.NotEqual(before, here.Cookies["__Host-terril"]);
        Assert.False(await there.IsIn());
        Assert.Equal("Votre compte a changé", (await house.Mails(person.Email)).Single().Subject);
        Assert.Contains("accounts.password", await house.Acts(person.Id));
    }

    [Theory]
    [OnBothDatabases("/mon-compte/mot-de-passe")]
    [OnBothDatabases("/mon-compte/cles")]
    [OnBothDatabases("/mon-compte/code")]
    [OnBothDatabases("/gestion/personnes/inviter")]
    public async Task What_is_sensitive_asks_again_who_one_is_and_brings_back(Provider on, string path)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword(Role.Administrator);
        using var visitor = house.Stranger();
        await visitor.Try(person.Email);
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusOf(path));

        house.Clock.Advance(TimeSpan.FromMinutes(16));
        var asked = $"/mon-compte/confirmer?returnUrl={Uri.EscapeDataString(path)}";
        Assert.Equal(asked, (await visitor.Get(path)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Fill(asked, ("password", "un autre"))).StatusCode);
        Assert.Equal(path, (await visitor.Fill(asked, ("password", AccountsHouse.Password))).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusOf(path));
    }

    [Theory, OnBothDatabases]
    public async Task A_sensitive_form_opened_in_time_is_refused_after_it(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var visitor = house.Stranger();
        await visitor.Try(person.Email);
        var page = await visitor.Page("/mon-compte/mot-de-passe");

        house.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.Fill(page, null, ("password", "encore un autre tout neuf"));

        Assert.Empty(await house.Mails(person.Email));
    }

    [Theory, OnBothDatabases]
    public async Task Ones_name_and_language_are_changed(Provider on)
    {
        await using var house = await House.Open(on);
        using var visitor = await house.SignIn(Role.Member);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Fill("/mon-compte", "#form-moi", ("name", " "))).StatusCode);
        await visitor.Fill("/mon-compte", "#form-moi", ("name", "Noé <Exemple>"), ("language", "en"));

        var page = await visitor.Page("/mon-compte");
        Assert.Equal("Noé <Exemple>", page.QuerySelector("#nom")!.GetAttribute("value"));
        Assert.Equal("en", await house.InDatabase(db => db.People.Where(p => p.Id == visitor.Id).Select(p => p.Language).SingleAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task It_is_for_whoever_has_signed_in_and_is_kept_by_nobody(Provider on)
    {
        await using var house = await House.Open(on);
        using var stranger = house.Stranger();
        using var visitor = await house.SignIn([]);

        Assert.StartsWith("/connexion", (await stranger.Get("/mon-compte")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var answer = await visitor.Get("/mon-compte");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }
}
