using Terril.Privacy.Public;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;
using Terril.Visits.After;
using Terril.Visits.Day;
using Terril.Visits.Mails;
using Terril.Visits.Manage;
using Terril.Visits.Public;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits;

/// <summary>See it with your own eyes: visits, who comes, who waits, and what came of it.</summary>
public static class VisitsModule
{
    public static IServiceCollection AddVisits(this IServiceCollection services) => services
        .AddPublicVisits()
        .AddVisitsDesk()
        .AddRegistering()
        .AddSessions()
        .AddVisitDay()
        .AddAfterVisits()
        .AddSecretMail(VisitMails.Kind)
        .AddSingleton(VisitsPurposes.CarSharingWords)
        .AddSingleton(VisitsPurposes.NeedsWords)
        .AddPurpose(VisitsPurposes.Registrations)
        .AddPurpose(VisitsPurposes.Needs)
        .AddPurpose(VisitsPurposes.CarSharing)
        .AddHolding<RegistrationsHolding>()
        .AddHolding<NeedsHolding>();

    private static IServiceCollection AddRegistering(this IServiceCollection services) => services
        .AddSingleton(new PlacesGuard())
        .AddScoped(p => new SessionLock(p.GetRequiredService<TerrilDb>(), p.GetRequiredService<PlacesGuard>()))
        .AddScoped(p => new RegisterForSession(p.GetRequiredService<TerrilDb>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<VisitMails>(), p.GetRequiredService<Consents>(), p.GetRequiredService<KeepNeeds>(),
            p.GetRequiredService<SessionLock>(), p.GetRequiredService<GiveFreedPlaces>(), p.GetRequiredService<PlacesGuard>()))
        .AddScoped<VisitMails>()
        .AddScoped<KeepNeeds>()
        .AddScoped<GiveFreedPlaces>()
        .AddScoped<CancelRegistration>()
        .AddScoped<ChangeParty>()
        .AddScoped<AcceptOffer>()
        .AddScoped<RefuseOffer>()
        .AddJob<ExpireOffers>("visits.offers", Every.Minutes(5));

    private static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddScoped<ChangeCapacity>()
        .AddScoped<MoveSession>()
        .AddScoped<CancelSession>()
        .AddJob<RemindOfSessions>("visits.remind", Every.Minutes(30));
}
