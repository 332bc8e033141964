using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.SignIn;

public sealed class SignInTests
{
    [Theory, OnBothDatabases]
    public async Task A_password_lets_in_and_leads_where_one_was_going_or_home(Provider on)
    {
        await using var house = await House.Open(on);
        var (staff, member) = (await house.PersonWithPassword(Role.Editor), await house.PersonWithPassword(Role.Member));
        using var visitor = house.Stranger();

        Assert.Equal("/gestion", (await visitor.Try(staff.Email.ToUpperInvariant())).Headers.Location!.OriginalString);
        Assert.True(await visitor.IsIn());
        Assert.Equal("/mon-compte", (await visitor.Try(member.Email)).Headers.Location!.OriginalString);
        Assert.Equal("/mon-compte", (await visitor.Try((await house.PersonWithPassword(Role.Reviewer)).Email)).Headers.Location!.OriginalString);
        Assert.Equal("/en/indicateurs?a=1", (await visitor.Try(member.Email, returnUrl: "/en/indicateurs?a=1")).Headers.Location!.OriginalString);
    }

    [Theory]
    [OnBothDatabases("https://ailleurs.example/")]
    [OnBothDatabases("//ailleurs.example")]
    [OnBothDatabases("/\\ailleurs.example")]
    [OnBothDatabases("\\/ailleurs.example")]
    [OnBothDatabases("javascript:alert(1)")]
    [OnBothDatabases("/\t/ailleurs.example")]
    [OnBothDatabases("~/connexion")]
    public async Task Signing_in_leads_nowhere_else(Provider on, string returnUrl)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var visitor = house.Stranger();

        Assert.Equal("/gestion", (await visitor.Try(person.Email, returnUrl: returnUrl)).Headers.Location!.OriginalString);

        using var byMail = house.Stranger();
        await byMail.AskForLink(person.Email, returnUrl);
        Assert.Equal("/gestion", (await byMail.Press(await house.LastLink(person.Email))).Headers.Location!.OriginalString);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_tells_whether_an_account_exists(Provider on)
    {
        await using var house = await House.Open(on);
        var (known, closed) = (await house.PersonWithPassword(), await house.PersonWithPassword());
        await house.InDatabase(async db =>
        {
            (await db.People.SingleAsync(p => p.Id == closed.Id)).Deactivate();
            return await db.SaveChangesAsync();
        });
        var emails = new[] { known.Email, closed.Email, "personne.ici@terril.example" };

        Assert.Single(await Answers(emails, (visitor, email) => visitor.Try(email, "un autre mot de passe")));
        Assert.Single(await Answers(emails, (visitor, email) => visitor.AskForLink(email)));
        Assert.Single(await Answers(emails, (visitor, email) => visitor.Fill("/mot-de-passe", ("email", email))));
        await house.DoJobs();
        Assert.Equal([known.Email, known.Email], (await house.Mails()).Select(m => m.ToAddress));

        async Task<HashSet<string>> Answers(IEnumerable<string> typed, Func<Visitor, string, Task<HttpResponseMessage>> act)
        {
            HashSet<string> answers = [];
            foreach (var email in typed)
            {
                using var visitor = house.Stranger();
                using var answer = await act(visitor, email);
                var page = await Visitor.Read(answer);
                answers.Add($"{answer.StatusCode} {answer.Headers.Location} {page.QuerySelector("main")?.TextContent.Replace(email, "", StringComparison.Ordinal)}");
            }
            return answers;
        }
    }

    [Theory, OnBothDatabases]
    public async Task Guessing_is_paused_and_the_link_by_mail_still_works(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var guesser = house.Stranger();

        for (var tries = 0; tries < 5; tries++) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await guesser.Try(person.Email, $"essai numéro {tries}")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await guesser.Try(person.Email)).StatusCode);

        using var victim = house.Stranger();
        await victim.AskForLink(person.Email);
        await victim.Press(await house.LastLink(person.Email));
        Assert.True(await victim.IsIn());

        house.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Redirect, (await guesser.Try(person.Email)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_session_prepared_by_somebody_else_opens_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var visitor = house.Stranger();
        visitor.Cookies["__Host-terril"] = "prepared";
        await visitor.Try(person.Email);
        var first = visitor.Cookies["__Host-terril"];
        Assert.NotEqual("prepared", first);

        // Signing in again, even as oneself, is a new session, and the one before is closed.
        await visitor.Try(person.Email);
        Assert.NotEqual(first, visitor.Cookies["__Host-terril"]);
        using var old = house.Stranger();
        old.Cookies["__Host-terril"] = first;
        Assert.False(await old.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task The_cookie_is_bound_to_this_host_unread_by_scripts_and_not_sent_by_other_sites(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var visitor = house.Stranger();

        var cookie = (await visitor.Try(person.Email)).Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-terril=", StringComparison.Ordinal));

        Assert.Equal(["httponly", "path=/", "samesite=lax", "secure"], cookie.ToLowerInvariant().Split(';', StringSplitOptions.TrimEntries).Skip(1).Order());
    }

    [Theory, OnBothDatabases]
    public async Task Signing_out_closes_the_session_and_only_by_a_button(Provider on)
    {
        await using var house = await House.Open(on);
        using var visitor = await house.SignIn(Role.Editor);
        var secret = visitor.Cookies["__Host-terril"];

        await visitor.Get("/deconnexion");
        Assert.True(await visitor.IsIn());
        await visitor.Press("/deconnexion");

        visitor.Cookies["__Host-terril"] = secret;
        Assert.False(await visitor.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task A_form_without_its_antiforgery_field_is_refused(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.PersonWithPassword();
        using var visitor = house.Stranger();

        using var answer = await visitor.Fill("/connexion", ("email", person.Email), ("password", AccountsHouse.Password), ("__RequestVerificationToken", null));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
