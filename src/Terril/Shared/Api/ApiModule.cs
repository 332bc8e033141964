using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Terril.Shared.Access;

namespace Terril.Shared.Api;

/// <summary>The public API: what every address of it has in common, and its OpenAPI document.</summary>
public static class ApiModule
{
    private const string Version = "v1";

    public const string Root = $"/api/{Version}";

    /// <summary>The methods of everything: the API is read only.</summary>
    private static readonly string[] s_reads = [HttpMethods.Get, HttpMethods.Head];

    public static void AddApi(this IServiceCollection services)
    {
        services.AddScoped<Asked>();
        services.ConfigureHttpJsonOptions(options => Write(options.SerializerOptions));
        // Public data, no cookie, no key: any page may read it.
        services.AddCors(cors => cors.AddDefaultPolicy(open => open
            .AllowAnyOrigin().WithMethods(s_reads).AllowAnyHeader()
            .WithExposedHeaders(HeaderNames.ETag, HeaderNames.Link, HeaderNames.ContentLanguage, "Terril-Release")));
        services.AddOpenApi(Version, options => options
            .AddDocumentTransformer(OpenApiText.Describe)
            .AddOperationTransformer(OpenApiText.Describe));
    }

    /// <summary>The group that rooms add their addresses to.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        app.MapOpenApi().RequireCors().WithMetadata(new OpenAttribute());
        var api = app.MapGroup(Root).RequireCors().WithMetadata(new OpenAttribute());
        // Whatever is sent there does nothing, and is told that the API is only read: it needs no form of ours.
        api.Map("{**rest}", Nowhere).ExcludeFromDescription().DisableAntiforgery();
        return api.MapGroup("").AddEndpointFilter(KnowsItsParameters).ProducesProblem(StatusCodes.Status400BadRequest);
    }

    /// <summary>An address that is only read.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => routes.MapMethods(pattern, s_reads, handler);

    private static async ValueTask<object?> KnowsItsParameters(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var asked = context.HttpContext.RequestServices.GetRequiredService<Asked>();
        asked.CheckNames(context.HttpContext.GetEndpoint()!.Metadata.GetOrderedMetadata<Parameter>());
        return asked.Refusal ?? await next(context);
    }

    private static ProblemHttpResult Nowhere(HttpContext context)
    {
        if (s_reads.Contains(context.Request.Method))
            return Problems.NotFound(context, new("Cette adresse n’existe pas ; les adresses de l’API sont décrites à /api et dans /openapi/v1.json.", "There is no such address; the addresses of the API are described at /en/api and in /openapi/v1.json."), []);
        context.Response.Headers.Allow = string.Join(", ", s_reads);
        return Problems.Of(context, StatusCodes.Status405MethodNotAllowed, new("Lecture seule", "Read only"),
            Problems.WordsOf(context)["L’API se lit : seuls GET et HEAD sont acceptés.", "The API is read only: GET and HEAD alone are accepted."]);
    }

    private static void Write(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        // Never inside a page: accents and ampersands are written as they are.
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
