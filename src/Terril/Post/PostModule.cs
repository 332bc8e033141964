using Terril.Shared.Access;
using Terril.Shared.Desk;

namespace Terril.Post;

/// <summary>The back office of what happens later: the ledger of mail, and the jobs.</summary>
public static class PostModule
{
    public const string Mails = DeskEntries.Root + "/courriels";
    public const string Jobs = DeskEntries.Root + "/taches";

    public static IServiceCollection AddPost(this IServiceCollection services) => services
        .AddScoped<MailInReach>()
        .AddPermission(new(PostPermissions.ReadMail, new("Lire le registre des courriels", "Read the mail ledger"), Role.Administrator, Role.Editor, Role.VisitOrganiser))
        .AddPermission(new(PostPermissions.DecideOfMail, new("Renvoyer, retirer ou retenir des courriels", "Send again, withdraw or hold mail"), Role.Administrator, Role.Editor))
        .AddPermission(new(PostPermissions.Jobs, new("Voir et relancer les tâches", "See and restart jobs"), Role.Administrator))
        .AddDeskEntry(new(Mails, new("Courriels", "Mail"), PostPermissions.ReadMail))
        .AddDeskEntry(new(Jobs, new("Tâches", "Jobs"), PostPermissions.Jobs))
        .AddWait<MailWaits>()
        .AddWait<JobsWait>();
}
