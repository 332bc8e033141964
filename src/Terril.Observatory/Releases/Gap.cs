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
    public static Gap Of(Release release, Target target) => throw new NotImplementedException();

    /// <summary>The path: a value a year from base to goal; empty when base or goal is unknown.</summary>
    public IReadOnlyList<Step> Path() => throw new NotImplementedException();
}
