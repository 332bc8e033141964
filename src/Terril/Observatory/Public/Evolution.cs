using Terril.Observatory.Indicators;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>How much a figure has changed within one run, in words.</summary>
public sealed class Evolution(Words T, Indicator indicator)
{
    /// <summary>On fewer than that many of anything, no percentage of change is shown.</summary>
    private const double FewestOfAnything = 100;

    /// <summary>The base under which no percentage is shown.</summary>
    public double Floor => indicator.Floor ?? (indicator.Unit is "hab" or "count" or "d" or "day" or "days" ? FewestOfAnything : 0);

    /// <summary>« −2,4 % de 2009 à 2023 »; nothing when the ends cannot be compared.</summary>
    public string Say(Run run)
    {
        var (first, last) = (run.First, run.Last);
        if (run.Figures.Count < 2 || first.Status == Status.Partial || last.Status == Status.Partial) return "";

        var change = Change(first.Value, last.Value);
        return T[$"{change} de {T.Period(first.Period)} à {T.Period(last.Period)}", $"{change} from {T.Period(first.Period)} to {T.Period(last.Period)}"];
    }

    /// <summary>« Pente : −2,9 kg/hab. par an, non significative (Theil-Sen, Mann-Kendall, p = 0,14) »; nothing on too few points, or on lower bounds.</summary>
    public string Slope(Run run)
    {
        if (run.Figures.Any(f => f.Status == Status.Partial) || Trend.Of([.. run.Figures.Select(f => (f.Period.Moment(), f.Value))]) is not { } trend) return "";

        var slope = T.Difference(trend.Slope, indicator.Unit, Math.Abs(trend.Slope) >= 100 ? 0 : Math.Abs(trend.Slope) >= 1 ? 1 : 3);
        var p = trend.P < 0.001 ? T["p < 0,001", "p < 0.001"] : $"p = {T.Number(trend.P, trend.P < 0.1 ? 3 : 2)}";
        return trend.IsSignificant
            ? T[$"Pente : {slope} par an, significative (Theil-Sen, Mann-Kendall, {p}).", $"Slope: {slope} a year, significant (Theil-Sen, Mann-Kendall, {p})."]
            : T[$"Pente : {slope} par an, non significative (Theil-Sen, Mann-Kendall, {p}).", $"Slope: {slope} a year, not significant (Theil-Sen, Mann-Kendall, {p})."];
    }

    /// <summary>A percentage; a difference for what is one already, or on a base too small for it.</summary>
    public string Change(double from, double to)
    {
        var decimals = indicator.Decimals([from, to]);
        if (IsDifference || from <= 0 || from < Floor) return T.Difference(to - from, indicator.Unit, decimals);

        var change = (to - from) / from;
        var said = T.Change(change);
        if (Math.Abs(change) <= 0.5) return said;
        // Above a half, a percentage alone misleads: both values stand beside it.
        return T[$"{said} ({T.Number(from, decimals)} puis {T.Number(to, decimals)})", $"{said} ({T.Number(from, decimals)} then {T.Number(to, decimals)})"];
    }

    private bool IsDifference => indicator.Unit is "%" or "°C" or "degC" || indicator.Kind == IndicatorKind.Index;
}
