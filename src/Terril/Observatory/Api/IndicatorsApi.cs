using Microsoft.AspNetCore.Http.HttpResults;
using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Shared.Api;

namespace Terril.Observatory.Api;

/// <summary>An indicator.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="Theme">Id of its theme.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Levels">Levels at which it has values, finest first.</param>
public sealed record IndicatorSummary(string Id, Text Name, string Theme, string Unit, IndicatorKind Kind, IReadOnlyList<string> Levels)
{
    public static IndicatorSummary Of(Release release, Indicator i) => new(i.Id, i.Name, i.Theme, i.Unit, i.Kind, release.Levels(i.Id));
}

/// <summary>An indicator in full.</summary>
/// <param name="Definition">Fifty words at most.</param>
/// <param name="Note">What the figure must not be made to say.</param>
/// <param name="Aggregate">How the value of a territory follows from its members.</param>
/// <param name="Ratio">What is divided by what, when it is a ratio of indicators.</param>
/// <param name="Weight">Id of the indicator that weights a mean.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Breakdown">Its dimensions; a breakdown key is written `sector=industry;carrier=gas`, empty for the total.</param>
/// <param name="Breakdowns">The keys that have values, the total first.</param>
/// <param name="Periods">When it has values, by level.</param>
/// <param name="Sources">Who publishes what it is made of.</param>
/// <param name="Targets">What territories mean to reach.</param>
public sealed record IndicatorDetails(
    string Id, Text Name, string Theme, string Unit, IndicatorKind Kind, Text? Definition, Text? Note, Aggregation Aggregate, RatioRule? Ratio, string? Weight,
    Direction Direction, IReadOnlyList<DimensionDetails> Breakdown, IReadOnlyList<string> Breakdowns, IReadOnlyList<LevelPeriods> Periods,
    IReadOnlyList<SourceDetails> Sources, IReadOnlyList<TargetDetails> Targets);

/// <summary>A dimension of a breakdown.</summary>
public sealed record DimensionDetails(string Id, Text Name, IReadOnlyList<CodeDetails> Codes);

/// <summary>A code of a dimension.</summary>
public sealed record CodeDetails(string Code, Text Name);

/// <summary>The periods of a level, ascending: years, months or days.</summary>
public sealed record LevelPeriods(string Level, IReadOnlyList<string> Periods);

/// <summary>A producer's data set and the files of it that the release holds.</summary>
public sealed record SourceDetails(string Id, Text Title, string Publisher, string Licence, string? Homepage, IReadOnlyList<EditionDetails> Editions);

/// <summary>A file of a source.</summary>
/// <param name="Sha256">Of the bytes as received.</param>
/// <param name="Published">Day the producer published it, when said.</param>
public sealed record EditionDetails(string Source, string Path, string Sha256, long Bytes, int Rows, DateOnly? Published)
{
    public static EditionDetails Of(Edition e) => new(e.Source, e.Path, e.Sha256, e.Bytes, e.Rows, e.Published);
}

/// <summary>A target.</summary>
/// <param name="BaseValue">Null: the value that the release gives for the base year.</param>
/// <param name="GoalValue">Value to reach, in the unit; or else a change.</param>
/// <param name="GoalChange">Change to reach against the base: -0.4 for -40 %.</param>
/// <param name="Source">The text that sets it.</param>
public sealed record TargetDetails(
    string Id, string Level, string Code, int BaseYear, double? BaseValue, int GoalYear, double? GoalValue, double? GoalChange, string Unit, PathShape Path, string Source, string? Address);

/// <summary>Indicators: what is measured, by whom, when.</summary>
internal static class IndicatorsApi
{
    public static void Map(IEndpointRouteBuilder indicators)
    {
        indicators.MapRead("", List).WithName("listIndicators").WithSummary("Every indicator, in the order of the site.");
        indicators.MapRead("/{id}", One).WithName("getIndicator").WithSummary("An indicator: definition, unit, breakdowns, periods, sources with their editions, targets.");
    }

    /// <summary>Refuses an id that the release does not have.</summary>
    public static ProblemHttpResult Unknown(Asked asked, Release release, string id)
    {
        var nearest = Nearest.To(id, release.Site.Indicators.Select(i => i.Id));
        return Problems.NotFound(asked.Context, new(
            $"Aucun indicateur « {Problems.Quoted(id)} » ; la liste est à /api/v1/indicators.{(nearest.Count > 0 ? $" Vouliez-vous dire {string.Join(", ", nearest)} ?" : "")}",
            $"No indicator “{Problems.Quoted(id)}”; the list is at /api/v1/indicators.{(nearest.Count > 0 ? $" Did you mean {string.Join(", ", nearest)}?" : "")}"), nearest);
    }

    private static Ok<Answer<IReadOnlyList<IndicatorSummary>>> List(ReleaseRead reading) =>
        TypedResults.Ok(reading.Answer<IReadOnlyList<IndicatorSummary>>([.. reading.Release.Site.Indicators.Select(i => IndicatorSummary.Of(reading.Release, i))]));

    private static Results<Ok<Answer<IndicatorDetails>>, ProblemHttpResult> One(string id, Asked asked, ReleaseRead reading) =>
        reading.Release.Indicator(id) is { } indicator ? TypedResults.Ok(reading.Answer(Details(reading.Release, indicator))) : Unknown(asked, reading.Release, id);

    private static IndicatorDetails Details(Release release, Indicator i) => new(
        i.Id, i.Name, i.Theme, i.Unit, i.Kind, Said(i.Definition), Said(i.Note), i.Aggregate, i.Ratio, i.Weight, i.Direction,
        [.. release.Dimensions(i).Select(d => Dimension(release, d))],
        release.Breakdowns(i.Id),
        [.. release.Levels(i.Id).Select(level => new LevelPeriods(level, PeriodsOf(release, i, level)))],
        [.. release.SourcesOf(i.Id).Select(s => SourceOf(s, release.EditionsOf(i.Id)))],
        [.. release.Site.Targets.Where(t => t.Indicator == i.Id).Select(t => TargetOf(t, i))]);

    private static DimensionDetails Dimension(Release release, Dimension dimension) => new(
        dimension.Id,
        release.Site.Labels.FirstOrDefault(l => l.Dimension == dimension.Id)?.Name ?? Text.Same(dimension.Id),
        [.. dimension.Codes.Select(code => new CodeDetails(code, release.Site.Label(dimension.Id, code)))]);

    private static List<string> PeriodsOf(Release release, Indicator indicator, string level) =>
        [.. release.Breakdowns(indicator.Id).SelectMany(b => release.Periods(indicator.Id, b, level)).Distinct().Order().Select(p => p.ToString())];

    private static SourceDetails SourceOf(Source s, IEnumerable<Edition> editions) =>
        new(s.Id, s.Title, s.Publisher, s.Licence, s.Homepage, [.. editions.Where(e => e.Source == s.Id).Select(EditionDetails.Of)]);

    private static TargetDetails TargetOf(Target t, Indicator indicator) => new(
        t.Id, t.Territory.Level, t.Territory.Code, t.BaseYear, t.BaseValue, t.GoalYear, t.GoalValue, t.GoalChange, t.Unit ?? indicator.Unit, t.Path, t.SourceTitle, t.SourceAddress);

    private static Text? Said(Text text) => string.IsNullOrEmpty(text.Fr) ? null : text;
}
