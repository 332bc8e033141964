using System.Globalization;
using Terril.Observatory.Building;
using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Explaining;

/// <summary>Explains published values.</summary>
public sealed class Explain
{
    private readonly Release _release;
    private readonly KeptValues _values;
    private readonly RowFinder _rows;

    private Explain(ReleaseStore store, Release release)
    {
        _release = release;
        _values = new KeptValues(store, release);
        _rows = new RowFinder(store, release);
    }

    /// <summary>Explains one value of a release by running its recipe again on the kept snapshots, for that cell alone.</summary>
    /// <returns>Null when the release says nothing of that cell.</returns>
    /// <param name="store">Where the snapshots are kept.</param>
    /// <param name="release">The release that publishes the value.</param>
    /// <param name="key">Which value.</param>
    /// <param name="stop">Stops between two rows: nobody waits for the answer any more.</param>
    /// <exception cref="FaultyInputException">A kept snapshot is missing or altered.</exception>
    public static Explanation? Run(ReleaseStore store, Release release, FigureKey key, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(release);
        if (release.Find(key) is not { } figure) return null;
        var explain = new Explain(store, release);
        var tree = explain.Tree(figure);
        explain._rows.Find(stop);
        return explain.Dressed(tree);
    }

    private Explanation Tree(Figure figure)
    {
        var indicator = _release.Indicator(figure.Key.Indicator)!;
        if (figure.Edition is { } edition)
        {
            _rows.Want(figure.Key, edition);
            return new Explanation { Figure = figure, Origin = Origin.Read, Compared = Compared(indicator, figure.Key) };
        }
        return indicator.Aggregate switch
        {
            Aggregation.Ratio => Ratio(figure, indicator),
            Aggregation.Sum => Sum(figure, indicator),
            Aggregation.Mean => Mean(figure, indicator),
            _ => new Explanation { Figure = figure, Origin = Origin.Nothing },
        };
    }

    private Explanation Ratio(Figure figure, Indicator indicator)
    {
        var rule = indicator.Ratio!;
        var key = figure.Key;
        var top = _values.Find(key with { Indicator = rule.Numerator });
        var under = Derive.Near(key.Period, rule.Within)
            .Select(period => _values.Find(new FigureKey(rule.Denominator, _values.HasSeries(rule.Denominator, key.Breakdown) ? key.Breakdown : "", key.Territory, period)))
            .FirstOrDefault(f => f is { HasValue: true });
        if (top is null || under is null) return new Explanation { Figure = figure, Origin = Origin.Nothing };
        var factor = rule.Factor == 1 ? "" : $" × {Plain(rule.Factor)}";
        return new Explanation
        {
            Figure = figure,
            Origin = Origin.Ratio,
            Formula = Text.Same($"{Plain(top.Value.Value)} ÷ {Plain(under.Value.Value)}{factor} = {Plain(figure.Value)}"),
            Notes = under.Value.Period == key.Period ? [] : [new Text(
                $"Le dénominateur est de {under.Value.Period}, faute de {key.Period} : la valeur est estimée.",
                $"The denominator is of {under.Value.Period}, for want of {key.Period}: the value is estimated.")],
            Inputs = [Tree(top.Value), Tree(under.Value)],
            InputCount = 2,
        };
    }

    private Explanation Sum(Figure figure, Indicator indicator)
    {
        var members = _values.Members(figure.Key);
        var parts = _values.Parts(indicator, figure.Key);
        var byParts = Consolidate.PrefersParts(Tallied(members), Tallied(parts));
        return Added(figure, byParts ? Origin.SumOfParts : Origin.SumOfMembers, byParts ? parts : members);
    }

    private Explanation Mean(Figure figure, Indicator indicator)
    {
        var explanation = Added(figure, Origin.MeanOfMembers, _values.Members(figure.Key));
        return explanation with
        {
            Formula = default,
            Notes = [new Text($"Moyenne pondérée par {indicator.Weight}.", $"Mean weighted by {indicator.Weight}."), .. explanation.Notes],
        };
    }

    private Explanation Added(Figure figure, Origin origin, IReadOnlyList<(FigureKey Key, Figure? Figure)> inputs)
    {
        var known = inputs.Where(i => i.Figure is not null).Select(i => i.Figure!.Value).OrderByDescending(f => f.HasValue ? Math.Abs(f.Value) : -1).ToList();
        var shown = known.Take(Explanation.Shown).ToList();
        var silent = inputs.Count - known.Count;
        var hidden = known.Count(f => f.Status == Status.Secret);
        var notes = new List<Text>();
        if (hidden > 0) notes.Add(new Text($"{hidden} sous secret statistique : la somme est une borne inférieure.", $"{hidden} under statistical secrecy: the sum is a lower bound."));
        if (silent > 0) notes.Add(new Text($"{silent} sans donnée : la somme est une borne inférieure.", $"{silent} without data: the sum is a lower bound."));
        var numbers = string.Join(" + ", shown.Where(f => f.HasValue).Take(12).Select(f => Plain(f.Value)));
        return new Explanation
        {
            Figure = figure,
            Origin = origin,
            Formula = Text.Same(known.Count(f => f.HasValue) > 12 ? $"{numbers} + … = {Plain(figure.Value)}" : $"{numbers} = {Plain(figure.Value)}"),
            Notes = notes,
            Inputs = [.. shown.Select(Tree)],
            InputCount = inputs.Count,
        };
    }

    // A published value is kept; what its members add up to, when all of them are known, is shown beside.
    private double? Compared(Indicator indicator, FigureKey key)
    {
        if (indicator.Aggregate != Aggregation.Sum) return null;
        var tally = Tallied(_values.Members(key)) ?? Tallied(_values.Parts(indicator, key));
        return tally is not null && tally.Whole(0) && tally.StatusOf(0) is not Status.Partial && tally.StatusOf(0).HasValue() ? tally.SumOf(0) : null;
    }

    private Explanation Dressed(Explanation tree)
    {
        if (tree.Origin != Origin.Read) return tree with { Inputs = [.. tree.Inputs.Select(Dressed)] };
        var found = _rows.Of(tree.Figure.Key);
        return tree with { Rows = found.Rows, Notes = found.Notes, Formula = found.Rows.Count > 1 ? Text.Same(Formula(found, tree.Figure)) : default };
    }

    private static string Formula(Found found, Figure figure)
    {
        var known = found.Rows.Where(r => !double.IsNaN(r.Value)).Select(r => Plain(r.Value)).ToList();
        string Listed(string sign) => string.Join(sign, known.Take(12)) + (known.Count > 12 ? $"{sign}…" : "");
        var made = found.Period switch
        {
            { By: PeriodAggregate.Mean } => $"({Listed(" + ")}) ÷ {known.Count}",
            { By: PeriodAggregate.Min } => $"min({Listed(" ; ")})",
            { By: PeriodAggregate.Max } => $"max({Listed(" ; ")})",
            { By: PeriodAggregate.Count } count => $"n({count.Comparison} {Plain(count.Threshold)}) / {known.Count}",
            _ => Listed(" + "),
        };
        return figure.HasValue ? $"{made} = {Plain(figure.Value)}" : made;
    }

    private static Tally? Tallied(IReadOnlyList<(FigureKey Key, Figure? Figure)> inputs)
    {
        if (inputs.Count == 0) return null;
        var tally = new Tally(1);
        foreach (var (_, figure) in inputs) tally.Add(0, figure?.Value ?? double.NaN, figure?.Status ?? Status.None, figure?.Coverage ?? 0);
        return tally;
    }

    private static string Plain(double value) => value.ToString("G15", CultureInfo.InvariantCulture);
}
