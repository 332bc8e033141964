using Terril.Shared.Cache;
using Terril.Shared.Search;
using Terril.Visits.Agenda;
using Terril.Visits.Api;

namespace Terril.Visits.Public;

/// <summary>What everybody may read of the visits: pages, calendars, open data, and what other rooms show of them.</summary>
public static class PublicModule
{
    public static IServiceCollection AddPublicVisits(this IServiceCollection services) => services
        .AddKnown<KnownVisits, VisitsNow>()
        .AddScoped<AskVisits>()
        .AddScoped<LedByVisits>()
        .AddScoped<AskVisitCalendars>()
        .AddEntries<WriteVisitEntries>();

    public static void MapPublicVisits(this IEndpointRouteBuilder routes) => routes.MapCalendars();

    public static void MapVisitsApi(this IEndpointRouteBuilder api)
    {
        VisitsApi.Map(api.MapGroup("/visits").WithTags("Visits"));
        CircuitsApi.Map(api.MapGroup("/circuits").WithTags("Visits"));
    }
}
