using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Terril.Shared.Api;

namespace Terril.Observatory.Api;

/// <summary>The addresses of the observatory's open data.</summary>
public static class ObservatoryApi
{
    private static readonly Dictionary<string, string> s_segments = new(StringComparer.Ordinal)
    {
        ["level"] = "`commune`, `epci`, `department`, `region`, `country`, or a level of the site.",
        ["code"] = "Official code, as text: leading zeros count.",
        ["id"] = "Id of an indicator.",
        ["indicator"] = "Id of an indicator.",
        ["period"] = "A year, a month or a day: `2021`, `2021-03`, `2021-03-05`.",
    };

    private static readonly ProducesResponseTypeMetadata s_notModified = new(StatusCodes.Status304NotModified);

    public static void MapObservatoryApi(this IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").AddEndpointFilter(ReleaseRead.Open).Takes(ReleaseRead.AsOf)
            .ProducesProblem(StatusCodes.Status404NotFound).WithMetadata(s_notModified)
            .AddOpenApiOperationTransformer(Describe);
        TerritoriesApi.Map(read.MapGroup("/territories").WithTags("Territories"));
        IndicatorsApi.Map(read.MapGroup("/indicators").WithTags("Indicators"));
        ObservationsApi.Map(read.MapGroup("").WithTags("Observations"));
        ReleasesApi.Map(api.MapGroup("").WithTags("Releases").AddEndpointFilter(ReleasesApi.Open).WithMetadata(s_notModified));
    }

    /// <summary>What every answer made from a release has in common, for the OpenAPI document.</summary>
    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        if (operation.Responses?.GetValueOrDefault("200") is not OpenApiResponse answer) return Task.CompletedTask;
        answer.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
        {
            [ReleaseRead.ReleaseHeader] = Header("Id of the release that was read."),
            ["ETag"] = Header("Asked again with If-None-Match, the answer is 304 until it changes."),
        };
        if (operation.Responses.GetValueOrDefault("503") is OpenApiResponse busy)
        {
            busy.Description = "As many costly answers as the server makes at once are being made, or this one took too long.";
            busy.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["Retry-After"] = Header("Seconds to wait before asking again.") };
        }
        // CSV is text, whatever the shape of the JSON.
        if (answer.Content is { } forms && forms.TryGetValue("text/csv", out var csv)) csv.Schema = Parameters.Of(JsonSchemaType.String);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Path) ?? [])
            parameter.Description = s_segments.GetValueOrDefault(parameter.Name ?? "");
        return Task.CompletedTask;
    }

    private static OpenApiHeader Header(string meaning) => new() { Description = meaning, Schema = Parameters.Of(JsonSchemaType.String) };
}
