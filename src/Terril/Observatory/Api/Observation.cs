using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Api;

/// <summary>One published value.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Breakdown">`sector=industry;carrier=gas`; empty for the total.</param>
/// <param name="Level">Level of the territory.</param>
/// <param name="Territory">Code of the territory.</param>
/// <param name="Period">A year, a month or a day: `2021`, `2021-03`, `2021-03-05`.</param>
/// <param name="Value">At full precision; null when the status carries none. Zero is a value.</param>
/// <param name="Unit">Unit of the indicator.</param>
/// <param name="Status">What the value is worth; `partial` is a lower bound, `secret` is known and not publishable, `unavailable` was announced without a value.</param>
/// <param name="Coverage">Share of the cells that are known, 0 to 1; null when the source does not tell.</param>
public sealed record Observation(
    string Indicator, string Breakdown, string Level, string Territory, string Period, double? Value, string Unit, Status Status, double? Coverage)
{
    public static Observation Of(Figure figure, string unit) => new(
        figure.Key.Indicator, figure.Key.Breakdown, figure.Key.Territory.Level, figure.Key.Territory.Code, figure.Period.ToString(),
        figure.HasValue ? Finite(figure.Value) : null, unit, figure.Status, Finite(figure.Coverage));

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;
}
