using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Terril.Observatory.Explaining;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Api;
using Terril.Shared.Web;

namespace Terril.Observatory.Api;

/// <summary>Values: as many as wanted, or one down to its raw rows.</summary>
internal static class ObservationsApi
{
    private const int Usual = 1000;
    private const int Most = 10_000;
    private const string Csv = "csv";

    private static readonly Parameter<string> s_format = Parameters.Choice("format", "`csv` or `json`; wins over the Accept header.", "json", Csv);
    private static readonly Parameter<int> s_limit = Parameters.Whole("limit", "Values a page. CSV without a limit gives them all.", 1, Most, Usual);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/observations", List).WithName("listObservations").WithSummary("Values, sorted by indicator, breakdown, level, territory and period. JSON by page; CSV whole, streamed.")
            .Takes([.. Wanted.All, s_format, s_limit, Parameters.Cursor])
            .Produces<Page<Observation>>(StatusCodes.Status200OK, "application/json", "text/csv").ProducesProblem(StatusCodes.Status410Gone).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithMetadata(new CostlyAttribute { When = IsWhole }).WithRequestTimeout(BoundsModule.Export);
        routes.MapRead("/explain/{indicator}/{level}/{code}/{period}", One).WithName("explainObservation").WithSummary("Where a value comes from: formula, inputs, raw rows with their line, files with their SHA-256.")
            .Takes(Wanted.Breakdown with { Repeats = false }).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithMetadata(new CostlyAttribute()).WithRequestTimeout(BoundsModule.Explanation);
    }

    private static Results<JsonOfFigures, CsvOfFigures, ProblemHttpResult> List(Asked asked, ReleaseRead reading)
    {
        var release = reading.Release;
        var selection = Wanted.By(asked, reading) with { After = After(asked, reading) };
        var (limit, csv) = (asked.One(s_limit, 0), IsCsv(asked));
        if (asked.Refusal is { } refusal) return refusal;

        asked.Context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var figures = release.Figures(selection);
        if (!csv) return new JsonOfFigures(release, figures, limit == 0 ? Usual : limit, last => reading.Next(Parts(last)));
        if (limit == 0) return new CsvOfFigures(release, figures, null);
        // The address of the next page goes before the first value: whether there is one is seen in a first reading.
        var next = figures.Skip(limit - 1).Take(2).ToList() is [var last, _] ? reading.Next(Parts(last.Key)) : null;
        return new CsvOfFigures(release, figures.Take(limit), next);
    }

    private static Results<Ok<Answer<ExplanationDetails>>, ProblemHttpResult> One(string indicator, string level, string code, string period, Asked asked, ReleaseRead reading)
    {
        var release = reading.Release;
        var said = asked.One(Wanted.Breakdown, "");
        if (release.Indicator(indicator) is not { } known) return IndicatorsApi.Unknown(asked, release, indicator);
        if (release.Find(new TerritoryId(level, code)) is not { } territory) return Former.Refuse(asked, reading, new TerritoryId(level, code));
        if (Wanted.Canonical(release, known, said) is not { } breakdown)
        {
            asked.Unknown(Wanted.Breakdown, said, Text.Same(string.Join(", ", release.Breakdowns(known.Id).Where(b => b.Length > 0))), release.Breakdowns(known.Id));
            return asked.Refusal!;
        }

        var key = new FigureKey(known.Id, breakdown, territory.Id, Period.TryParse(period, out var when) ? when : default);
        return when != default && Explain.Run(reading.Published.Store, release, key, asked.Context.RequestAborted) is { } explanation
            ? TypedResults.Ok(reading.Answer(ExplanationDetails.Of(release, explanation)))
            : NoValue(asked, release, key, period);
    }

    private static ProblemHttpResult NoValue(Asked asked, Release release, FigureKey key, string period)
    {
        var periods = release.Series(key.Indicator, key.Breakdown, key.Territory).Select(f => f.Period.ToString()).ToList();
        var (fr, en) = periods.Count == 0 ? ("aucune", "none") : (string.Join(", ", periods), string.Join(", ", periods));
        return Problems.NotFound(asked.Context, new(
            $"Rien n’est publié pour {key.Indicator}, {key.Territory}, « {Problems.Quoted(period)} » ; périodes publiées : {fr}.",
            $"Nothing is published for {key.Indicator}, {key.Territory}, “{Problems.Quoted(period)}”; published periods: {en}."), Nearest.To(period, periods));
    }

    // A page of values costs little, at its largest; all of them, as much as there are.
    private static bool IsWhole(HttpRequest request) =>
        StringValues.IsNullOrEmpty(request.Query[s_limit.Name]) && (StringValues.IsNullOrEmpty(request.Query[s_format.Name]) ? IsCsvAccepted(request) : request.Query[s_format.Name] == Csv);

    private static bool IsCsv(Asked asked) => asked.One(s_format, "") is { Length: > 0 } format ? format == Csv : IsCsvAccepted(asked.Request);

    private static bool IsCsvAccepted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1).Select(a => a.MediaType.Value);
        return accepted.FirstOrDefault(a => a is "text/csv" or "application/json" or "*/*") == "text/csv";
    }

    private static string[] Parts(FigureKey key) => [key.Indicator, key.Breakdown, key.Territory.Level, key.Territory.Code, key.Period.ToString()];

    private static FigureKey? After(Asked asked, ReleaseRead reading)
    {
        if (reading.Start.Count == 0) return null;
        if (reading.Start is [var indicator, var breakdown, var level, var code, var said] && Period.TryParse(said, out var period)
            && new FigureKey(indicator, breakdown, new(level, code), period) is var key && reading.Release.Has(key)) return key;
        asked.Refuse(Parameters.Cursor, null, new($"est abîmé ; {Parameters.Cursor.Accepted.Fr}", $"is damaged; {Parameters.Cursor.Accepted.En}"));
        return null;
    }
}
