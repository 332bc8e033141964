using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Terril.Actions.Public;
using Terril.Collectives.Public;
using Terril.Shared.Access;
using Terril.Shared.Api;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Ui;
using Terril.Shared.Web;

namespace Terril.Actions.Census;

/// <summary>The census as files: a table for a spreadsheet, points and areas for a map. They read the filters of the page, and hold the actions that it lists.</summary>
public static class CensusFiles
{
    private static readonly string[] s_reads = [HttpMethods.Get, HttpMethods.Head];
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapCensusFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(ActionPaths.Table, s_reads, Table).WithMetadata(new OpenAttribute()).WithMetadata(new CostlyAttribute()).ExcludeFromDescription();
        routes.MapMethods(ActionPaths.Points, s_reads, Points).WithMetadata(new OpenAttribute()).WithMetadata(new CostlyAttribute()).ExcludeFromDescription();
        routes.MapMethods(ActionPaths.MapData, s_reads, Map).WithMetadata(new OpenAttribute()).ExcludeFromDescription();
        routes.MapMethods(ActionPaths.Areas, s_reads, Areas).WithMetadata(new OpenAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> Table(HttpContext context, FindActions find, ReadSheets read, SiteAddress site, CancellationToken stop)
    {
        var asked = ActionsAsked.Of(context.Request.Query);
        if (Refusal(context, asked) is { } refusal) return refusal;
        var (found, said, who) = await find.Run(asked, stop);
        if (EntityTag.IsKnown(context, $"{said.Edition} {who.Edition} {find.Names.Release?.Id}")) return Results.StatusCode(StatusCodes.Status304NotModified);
        context.Response.Headers.ContentDisposition = "attachment; filename=\"actions.csv\"";
        return Results.Stream(async body =>
        {
            await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await text.WriteAsync(Row(Columns));
            await foreach (var sheet in read.Run(found, stop)) await text.WriteAsync(Row(Cells(sheet, who, site)));
        }, "text/csv; charset=utf-8");
    }

    private static async Task<IResult> Points(HttpContext context, FindActions find, ReadSheets read, SiteAddress site, CancellationToken stop)
    {
        var asked = ActionsAsked.Of(context.Request.Query);
        if (Refusal(context, asked) is { } refusal) return refusal;
        var (found, said, who) = await find.Run(asked, stop);
        if (EntityTag.IsKnown(context, $"{said.Edition} {who.Edition} {find.Names.Release?.Id}")) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Stream(async body =>
        {
            await using var json = new Utf8JsonWriter(body, s_plain);
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var batch in found.Chunk(500))
            {
                var areas = await read.Areas(batch, stop);
                foreach (var action in batch) Write(json, action, areas.GetValueOrDefault(action.Id), who, site);
                await json.FlushAsync(stop);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }, "application/geo+json");
    }

    private static async Task<IResult> Map(HttpContext context, FindActions find, CancellationToken stop)
    {
        var asked = ActionsAsked.Of(context.Request.Query);
        if (Refusal(context, asked) is { } refusal) return refusal;
        var (found, said, who) = await find.Run(asked, stop);
        if (EntityTag.IsKnown(context, $"{said.Edition} {who.Edition} {find.Names.Release?.Id}")) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Stream(async body =>
        {
            await using var json = new Utf8JsonWriter(body, s_plain);
            MapData.Write(json, found);
            await json.FlushAsync(stop);
        }, "application/json");
    }

    private static async Task<IResult> Areas(HttpContext context, FindActions find, ReadSheets read, CancellationToken stop)
    {
        var asked = ActionsAsked.Of(context.Request.Query);
        if (Refusal(context, asked) is { } refusal) return refusal;
        var (found, said, _) = await find.Run(asked, stop);
        if (EntityTag.IsKnown(context, $"{said.Edition} {find.Names.Release?.Id}")) return Results.StatusCode(StatusCodes.Status304NotModified);
        var drawn = found.Where(a => a.HasArea).ToList();
        var areas = drawn.Count > MapData.MostAreas ? null : await read.Areas(drawn, stop);
        return Results.Stream(async body =>
        {
            await using var json = new Utf8JsonWriter(body, s_plain);
            MapData.WriteAreas(json, areas?.Values ?? []);
            await json.FlushAsync(stop);
        }, "application/geo+json");
    }

    // RFC 7946: one that has neither area nor point has a geometry that is null, and is there all the same.
    private static void Write(Utf8JsonWriter json, ActionBrief action, string? area, CollectivesSaid who, SiteAddress site)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", action.Slug);
        if (area is not null)
        {
            json.WritePropertyName("geometry");
            json.WriteRawValue(area);
        }
        else if (action is { Latitude: { } latitude, Longitude: { } longitude })
        {
            json.WriteStartObject("geometry");
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            json.WriteNumberValue(longitude);
            json.WriteNumberValue(latitude);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("geometry");
        }
        json.WriteStartObject("properties");
        json.WriteString("title", action.Title.Fr);
        json.WriteString("titleEn", action.Title.En);
        json.WriteString("lead", who.Organisation(action.Lead)?.Name ?? action.LeadName);
        json.WriteString("stage", ActionsAsked.Write(action.Stage));
        json.WriteStartArray("territories");
        foreach (var key in action.Territories) json.WriteStringValue(key);
        json.WriteEndArray();
        if (area is not null)
        {
            json.WriteNumber("latitude", action.Latitude!.Value);
            json.WriteNumber("longitude", action.Longitude!.Value);
        }
        json.WriteString("page", site.To(action.Path));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ProblemHttpResult? Refusal(HttpContext context, ActionsAsked asked) => asked.Faults is [var (name, what), ..]
        ? Problems.BadParameters(context, [new Fault(name, null, Problems.WordsOf(context)[$"« {name} » {what.Fr}.", $"“{name}” {what.En}."], [])])
        : null;

    // Those of the import, then what only the census knows: what is taken away can be put back.
    private static readonly string[] Columns =
    [
        "identifiant", "titre", "titre_en", "description", "description_en", "pilote", "partenaires", "territoires", "latitude", "longitude", "perimetre", "themes", "indicateurs", "plans", "autre_plan",
        "stade", "debut", "fin", "moyens", "moyens_en", "effet", "effet_en", "methode_effet", "resultats", "resultats_en", "liens", "visite", "retour_experience", "source", "lien_source",
        "axes", "confirmee_le", "modifiee_le", "page",
    ];

    private static IEnumerable<string> Cells(ActionSheet s, CollectivesSaid who, SiteAddress site) =>
    [
        s.Slug, s.TitleFr, s.TitleEn, s.WhatFr, s.WhatEn, who.Organisation(s.LeadId)?.Name ?? s.LeadName, string.Join('|', s.Partners.OrderBy(p => p.Position).Select(p => who.Organisation(p.OrganisationId)?.Name ?? p.Name)),
        List(s.Territories), Degrees(s.Latitude), Degrees(s.Longitude), s.Area is { } area ? Area.Read(area.Shape).ToWkt() : "", List(s.Themes), List(s.Indicators), List(s.Plans), s.PlanName,
        Stages.Write(s.Stage), Day(s.StartsOn), Day(s.EndsOn), s.MeansFr, s.MeansEn, s.EffectFr, s.EffectEn, s.EffectMethod, s.ResultsFr, s.ResultsEn, s.Links.Replace('\n', '|'), s.CircuitSlug, s.Practice, s.SourceSays, s.SourceLink,
        List(s.Axes), Day(s.ConfirmedOn), Shared.Wording.Paris.Time(s.ChangedAt).ToString("O"), site.To(ActionPaths.Sheet(s.Slug)),
    ];

    private static string List(string keys) => string.Join('|', SpacedKeys.List(keys));

    private static string Degrees(double? degrees) => degrees?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly? day) => day is { } known ? Links.Iso(known) : "";

    private static string Row(IEnumerable<string> cells) => string.Join(';', cells.Select(CsvResult.Cell)) + "\r\n";
}

/// <summary>Stages as tables write them, in French.</summary>
internal static class Stages
{
    private static readonly Dictionary<string, ActionStage> s_all = Enum.GetValues<ActionStage>().ToDictionary(Write, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => s_all.Keys;

    public static string Write(ActionStage stage) => ActionWords.Stage(stage).Fr.ToLowerInvariant();

    public static bool TryRead(string said, out ActionStage stage) => s_all.TryGetValue(said.Trim().ToLowerInvariant(), out stage);
}
