using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Terril.Shared.Api;

/// <summary>What the OpenAPI document says beyond what the handlers show: parameters of the query, headers, who we are.</summary>
internal static class OpenApiText
{
    public static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Terril",
            Version = "v1",
            Description = "The figures of a regional resource centre for sustainable development, each down to the raw rows it comes from. "
                + "Read only, no key. Names are given in French and English; refusals answer in the language of Accept-Language.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        foreach (var path in document.Paths.Values) path.Operations?.Remove(HttpMethod.Head);
        return Task.CompletedTask;
    }

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        operation.Parameters ??= [];
        foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<Parameter>())
            operation.Parameters.Add(Of(parameter));
        return Task.CompletedTask;
    }

    private static OpenApiParameter Of(Parameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Meaning,
        Schema = parameter.Repeats ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = parameter.Schema } : parameter.Schema,
        Explode = true,
        Style = ParameterStyle.Form,
    };
}
