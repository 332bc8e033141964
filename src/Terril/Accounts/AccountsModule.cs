using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Terril.Accounts.Address;
using Terril.Accounts.Commands;
using Terril.Accounts.Factors;
using Terril.Accounts.OneTime;
using Terril.Accounts.Passkeys;
using Terril.Accounts.People;
using Terril.Accounts.Sessions;
using Terril.Accounts.SignIn;
using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;
using Terril.Shared.Web;

namespace Terril.Accounts;

/// <summary>People who have an account: how they show who they are, and what they may do.</summary>
public static class AccountsModule
{
    // What OWASP advises for PBKDF2 with SHA-512.
    private const int HashRounds = 210_000;

    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddAuthentication(SessionHandler.Name).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Name, null);
        services.AddScoped<OpenSession>().AddScoped<CloseSessions>();
        services.AddScoped<Throttle>().AddScoped<SignInByPassword>().AddScoped<CheckCode>();
        services.AddScoped<MakeLink>().AddScoped<UseLink>().AddScoped<SendLink>();
        services.AddSecretMail(AccountMails.LinkCause).AddPurpose(AccountHoldings.Purpose).AddHolding<AccountHoldings>().AddScoped<IKnowPeople, AccountHoldings>();
        services.AddJob<SendLinkJob>(SendLink.Job).AddJob<ForgetOld>("accounts.forget", Every.Day(new TimeOnly(3, 15)));
        services.AddScoped<ChangeProof>().AddScoped<ChangePassword>().AddScoped<KeepPasskey>().AddScoped<KeepAuthenticator>();
        services.AddScoped<AskForAddress>().AddScoped<MoveToAddress>().AddSingleton<SealedAddress>();
        services.AddScoped<InvitePerson>().AddScoped<Public.MemberAccounts>().AddScoped<GiveRoles>().AddScoped<AccountMails>().AddScoped<Newcomer>();
        services.AddPermission(new(AccountsPermissions.Manage, new("Inviter des personnes, donner des rôles, fermer des comptes", "Invite people, give roles, close accounts"), Role.Administrator));
        services.AddDeskEntry(new(DeskEntries.Root + "/personnes", new("Personnes", "People"), AccountsPermissions.Manage)).AddWait<NoWayBack>();
        services.AddSingleton<SealedCookie>().AddSingleton<TotpVault>();
        services.AddKeys();
        services.AddPasskeys();
    }

    /// <summary>On a machine where nobody has a way in yet, prints one.</summary>
    public static async Task WelcomeNewcomer(this IHost app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<Newcomer>().Run(CancellationToken.None) is not { } link) return;
        await Console.Out.WriteLineAsync($"Premier accès, par un lien qui sert une fois / First access, by a link that serves once:\n  {link}");
    }

    private static void AddKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Terril");
        services.AddSingleton<KeysInDatabase>();
        services.AddOptions<KeyManagementOptions>().Configure<KeysInDatabase>((options, keys) => options.XmlRepository = keys);
    }

    // A device that asks for a finger or a code is two proofs: what it has, and what it was shown.
    private static void AddPasskeys(this IServiceCollection services)
    {
        services.AddIdentityCore<Person>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashRounds);
        services.AddScoped<IUserStore<Person>, PasskeyStore>();
        services.AddScoped<IPasskeyHandler<Person>, PasskeyHandler<Person>>();
        services.AddScoped<PasskeyCeremonies>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<SiteAddress>((options, site) =>
        {
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            if (site.IsSet) options.ServerDomain = site.Host;
            options.ValidateOrigin = said => ValueTask.FromResult(IsHere(said, site));
        });
    }

    // What the device signed says where it was: this site, by its settings when they say.
    private static bool IsHere(PasskeyOriginValidationContext said, SiteAddress site) =>
        !said.CrossOrigin && Uri.TryCreate(said.Origin, UriKind.Absolute, out var origin)
        && (site.IsSet ? origin.GetLeftPart(UriPartial.Authority) == new Uri(site.To("/")).GetLeftPart(UriPartial.Authority) : origin.Authority == said.HttpContext.Request.Host.Value);
}
