using Terril.Actions.Api;
using Terril.Actions.Census;
using Terril.Actions.Mails;
using Terril.Actions.Moderating;
using Terril.Actions.Own;
using Terril.Actions.Proposing;
using Terril.Actions.Public;
using Terril.Actions.StillTrue;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Desk;
using Terril.Shared.Files;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;
using Terril.Shared.Search;
using Terril.Shared.Web;

namespace Terril.Actions;

/// <summary>The census of actions: what is being done, by whom, where, on which figures, and whether it is still true.</summary>
public static class ActionsModule
{
    public static IServiceCollection AddActions(this IServiceCollection services) => services
        .AddKnown<KnownActions, ActionsSaid>()
        .AddScoped<AskActions>()
        .AddEntries<WriteActionEntries>()
        .AddScoped<FindActions>()
        .AddScoped<ReadSheets>()
        .AddPublicPage(ActionPaths.Census, "Recensement des actions", "Census of actions")
        .AddPublicPage(ActionPaths.Propose, "Proposer une action", "Propose an action")
        .AddProposals()
        .AddActionsDesk()
        .AddScoped<AnswerStillTrue>()
        .AddJob<AskStillTrue>("actions.still-true", Every.Day(new TimeOnly(6, 10)));

    public static void MapActions(this IEndpointRouteBuilder routes) => routes.MapCensusFiles();

    public static void MapActionsApi(this IEndpointRouteBuilder api) => ActionsApi.Map(api.MapGroup("/actions").WithTags("Actions"));

    private static IServiceCollection AddProposals(this IServiceCollection services) => services
        .AddScoped<ActionMails>()
        .AddScoped<ProposeAction>()
        .AddScoped<VerifyProposal>()
        .AddSecretMail(ActionMails.Proposal)
        .AddSecretMail(ActionMails.StillTrue)
        .AddMailReader(ActionMails.Proposal, ActionsPermissions.Moderate)
        .AddMailReader(ActionMails.StillTrue, ActionsPermissions.Moderate)
        .AddPurpose(ContactsHolding.Purpose)
        .AddHolding<ContactsHolding>()
        .AddHolding<UnverifiedHolding>();

    private static IServiceCollection AddActionsDesk(this IServiceCollection services) => services
        .AddPermission(new(ActionsPermissions.Moderate, new("Modérer, écrire et importer les actions du recensement", "Moderate, write and import the actions of the census"), Role.Administrator, Role.Editor))
        .AddPermission(new(ActionsPermissions.Own, new("Proposer et tenir à jour les actions de son organisation", "Propose and keep up to date the actions of one’s organisation"), Role.Member))
        .AddDeskEntry(new(ActionsDesk.Root, new("Actions", "Actions"), ActionsPermissions.Moderate))
        .AddDeskEntry(new(ActionsDesk.Own, new("Vos actions", "Your actions"), ActionsPermissions.Own))
        .AddWait<ActionsWait>()
        .AddFilePolicy(KeepActionPhoto.Policy)
        .AddScoped<ModerateAction>()
        .AddScoped<SaveAction>()
        .AddScoped<FindTwins>()
        .AddScoped<KeepActionPhoto>()
        .AddScoped<OwnActions>();
}
