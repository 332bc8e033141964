using Terril.Shared.Access;
using Terril.Shared.Desk;

namespace Terril.Desk;

/// <summary>The back office: its home, and the trail of what was done.</summary>
public static class DeskModule
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddPermission(new(DeskPermissions.Enter, new("Entrer dans l’espace équipe", "Enter the team area"),
            Role.Administrator, Role.Editor, Role.DataManager, Role.VisitOrganiser, Role.Evaluator))
        .AddPermission(new(DeskPermissions.ReadTrail, new("Lire le journal des actes", "Read the trail of acts"), Role.Administrator))
        .AddDeskEntry(new(DeskEntries.Root + "/journal", new("Journal", "Trail"), DeskPermissions.ReadTrail));
}
