using Terril.Agenda.Api;
using Terril.Agenda.Feeds;
using Terril.Agenda.Mails;
using Terril.Agenda.Moderating;
using Terril.Agenda.Own;
using Terril.Agenda.Pages;
using Terril.Agenda.Proposing;
using Terril.Agenda.Public;
using Terril.Agenda.Reading;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Desk;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;
using Terril.Shared.Search;
using Terril.Shared.Web;

namespace Terril.Agenda;

/// <summary>The shared agenda: what is announced here and in the calendars of members, and the visits, for everybody’s calendar.</summary>
public static class AgendaModule
{
    public static IServiceCollection AddAgenda(this IServiceCollection services) => services
        .AddKnown<KnownAgenda, AgendaSaid>()
        .AddScoped<FindEntries>()
        .AddScoped<AskAgenda>()
        .AddEntries<WriteAgendaEntries>()
        .AddPublicPage(AgendaPaths.Agenda, "Visites et agenda", "Visits and agenda")
        .AddPublicPage(AgendaPaths.Propose, "Annoncer un rendez-vous", "Announce an event")
        .AddProposals()
        .AddFeeds()
        .AddAgendaDesk();

    public static void MapAgenda(this IEndpointRouteBuilder routes) => routes.MapAgendaFiles();

    public static void MapAgendaApi(this IEndpointRouteBuilder api) => EventsApi.Map(api.MapGroup("/events").WithTags("Events"));

    private static IServiceCollection AddProposals(this IServiceCollection services) => services
        .AddScoped<AgendaMails>()
        .AddScoped<ProposeEvent>()
        .AddScoped<VerifyEvent>()
        .AddSecretMail(AgendaMails.Proposal)
        .AddMailReader(AgendaMails.Proposal, AgendaPermissions.Moderate)
        .AddPurpose(ContactsHolding.Purpose)
        .AddHolding<ContactsHolding>()
        .AddHolding<UnverifiedHolding>();

    private static IServiceCollection AddFeeds(this IServiceCollection services) => services
        .AddScoped<FetchFeed>()
        .AddScoped<MergeFeed>()
        .AddScoped<TakeFeed>()
        .AddJob<ReadFeeds>(ReadFeeds.Name, Every.Minutes(15));

    private static IServiceCollection AddAgendaDesk(this IServiceCollection services) => services
        .AddPermission(new(AgendaPermissions.Moderate, new("Modérer l’agenda et régler les agendas repris", "Moderate the agenda and set the calendars that are taken"), Role.Administrator, Role.Editor))
        .AddPermission(new(AgendaPermissions.Own, new("Annoncer et tenir à jour les rendez-vous de son organisation", "Announce and keep up to date the events of one’s organisation"), Role.Member))
        .AddDeskEntry(new(AgendaDesk.Root, new("Agenda", "Agenda"), AgendaPermissions.Moderate))
        .AddDeskEntry(new(AgendaDesk.Own, new("Vos rendez-vous", "Your events"), AgendaPermissions.Own))
        .AddWait<AgendaWait>()
        .AddScoped<ModerateEvent>()
        .AddScoped<SaveEvent>()
        .AddScoped<OwnEvents>();
}
