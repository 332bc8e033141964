using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.People;

public sealed class PeopleTests
{
    [Theory, OnBothDatabases]
    public async Task A_colleague_is_invited_comes_by_the_mail_and_may_do_what_was_given(Provider on)
    {
        await using var house = await House.Open(on);
        using var staff = await house.SignIn(Role.Administrator);
        await staff.Fill("/gestion/personnes/inviter", ("name", "Camille Modèle"), ("email", "Camille@terril.example"), ("roles", "Editor"), ("roles", "Reviewer"));
        var mail = (await house.Mails("Camille@terril.example")).Single();
        Assert.Contains("Personne", mail.TextBody, StringComparison.Ordinal);

        using var colleague = house.Stranger();
        await colleague.Press(await house.LastLink("Camille@terril.example"));

        Assert.Equal(HttpStatusCode.OK, await colleague.StatusOf("/gestion"));
        Assert.Equal(HttpStatusCode.Forbidden, await colleague.StatusOf("/gestion/personnes"));
        var id = await house.InDatabase(db => db.People.Where(p => p.EmailKey == "camille@terril.example").Select(p => p.Id).SingleAsync());
        Assert.Equal(["accounts.invite", "accounts.invitation.accept"], await house.Acts(id));
        Assert.Contains("Camille Modèle", (await staff.Page("/gestion/personnes?q=camille&role=Reviewer")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_link_that_opens_an_account_is_read_by_nobody_in_the_ledger_of_mail(Provider on)
    {
        await using var house = await House.Open(on);
        using var staff = await house.SignIn(Role.Administrator);
        using var editor = await house.SignIn(Role.Editor);
        await staff.Fill("/gestion/personnes/inviter", ("name", "Camille Modèle"), ("email", "camille@terril.example"), ("roles", "Administrator"));
        var (link, mail) = (await house.LastLink("camille@terril.example"), (await house.Mails("camille@terril.example")).Single());

        foreach (var reader in new[] { staff, editor })
        {
            var page = await reader.Page($"/gestion/courriels/{mail.Id}");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.DoesNotContain(link, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, await reader.StatusOf($"/gestion/courriels/{mail.Id}?handler=view"));
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_is_missing_or_wrong_is_said_and_what_was_typed_is_kept(Provider on)
    {
        await using var house = await House.Open(on);
        using var staff = await house.SignIn(Role.Administrator);

        foreach (var (name, email, role, at) in new[] { ("", "a@terril.example", "Editor", "nom"), ("A", "", "Editor", "mel"), ("A", "a@terril.example", null, "roles"), ("A", "pas une adresse", "Editor", "mel"), ("A", staff.Email, "Editor", "mel"), ("A", "a@terril.example", "Emperor", "roles") })
        {
            using var answer = await staff.Fill("/gestion/personnes/inviter", ("name", name), ("email", email), ("roles", role));
            var page = await Visitor.Read(answer);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal($"#{at}", page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
            Assert.Equal(email, page.QuerySelector("#mel")!.GetAttribute("value") ?? "");
        }
        Assert.Equal(1, await house.InDatabase(db => db.People.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_role_taken_away_is_seen_at_the_next_request(Provider on)
    {
        await using var house = await House.Open(on);
        using var staff = await house.SignIn(Role.Administrator);
        using var editor = await house.SignIn(Role.Editor);
        Assert.Equal(HttpStatusCode.OK, await editor.StatusOf("/gestion"));

        await staff.Fill($"/gestion/personnes/{editor.Id}", "#form-roles", ("roles", null));

        Assert.Equal(HttpStatusCode.Forbidden, await editor.StatusOf("/gestion"));
        Assert.Contains("accounts.roles", await house.Acts(editor.Id));
    }

    [Theory, OnBothDatabases]
    public async Task A_closed_account_is_out_at_once_and_its_ways_in_with_it(Provider on)
    {
        await using var house = await House.Open(on);
        using var staff = await house.SignIn(Role.Administrator);
        var person = await house.PersonWithPassword();
        using var visitor = house.Stranger();
        await visitor.Try(person.Email);
        using (var asker = house.Stranger()) await asker.AskForLink(person.Email);
        var link = await house.LastLink(person.Email);

        await staff.Fill($"/gestion/personnes/{person.Id}", "#form-fermer");

        Assert.False(await visitor.IsIn());
        await visitor.Try(person.Email);
        Assert.False(await visitor.IsIn());
        Assert.Contains("ne sert plus", (await visitor.Page(link)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_last_administrator_stays(Provider on)
    {
        await using var house = await House.Open(on);
        using var first = await house.SignIn(Role.Administrator);

        Assert.Equal(HttpStatusCode.Conflict, (await first.Fill($"/gestion/personnes/{first.Id}", "#form-roles", ("roles", "Editor"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await first.Fill($"/gestion/personnes/{first.Id}", "#form-fermer")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await first.StatusOf("/gestion/personnes"));

        using var second = await house.SignIn(Role.Administrator);
        var pages = (One: await first.Page($"/gestion/personnes/{second.Id}"), Two: await second.Page($"/gestion/personnes/{first.Id}"));
        await Task.WhenAll(first.Fill(pages.One, "#form-fermer"), second.Fill(pages.Two, "#form-fermer"));
        Assert.Equal(1, await house.InDatabase(db => db.People.CountAsync(p => p.IsActive && p.Roles.Any(r => r.Role == Role.Administrator))));
    }

    [Theory, OnBothDatabases]
    public async Task People_are_the_business_of_administrators_alone(Provider on)
    {
        await using var house = await House.Open(on);
        foreach (var role in Enum.GetValues<Role>())
        {
            using var visitor = await house.SignIn(role);
            foreach (var path in new[] { "/gestion/personnes", "/gestion/personnes/inviter", $"/gestion/personnes/{visitor.Id}" })
                Assert.Equal(role == Role.Administrator ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await visitor.StatusOf(path));
        }
    }

    [Theory, OnBothDatabases]
    public async Task An_invitation_sent_again_replaces_the_first(Provider on)
    {
        await using var house = await House.Open(on);
        using var staff = await house.SignIn(Role.Administrator);
        await staff.Fill("/gestion/personnes/inviter", ("name", "Camille Modèle"), ("email", "camille@terril.example"), ("roles", "Editor"));
        var first = await house.LastLink("camille@terril.example");
        var id = await house.InDatabase(db => db.People.Where(p => p.EmailKey == "camille@terril.example").Select(p => p.Id).SingleAsync());

        await staff.Fill($"/gestion/personnes/{id}", "form[action*=Invite]");
        var second = await house.LastLink("camille@terril.example");

        Assert.Equal([MailState.Withdrawn, MailState.Queued], (await house.Mails("camille@terril.example")).Select(m => m.State));
        using var visitor = house.Stranger();
        Assert.Contains("ne sert plus", (await visitor.Page(first)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await visitor.Press(second);
        Assert.True(await visitor.IsIn());
    }
}
