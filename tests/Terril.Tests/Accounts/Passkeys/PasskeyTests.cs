using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.Passkeys;

public sealed class PasskeyTests
{
    [Theory, OnBothDatabases]
    public async Task A_passkey_is_registered_lets_in_and_is_removed(Provider on)
    {
        await using var house = await House.Open(on);
        using var device = new Device();
        using var elsewhere = await house.SignIn(Role.Editor);
        using var visitor = await SignedIn(house, elsewhere.Email);

        await Register(visitor, device);
        Assert.True(await visitor.IsIn());
        Assert.False(await elsewhere.IsIn());
        Assert.Equal("Votre compte a changé", (await house.Mails(elsewhere.Email))[^1].Subject);

        using var again = house.Stranger();
        Assert.Equal("/indicateurs", (await ComeBy(again, device, "/indicateurs")).Headers.Location!.OriginalString);
        Assert.True(await again.IsIn());

        await again.Fill("/mon-compte/cles", "form[action*=Remove]");
        using var late = house.Stranger();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ComeBy(late, device)).StatusCode);
        Assert.Equal(["accounts.passkey.add", "accounts.passkey.remove"], (await house.Acts(elsewhere.Id)).Where(a => a.Contains("passkey", StringComparison.Ordinal)));
    }

    [Theory, OnBothDatabases]
    public async Task A_passkey_is_two_proofs_and_owes_no_code(Provider on)
    {
        await using var house = await House.Open(on);
        using var device = new Device();
        var (person, secret, _) = await house.PersonWithAuthenticator();
        using var visitor = house.Stranger();
        await visitor.Try(person.Email);
        await visitor.Fill("/connexion/code", ("code", house.CodeOf(secret)));
        await Register(visitor, device);

        using var again = house.Stranger();
        await ComeBy(again, device);
        Assert.True(await again.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_serves_once_in_its_time_from_this_site_and_with_a_finger(Provider on)
    {
        await using var house = await House.Open(on);
        using var device = new Device();
        var person = await house.PersonWithPassword();
        using (var visitor = await SignedIn(house, person.Email)) await Register(visitor, device);
        using var thief = house.Stranger();

        // From a false site that passes on what this one asked.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ComeBy(thief, device, from: "https://terri1.example")).StatusCode);

        // Said again: what was asked is forgotten.
        var (page, asked) = await Ask(thief);
        var answer = device.Sign(asked, Origin(thief));
        using (var first = house.Stranger())
        {
            foreach (var (name, value) in thief.Cookies) first.Cookies[name] = value;
            await Send(first, page, answer);
            Assert.True(await first.IsIn());
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(first, await first.Page("/connexion"), answer)).StatusCode);
        }

        // Too late.
        (page, asked) = await Ask(thief);
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(thief, page, device.Sign(asked, Origin(thief)))).StatusCode);

        // A device that asked for nothing is one proof.
        device.IsVerified = false;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ComeBy(thief, device)).StatusCode);
        Assert.False(await thief.IsIn());
    }

    [Theory, OnBothDatabases]
    public async Task What_was_asked_of_one_person_registers_nothing_for_another(Provider on)
    {
        await using var house = await House.Open(on);
        using var device = new Device();
        using var one = await house.SignIn(Role.Editor);
        using var other = await house.SignIn(Role.Editor);

        var page = await one.Page("/mon-compte/cles");
        var asked = await Asked(one, page);
        other.Cookies["__Host-terril-passkey"] = one.Cookies["__Host-terril-passkey"];
        var theirs = await other.Page("/mon-compte/cles");
        using var answer = await Send(other, theirs, device.Register(asked, Origin(other)), "Add");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, await house.InDatabase(db => db.Passkeys.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_removes_the_passkey_of_another(Provider on)
    {
        await using var house = await House.Open(on);
        using var device = new Device();
        using var mine = new Device();
        using var one = await house.SignIn(Role.Editor);
        using var other = await house.SignIn(Role.Administrator);
        await Register(one, device);
        await Register(other, mine);
        var theirs = await house.InDatabase(db => db.Passkeys.Where(p => p.PersonId == one.Id).Select(p => p.Id).SingleAsync());

        using var answer = await other.Fill("/mon-compte/cles", "form[action*=Remove]", ("passkey", theirs.ToString()));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(2, await house.InDatabase(db => db.Passkeys.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_no_answer_is_refused(Provider on)
    {
        await using var house = await House.Open(on);
        using var visitor = house.Stranger();
        foreach (var said in new[] { "", "{}", "[]", "null", "no", """{"id":"AA","rawId":"AA","type":"public-key","response":{}}""" })
        {
            var (page, _) = await Ask(visitor);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(visitor, page, said)).StatusCode);
        }
    }

    private static async Task<Visitor> SignedIn(House house, string email)
    {
        var visitor = house.Stranger();
        await visitor.AskForLink(email);
        await visitor.Press(await house.LastLink(email));
        return visitor;
    }

    private static async Task Register(Visitor visitor, Device device)
    {
        var page = await visitor.Page("/mon-compte/cles");
        using var answer = await Send(visitor, page, device.Register(await Asked(visitor, page), Origin(visitor)), "Add");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> ComeBy(Visitor visitor, Device device, string returnUrl = "", string? from = null)
    {
        var (page, asked) = await Ask(visitor, returnUrl);
        return await Send(visitor, page, device.Sign(asked, from ?? Origin(visitor)));
    }

    private static async Task<(IDocument Page, string Asked)> Ask(Visitor visitor, string returnUrl = "")
    {
        var page = await visitor.Page($"/connexion?returnUrl={Uri.EscapeDataString(returnUrl)}");
        return (page, await Asked(visitor, page));
    }

    // As the island does.
    private static async Task<string> Asked(Visitor visitor, IDocument page)
    {
        using var answer = await Post(visitor, page, "ask", []);
        return await answer.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> Send(Visitor visitor, IDocument page, string answer, string handler = "Passkey") =>
        Post(visitor, page, "send", [("passkey", answer), ("returnUrl", page.QuerySelector("input[name=returnUrl]")?.GetAttribute("value") ?? ""), ("name", handler)]);

    private static Task<HttpResponseMessage> Post(Visitor visitor, IDocument page, string what, (string Name, string Value)[] fields)
    {
        var island = page.QuerySelector("terril-passkey")!;
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return visitor.Client.PostAsync(new Uri(island.GetAttribute($"data-{what}")!, UriKind.Relative),
            new FormUrlEncodedContent(fields.Append((Name: "__RequestVerificationToken", Value: token)).Select(f => KeyValuePair.Create(f.Name, f.Value))));
    }

    private static string Origin(Visitor visitor) => visitor.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
}
