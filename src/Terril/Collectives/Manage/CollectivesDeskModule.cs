using Terril.Collectives.Organisations;
using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Files;

namespace Terril.Collectives.Manage;

/// <summary>The back office of the room: organisations, collectives, who asks to join; and the space of one’s own organisation.</summary>
public static class CollectivesDeskModule
{
    public const string Organisations = DeskEntries.Root + "/organisations";
    public const string Collectives = DeskEntries.Root + "/collectifs";
    public const string Own = DeskEntries.Root + "/organisation";

    public static IServiceCollection AddCollectivesDesk(this IServiceCollection services) => services
        .AddPermission(new(CollectivesPermissions.Keep, new("Tenir les organisations et les collectifs, répondre aux demandes", "Keep organisations and collectives, answer requests"), Role.Administrator, Role.Editor))
        .AddPermission(new(CollectivesPermissions.Own, new("Tenir la page de sa propre organisation, et d’aucune autre", "Keep the page of one’s own organisation, and of no other"), Role.Member))
        .AddDeskEntry(new(Own, new("Mon organisation", "My organisation"), CollectivesPermissions.Own))
        .AddDeskEntry(new(Organisations, new("Organisations", "Organisations"), CollectivesPermissions.Keep))
        .AddDeskEntry(new(Collectives, new("Collectifs", "Collectives"), CollectivesPermissions.Keep))
        .AddFilePolicy(KeepLogo.Policy)
        .AddWait<CollectivesWait>();
}
