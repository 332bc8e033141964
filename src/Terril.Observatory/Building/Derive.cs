using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>Computes the ratios that no source publishes, at every level, for every breakdown of the numerator.</summary>
internal sealed class Derive(Geography geography, Values values)
{
    /// <summary>Ends it.</summary>
    public CancellationToken Stop { get; init; }

    public void Ratio(Indicator indicator)
    {
        var rule = indicator.Ratio!;
        var all = from numerator in values.Keys
                  where numerator.Indicator == rule.Numerator
                  from level in values.Levels(numerator)
                  from cells in values.At(numerator, level)
                  select (numerator.Breakdown, Level: level, Period: cells.Key, Cells: cells.Value);
        all.ToList().AsParallel().WithCancellation(Stop).ForAll(one => Divide(indicator, one.Breakdown, one.Level, one.Period, one.Cells));
    }

    /// <summary>The denominators that may serve a period, nearest first, earlier before later.</summary>
    public static IEnumerable<Period> Near(Period period, int within)
    {
        yield return period;
        if (period.Grain != Grain.Year) yield return period.To(Grain.Year);
        for (var years = 1; years <= within; years++)
        {
            yield return Period.Of(period.Year - years);
            yield return Period.Of(period.Year + years);
        }
    }

    /// <summary>Series of the denominator for a breakdown of the numerator: the same one when it has it, else its total.</summary>
    public SeriesKey Denominator(RatioRule rule, string breakdown)
    {
        var same = new SeriesKey(rule.Denominator, breakdown);
        return breakdown.Length > 0 && values.Levels(same).Count > 0 ? same : new SeriesKey(rule.Denominator, "");
    }

    private void Divide(Indicator indicator, string breakdown, string level, Period period, Cells numerator)
    {
        var rule = indicator.Ratio!;
        var denominator = Denominator(rule, breakdown);
        var candidates = (from near in Near(period, rule.Within) where values.Find(denominator, level, near) is not null select (Period: near, Cells: values.Find(denominator, level, near)!)).ToArray();
        if (candidates.Length == 0) return;
        var count = geography.At(level).Count;
        var cells = values.Get(new SeriesKey(indicator.Id, breakdown), level, period, count);
        for (var t = 0; t < count; t++)
        {
            if (cells.Status[t] != Status.None || numerator.Status[t] == Status.None) continue;
            var at = 0;
            while (at < candidates.Length && !candidates[at].Cells.Status[t].HasValue()) at++;
            if (at == candidates.Length) continue;
            var (year, under) = candidates[at];
            var (value, status) = Quotient(numerator.Value[t], numerator.Status[t], under.Value[t], under.Status[t], rule.Factor);
            if (status.HasValue() && year.Year != period.Year) status = status.And(Status.Estimated);
            cells.Set(t, value, status, numerator.CoverageOf(t), edition: 0);
        }
    }

    // Over a partial denominator a ratio is neither a value nor a bound of one: it is not computed.
    private static (double, Status) Quotient(double top, Status topStatus, double bottom, Status bottomStatus, double factor) => (topStatus, bottomStatus) switch
    {
        (Status.Secret, _) => (double.NaN, Status.Secret),
        (Status.Unavailable, _) or (_, Status.Partial) => (double.NaN, Status.Unavailable),
        _ when bottom == 0 => (double.NaN, Status.Unavailable),
        _ => (top / bottom * factor, topStatus.And(bottomStatus)),
    };
}
