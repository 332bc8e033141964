using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>Makes the card of an indicator for a territory: the last value, its trend, the levels above, the gap to the target.</summary>
public sealed class KeyFigures(Words T, Links links)
{
    public KeyCard Of(Release release, Indicator indicator, Territory territory) =>
        release.Latest(indicator.Id, "", territory.Id) is { } figure && figure.Status != Status.Unavailable
            ? Known(release, indicator, territory, figure)
            : Missing(release, indicator, territory);

    private KeyCard Known(Release release, Indicator indicator, Territory territory, Figure figure)
    {
        var runs = Run.Of(release.Series(indicator.Id, "", territory.Id));
        var run = runs.Count > 0 ? runs[^1] : null;
        var gap = release.Targets(indicator.Id, territory.Id).Select(target => Gap.Of(release, target)).FirstOrDefault();
        var card = new KeyCard
        {
            Name = T[indicator.Short],
            Value = figure.HasValue ? T.Number(figure.Value, indicator.Decimals(figure.Value)) : T.Letter(figure.Status),
            Bound = figure.Status == Status.Partial ? T.AtLeast("") : "",
            Unit = figure.HasValue ? T.Unit(indicator.Unit) : "",
            Status = figure.Status,
            Period = T.Period(figure.Period),
            Lines = [.. Lines(release, indicator, territory, figure, run)],
            Address = links.Figure(figure.Key),
            Way = T["D’où vient ce chiffre", "Where this figure comes from"],
        };
        return gap is null ? WithoutTarget(card, indicator, run) : new GapCard(T, indicator, gap, figure).On(card);
    }

    private KeyCard WithoutTarget(KeyCard card, Indicator indicator, Run? run) => run is { Figures.Count: > 1 }
        ? card with { Slope = Made(indicator, run), Reading = T["Pas de cible : c’est un constat.", "No target: this is what was measured."] }
        : card with { Why = T["Une seule valeur", "A single value"], Reading = T["Pas de cible, et pas d’autre année de la même édition.", "No target, and no other year of the same edition."] };

    /// <summary>A hole stays a hole: the value of a level above is named as such, never put in its place.</summary>
    private KeyCard Missing(Release release, Indicator indicator, Territory territory)
    {
        var phrases = Phrasebook.Of(release, T);
        var absence = phrases.Absence(indicator);
        var upper = release.Geography.Above(territory).FirstOrDefault(t => phrases.Latest(t)[absence.Place] is not null);
        if (upper is not null && indicator.Kind == IndicatorKind.Ratio) return Shared(release, indicator, upper, release.Latest(indicator.Id, "", upper.Id)!.Value);
        return new()
        {
            Name = absence.Name,
            Value = T.Letter(Status.Unavailable),
            Status = Status.Unavailable,
            Lines = upper is not null ? [phrases.Latest(upper)[absence.Place]!] : [],
            Why = T["Pas de valeur ici", "No value here"],
            Reading = absence.Levels.Contains(territory.Level)
                ? T["La source ne dit rien de ce territoire.", "The source says nothing of this territory."]
                : absence.Sentence,
            Address = links.Indicator(indicator),
            Way = T["Voir l’indicateur", "See the indicator"],
        };
    }

    /// <summary>A ratio of a larger territory says something of those in it, as long as it bears its name.</summary>
    private KeyCard Shared(Release release, Indicator indicator, Territory upper, Figure figure) => new()
    {
        Name = T[$"{indicator.Short.Fr}, valeur de : {upper.Name}", $"{indicator.Short.En}, value of: {upper.Name}"],
        Value = figure.HasValue ? T.Number(figure.Value, indicator.Decimals(figure.Value)) : T.Letter(figure.Status),
        Bound = figure.Status == Status.Partial ? T.AtLeast("") : "",
        Unit = T.Unit(indicator.Unit),
        Status = figure.Status,
        Period = T.Period(figure.Period),
        Lines = [.. Lines(release, indicator, upper, figure, null)],
        Why = T["Pas de valeur locale", "No local value"],
        Reading = T[$"Valeur du niveau {T.Level(upper.Level)}, faute de valeur locale : ce n’est pas une mesure d’ici.", $"Value of the level {T.Level(upper.Level)}, for want of a local one: it was not measured here."],
        Address = links.Figure(figure.Key),
        Way = T["D’où vient ce chiffre", "Where this figure comes from"],
    };

    private IEnumerable<string> Lines(Release release, Indicator indicator, Territory territory, Figure figure, Run? run)
    {
        if (run is not null && new Evolution(T, indicator).Say(run) is { Length: > 0 } trend) yield return T[$"Évolution : {trend}", $"Change: {trend}"];
        if (new Comparison(T, release, indicator).Say(territory, figure) is { Length: > 0 } above) yield return above;
    }

    private Slope Made(Indicator indicator, Run run)
    {
        var (first, last) = (run.First, run.Last);
        return new()
        {
            Path = [.. run.Figures.Select(f => new Moment(f.Period.Moment(), f.Value))],
            Dot = new(last.Period.Moment(), last.Value),
            BaseLabel = T.Bare(indicator, first),
            GoalLabel = "",
            FromLabel = T.Period(first.Period),
            ToLabel = T.Period(last.Period),
            Says = T[$"De {T.Full(indicator, first)} en {T.Period(first.Period)} à {T.Full(indicator, last)} en {T.Period(last.Period)}.",
                $"From {T.Full(indicator, first)} in {T.Period(first.Period)} to {T.Full(indicator, last)} in {T.Period(last.Period)}."],
        };
    }
}
