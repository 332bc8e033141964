using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Terril.Observatory.Boundaries;
using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;
using Terril.Shared.Access;
using Terril.Shared.Api;
using Terril.Shared.Ui;

namespace Terril.Observatory.Maps;

/// <summary>What a map is drawn from: the outlines, the same for every indicator and kept for ever, and the values apart.</summary>
public static class MapRoutes
{
    private const string Root = "/cartes";
    private const string Json = "application/json";

    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapMaps(this IEndpointRouteBuilder routes)
    {
        // What the pages ask for is no part of the public API.
        var maps = routes.MapGroup(Root).ExcludeFromDescription().WithMetadata(new OpenAttribute());
        maps.MapRead("/{vintage:int}/{file}", Shapes);
        maps.MapRead("/valeurs/{indicator}/{period}", Values);
    }

    public static string PathOf(DrawnBoundaries drawn) => $"{Root}/{drawn.Vintage}/{drawn.Topology}";

    public static string PathOf(Indicator indicator, Period period) => $"{Root}/valeurs/{indicator.Id}/{period}";

    // Compressed once, when the map was prepared: nothing is worked out here.
    private static Results<FileContentHttpResult, NotFound> Shapes(int vintage, string file, CommuneMaps maps, HttpContext context)
    {
        if (maps.Of(vintage) is not { } shapes || shapes.Drawn.Topology != file) return TypedResults.NotFound();

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        var inBrotli = context.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "br" && e.Quality != 0);
        if (inBrotli) headers.ContentEncoding = "br";
        return TypedResults.Bytes(inBrotli ? shapes.Brotli : shapes.Plain, Json, entityTag: new($"\"{file}{(inBrotli ? ".br" : "")}\""));
    }

    private static async Task Values(string indicator, string period, HttpContext context, Public.Releases published, CommuneMap map)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status404NotFound;
        if (!Links.AsOfIn(context.Request, out var day) || published.At(day) is not { } release) return;
        if (release.Site.Indicator(indicator) is not { } known || !Period.TryParse(period, out var when) || !release.Periods(known.Id, "", Level.Commune).Contains(when)) return;

        response.StatusCode = StatusCodes.Status200OK;
        if (EntityTag.IsKnown(context, release.Id))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = Json;
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await using var json = new Utf8JsonWriter(response.BodyWriter, s_plain);
        map.WriteValues(json, release, known, when);
    }
}
