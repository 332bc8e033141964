using Terril.Shared.Api;

namespace Terril.Observatory.Api;

/// <summary>The addresses of the observatory's open data.</summary>
public static class ObservatoryApi
{
    private static readonly ProducesResponseTypeMetadata s_notModified = new(StatusCodes.Status304NotModified);

    public static void MapObservatoryApi(this IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").AddEndpointFilter(ReleaseRead.Open).Takes(ReleaseRead.AsOf)
            .ProducesProblem(StatusCodes.Status404NotFound).WithMetadata(s_notModified);
        TerritoriesApi.Map(read.MapGroup("/territories").WithTags("Territories"));
        IndicatorsApi.Map(read.MapGroup("/indicators").WithTags("Indicators"));
        ObservationsApi.Map(read.MapGroup("").WithTags("Observations"));
        ReleasesApi.Map(api.MapGroup("").WithTags("Releases").AddEndpointFilter(ReleasesApi.Open).WithMetadata(s_notModified));
    }
}
