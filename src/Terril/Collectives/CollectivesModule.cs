using Terril.Collectives.Api;
using Terril.Collectives.Joining;
using Terril.Collectives.Mails;
using Terril.Collectives.Manage;
using Terril.Collectives.Organisations;
using Terril.Collectives.Public;
using Terril.Shared.Cache;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;
using Terril.Shared.Search;
using Terril.Shared.Web;

namespace Terril.Collectives;

/// <summary>Who acts: organisations, who speaks for them, and the collectives in which they speak with one voice.</summary>
public static class CollectivesModule
{
    public static IServiceCollection AddCollectives(this IServiceCollection services) => services
        .AddKnown<KnownCollectives, CollectivesSaid>()
        .AddEntries<WriteCollectiveEntries>()
        .AddCollectivesDesk()
        .AddScoped<SaveOrganisation>().AddScoped<MergeOrganisations>().AddScoped<KeepRepresentatives>().AddScoped<KeepLogo>()
        .AddScoped<SaveCollective>().AddScoped<AskToJoin>().AddScoped<AnswerRequest>().AddScoped<LeaveCollective>().AddScoped<KeepMembers>()
        .AddScoped<AskRepresentatives>().AddScoped<CollectiveMails>().AddSecretMail(CollectiveMails.RequestKind)
        .AddMailReader(CollectiveMails.RequestKind, CollectivesPermissions.Keep).AddMailReader(CollectiveMails.AnswerKind, CollectivesPermissions.Keep)
        .AddPurpose(CollectivesPurposes.Requests).AddHolding<JoinRequestsHolding>()
        .AddPurpose(CollectivesPurposes.Contacts).AddHolding<ContactsHolding>()
        .AddPublicPage(CollectivePaths.Collectives, "Collectifs", "Collectives")
        .AddPublicPage(CollectivePaths.Organisations, "Organisations", "Organisations");

    public static void MapCollectivesApi(this IEndpointRouteBuilder api)
    {
        OrganisationsApi.Map(api.MapGroup("/organisations").WithTags("Collectives"));
        CollectivesApi.Map(api.MapGroup("/collectives").WithTags("Collectives"));
    }
}
