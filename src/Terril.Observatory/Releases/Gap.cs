using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;

namespace Terril.Observatory.Releases;

/// <summary>Where a territory stands against a target, or why that is not concluded.</summary>
/// <param name="Target">The target.</param>
/// <param name="Base">Value of the base year in the indicator's unit; NaN when unknown.</param>
/// <param name="Goal">Value to reach in the indicator's unit; NaN when unknown.</param>
/// <param name="Figure">The last measure.</param>
/// <param name="Expected">What the path asks for at the period of the measure; NaN when it cannot be told.</param>
/// <param name="Difference">Measure − expected; NaN when refused.</param>
/// <param name="Refused">Why the gap is not computed; null when it is.</param>
public sealed record Gap(Target Target, double Base, double Goal, Figure? Figure, double Expected, double Difference, Text? Refused)
{
    /// <summary>Computes the gap of a target in a release. Refused when unit, perimeter, edition or base do not match.</summary>
    public static Gap Of(Release release, Target target)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(target);
        var indicator = release.Indicator(target.Indicator)!;
        var factor = target.Unit is { } unit ? Units.Factor(unit, indicator.Unit) ?? double.NaN : 1;
        var measured = release.Find(new FigureKey(target.Indicator, "", target.Territory, Period.Of(target.BaseYear)));
        var start = target.BaseValue is { } said ? Units.Convert(said, factor) : measured is { HasValue: true } m ? m.Value : double.NaN;
        var goal = target.GoalValue is { } reached ? Units.Convert(reached, factor) : start * (1 + target.GoalChange!.Value);
        var figure = release.Latest(target.Indicator, "", target.Territory);
        var gap = new Gap(target with { Steps = [.. target.Steps.Select(s => new Step(s.Year, Units.Convert(s.Value, factor)))] }, start, goal, figure, double.NaN, double.NaN, null);
        if (double.IsNaN(factor)) return gap with { Refused = new Text($"la cible est en {target.Unit}, l’indicateur en {indicator.Unit}", $"the target is in {target.Unit}, the indicator in {indicator.Unit}") };
        return gap.Reason(measured) is { } reason ? gap with { Refused = reason } : gap.Computed(figure!.Value);
    }

    /// <summary>The path: a value a year from base to goal; empty when base or goal is unknown.</summary>
    public IReadOnlyList<Step> Path() =>
        double.IsNaN(Base) || double.IsNaN(Goal) ? [] : [.. Enumerable.Range(Target.BaseYear, Target.GoalYear - Target.BaseYear + 1).Select(year => new Step(year, At(year)))];

    private Gap Computed(Figure figure)
    {
        var expected = At(figure.Period.Year);
        return this with { Expected = expected, Difference = figure.Value - expected };
    }

    private double At(int year)
    {
        if (year <= Target.BaseYear) return Base;
        if (year >= Target.GoalYear) return Goal;
        var (from, to) = (new Step(Target.BaseYear, Base), new Step(Target.GoalYear, Goal));
        foreach (var step in Target.Steps)
        {
            if (step.Year <= year) from = step;
            else if (step.Year < to.Year) to = step;
        }
        var share = (double)(year - from.Year) / (to.Year - from.Year);
        return Target.Path == PathShape.Geometric ? from.Value * Math.Pow(to.Value / from.Value, share) : from.Value + ((to.Value - from.Value) * share);
    }

    private Text? Reason(Figure? measuredBase)
    {
        if (Target.Perimeter.Fr is not null) return Target.Perimeter;
        if (Figure is not { HasValue: true } figure) return new Text("aucune mesure n’est publiée pour ce territoire", "no measure is published for this territory");
        if (double.IsNaN(Base)) return new Text($"l’année de base {Target.BaseYear} n’est pas publiée", $"the base year {Target.BaseYear} is not published");
        if (Target.Path == PathShape.Geometric && !(Base > 0 && Goal > 0)) return new Text("une pente géométrique demande une base et un but positifs", "a geometric path needs a positive base and goal");
        if (figure.Period.Year < Target.BaseYear) return new Text($"la dernière mesure ({figure.Period}) précède l’année de base", $"the last measure ({figure.Period}) precedes the base year");
        if (figure.Status == Status.Partial) return new Text("la mesure est une borne inférieure", "the measure is a lower bound");
        if (Target.BaseValue is null && measuredBase?.Edition is { } one && figure.Edition is { } other && (one.Source != other.Source || one.Published != other.Published))
            return new Text("la base et la mesure viennent de deux éditions : nous ne les comparons pas", "base and measure come from two editions: we do not compare them");
        return null;
    }
}
