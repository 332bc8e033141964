using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Accounts;
using Terril.Accounts.Factors;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts;

/// <summary>Accounts of a house, and what is done at its door.</summary>
internal static partial class AccountsHouse
{
    public const string Password = "quatre mots sans rapport";

    /// <summary>A person who has a password.</summary>
    public static async Task<Person> PersonWithPassword(this House house, Role role = Role.Editor)
    {
        var person = await house.Person([role]);
        await house.InScope(async services =>
        {
            var db = services.GetRequiredService<Terril.Shared.Database.TerrilDb>();
            var kept = await db.People.SingleAsync(p => p.Id == person.Id);
            kept.SetPassword(services.GetRequiredService<IPasswordHasher<Person>>().HashPassword(kept, Password), house.Clock.Now);
            await db.SaveChangesAsync();
        });
        return person;
    }

    /// <summary>A person who has a password and an authenticator; tells what it shares.</summary>
    public static async Task<(Person Person, string Secret, IReadOnlyList<string> Codes)> PersonWithAuthenticator(this House house, Role role = Role.Editor)
    {
        var person = await house.PersonWithPassword(role);
        var secret = Totp.NewSecret();
        var codes = await house.InScope(async services =>
        {
            var kept = await services.GetRequiredService<Terril.Shared.Database.TerrilDb>().People.SingleAsync(p => p.Id == person.Id);
            return await services.GetRequiredService<KeepAuthenticator>().TurnOn(kept, secret, house.CodeOf(secret), CancellationToken.None);
        });
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        return (person, secret, codes!);
    }

    /// <summary>What an authenticator shows now.</summary>
    public static string CodeOf(this House house, string secret) => Totp.Code(secret, Totp.StepAt(house.Clock.Now));

    /// <summary>Types an address and a password at the door.</summary>
    public static Task<HttpResponseMessage> Try(this Visitor visitor, string email, string password = Password, string returnUrl = "") =>
        visitor.Fill($"/connexion?returnUrl={Uri.EscapeDataString(returnUrl)}", ("email", email), ("password", password));

    /// <summary>Presses the button of the page that a link opens.</summary>
    public static async Task<HttpResponseMessage> Press(this Visitor visitor, string path) => await visitor.Fill(await visitor.Page(path));

    public static async Task<bool> IsIn(this Visitor visitor) => await visitor.StatusOf("/mon-compte") == HttpStatusCode.OK;

    /// <summary>Where the link of the last mail to this address leads, from the root.</summary>
    public static async Task<string> LastLink(this House house, string email)
    {
        await house.DoJobs();
        return Path().Match((await house.Mails(email))[^1].TextBody!).Value;
    }

    /// <summary>Asks at the door for a link by mail.</summary>
    public static async Task<HttpResponseMessage> AskForLink(this Visitor visitor, string email, string returnUrl = "")
    {
        var page = await visitor.Page($"/connexion?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var form = page.QuerySelector("#entree")!;
        form.SetAttribute("action", page.QuerySelector("button[formaction*=Link]")!.GetAttribute("formaction"));
        return await visitor.Fill(page, "#entree", ("email", email), ("password", null));
    }

    public static Task<List<string>> Acts(this House house, Guid person) => house.InScope(services =>
        services.GetRequiredService<AuditTrail>().Entries.Where(e => e.Subject == person.ToString()).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Act).ToListAsync());

    [GeneratedRegex(@"/(connexion/lien|invitation|mot-de-passe|mon-compte/adresse)/[\w-]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Path();
}
