using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Files;
using Terril.Visits.Manage.Circuits;
using Terril.Visits.Manage.Messages;
using Terril.Visits.Manage.Registrations;
using Terril.Visits.Manage.Sessions;

namespace Terril.Visits.Manage;

/// <summary>The back office of visits: the catalogue, the sessions, who comes, what is written to them, and what it amounts to.</summary>
public static class VisitsDeskModule
{
    public const string Root = DeskEntries.Root + "/visites";
    public const string Circuits = Root + "/circuits";
    public const string Sessions = Root + "/seances";
    public const string Registrations = Root + "/inscriptions";
    public const string Statistics = Root + "/statistiques";

    public static IServiceCollection AddVisitsDesk(this IServiceCollection services) => services
        .AddPermission(new(VisitsPermissions.Organise, new("Préparer les visites, voir et gérer les inscriptions", "Prepare visits, see and manage registrations"), Role.Administrator, Role.VisitOrganiser))
        .AddPermission(new(VisitsPermissions.ReadNeeds, new("Lire les besoins des personnes inscrites aux visites", "Read what people registered for visits need"), Role.VisitOrganiser))
        .AddDeskEntry(new(Root, new("Visites", "Visits"), VisitsPermissions.Organise))
        .AddWait<VisitsWait>()
        .AddFilePolicy(KeepPhoto.Policy)
        .AddScoped<SaveCircuit>().AddScoped<PublishCircuit>().AddScoped<ChangeCircuitStops>().AddScoped<KeepPhoto>().AddScoped<DescribePhoto>()
        .AddScoped<OpenSession>().AddScoped<EditSession>().AddScoped<PublishSession>().AddScoped<ChangeProgramme>()
        .AddScoped<RegisterByHand>().AddScoped<ConfirmByStaff>().AddScoped<CancelByStaff>().AddScoped<CorrectRegistration>()
        .AddScoped<WriteToSession>();
}
