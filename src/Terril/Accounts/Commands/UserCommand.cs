using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts.OneTime;
using Terril.Accounts.People;
using Terril.Accounts.Sessions;
using Terril.Shared;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Web;

namespace Terril.Accounts.Commands;

/// <summary><c>terril user …</c>: people, from the machine itself; the first administrator comes from here.</summary>
public static class UserCommand
{
    private static readonly Argument<string> s_email = new("EMAIL") { Description = "Adresse électronique / E-mail address" };

    public static Command Create(Settings settings) => new("user", "Ouvrir, lister, fermer des comptes / Open, list, close accounts")
    {
        Add(settings), List(settings), Link(settings), Disable(settings),
    };

    private static Command Add(Settings settings)
    {
        var roles = new Option<Role[]>("--role")
        {
            Description = string.Join(", ", Enum.GetNames<Role>()),
            Required = true,
            CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',')).Select(typed => RoleOf(typed, result.AddError))],
        };
        var name = new Option<string?>("--name") { Description = "Prénom et nom ; l’adresse si rien n’est dit / First and last name; the address when not said" };
        var language = new Option<string>("--lang") { Description = "fr, en", DefaultValueFactory = _ => "fr" };
        language.AcceptOnlyFromAmong("fr", "en");
        var command = new Command("add", "Ouvre un compte et affiche son lien, qui sert une fois / Opens an account and prints its link, which serves once") { s_email, roles, name, language };
        command.SetAction((parsed, stop) => Run(settings, parsed, async hands =>
        {
            var email = parsed.GetRequiredValue(s_email).Trim();
            if (!email.Contains('@', StringComparison.Ordinal)) return await Refuse(parsed, $"« {email} » n’est pas une adresse : écrivez nom@exemple.fr / “{email}” is no address: write name@example.org");
            if (await hands.Find(email, stop) is not null) return await Refuse(parsed, $"{email} a déjà un compte : terril user link {email} / {email} has an account already: terril user link {email}");
            var person = new Person(email, parsed.GetValue(name) ?? email, parsed.GetRequiredValue(language), hands.Now);
            foreach (var role in parsed.GetRequiredValue(roles)) person.Give(role);
            hands.Db.People.Add(person);
            hands.Trail.Record("accounts.invite", "person", person.Id.ToString(), InvitePerson.RolesOf(person));
            return await hands.Print(parsed, person, LinkPurpose.Invitation, stop);
        }, stop));
        return command;
    }

    private static Command List(Settings settings)
    {
        var command = new Command("list", "Qui a un compte / Who has an account");
        command.SetAction((parsed, stop) => Run(settings, parsed, async hands =>
        {
            foreach (var person in await hands.Db.People.AsNoTracking().Include(p => p.Roles).OrderBy(p => p.EmailKey).ToListAsync(stop))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Join('\t', person.Email, person.Name, person.IsActive ? "active" : "closed", InvitePerson.RolesOf(person)));
            return 0;
        }, stop));
        return command;
    }

    private static Command Link(Settings settings)
    {
        var command = new Command("link", "Affiche un lien de connexion, qui sert une fois / Prints a sign-in link, which serves once") { s_email };
        command.SetAction((parsed, stop) => Run(settings, parsed, async hands =>
            await hands.Find(parsed.GetRequiredValue(s_email), stop) is { IsActive: true } person
                ? await hands.Print(parsed, person, LinkPurpose.SignIn, stop)
                : await Refuse(parsed, "Aucun compte ouvert à cette adresse : terril user list / No open account at this address: terril user list"), stop));
        return command;
    }

    private static Command Disable(Settings settings)
    {
        var command = new Command("disable", "Ferme un compte, ses sessions et ses liens / Closes an account, its sessions and its links") { s_email };
        command.SetAction((parsed, stop) => Run(settings, parsed, async hands =>
        {
            if (await hands.Find(parsed.GetRequiredValue(s_email), stop) is not { } person)
                return await Refuse(parsed, "Aucun compte à cette adresse : terril user list / No account at this address: terril user list");
            var outcome = await new GiveRoles(hands.Db, new CloseSessions(hands.Db), hands.Trail, hands.Clock).Deactivate(person, stop);
            return outcome is StandingOutcome.Done ? 0 : await Refuse(parsed, "C’est la dernière personne qui administre le site : donnez d’abord ce rôle à une autre / This is the last person who runs the site: give that role to another first");
        }, stop));
        return command;
    }

    // What a command works with: it has no services.
    private sealed record Hands(TerrilDb Db, SiteAddress Site, AuditTrail Trail, TimeProvider Clock)
    {
        public DateTimeOffset Now => Clock.GetUtcNow();

        public Task<Person?> Find(string email, CancellationToken stop)
        {
            var key = Person.KeyOf(email);
            return Db.People.Include(p => p.Roles).SingleOrDefaultAsync(p => p.EmailKey == key, stop);
        }

        public async Task<int> Print(ParseResult parsed, Person person, LinkPurpose purpose, CancellationToken stop)
        {
            var path = new MakeLink(Db, Clock).Run(person, purpose, null, out var link);
            Trail.Record("accounts.link", "person", person.Id.ToString(), purpose.ToString());
            await Db.SaveChangesAsync(stop);
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Sert une fois, jusqu’au {link.ExpiresAt:u} / Serves once, until {link.ExpiresAt:u}");
            await parsed.InvocationConfiguration.Output.WriteLineAsync(Site.To(path, person.Language));
            return 0;
        }
    }

    private static async Task<int> Run(Settings settings, ParseResult parsed, Func<Hands, Task<int>> work, CancellationToken stop)
    {
        await using var db = new TerrilDb(TerrilDb.Options(settings));
        await Migrations.Run(db, TimeProvider.System, stop);
        return await work(new(db, new(settings), AuditTrail.OfTheProgram(db, TimeProvider.System), TimeProvider.System));
    }

    private static async Task<int> Refuse(ParseResult parsed, string why)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(why);
        return 1;
    }

    private static Role RoleOf(string typed, Action<string> refuse)
    {
        var name = typed.Replace("-", "", StringComparison.Ordinal);
        if (Enum.TryParse<Role>(name, ignoreCase: true, out var role) && Enum.IsDefined(role) && !char.IsAsciiDigit(name[0])) return role;
        refuse($"« {typed} » n’est pas un rôle : {string.Join(", ", Enum.GetNames<Role>())} / “{typed}” is no role: {string.Join(", ", Enum.GetNames<Role>())}");
        return default;
    }
}
