using Terril.Observatory.Indicators;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>How much a figure has changed within one run, in words.</summary>
public sealed class Trend(Words T, Indicator indicator)
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
