using System.Buffers;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Building;

/// <summary>Computes the ratios that no source publishes, at every level, for every breakdown of the numerator.</summary>
internal sealed class Derive(Values values)
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
        InParallel.Each(all.ToList(), one => Divide(indicator, one.Breakdown, one.Level, one.Period, one.Cells), Stop);
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
        var series = new SeriesKey(indicator.Id, breakdown);
        if (values.Find(series, level, period) is { } said)
        {
            for (var t = 0; t < said.Count; t++)
                if (said.Status[t] == Status.None) Divide(rule, period, numerator, candidates, said, t);
        }
        else
        {
            values.Put(series, level, period, Quotients(rule, period, numerator, candidates));
        }
    }

    // Nearly everywhere both are known and each of one status: all at once, then what is otherwise one by one.
    private static Cells Quotients(RatioRule rule, Period period, Cells numerator, (Period Period, Cells Cells)[] candidates)
    {
        var (year, under) = candidates[0];
        var (top, bottom) = (numerator.Usual, under.Usual);
        var status = StatusOf(top, bottom, year, period);
        var (values, statuses) = (GC.AllocateUninitializedArray<double>(numerator.Count), GC.AllocateUninitializedArray<Status>(numerator.Count));
        Array.Fill(statuses, status);
        var cells = new Cells(values, statuses, numerator.Coverages.IsEmpty ? null : numerator.Coverages.ToArray());
        var rented = ArrayPool<bool>.Shared.Rent(cells.Count);
        var odd = rented.AsSpan(0, cells.Count);
        odd.Clear();
        if (status == Status.None) odd.Fill(true);
        numerator.MarkUnlike(top, odd);
        under.MarkUnlike(bottom, odd);
        Divide(numerator.Value, under.Value, rule.Factor, values, odd);
        var at = 0;
        for (int next; (next = odd[at..].IndexOf(true)) >= 0; at += next + 1)
            if (!Divide(rule, period, numerator, candidates, cells, at + next)) cells.Set(at + next, double.NaN, Status.None, 0, edition: 0);
        ArrayPool<bool>.Shared.Return(rented);
        return cells;
    }

    private static void Divide(ReadOnlySpan<double> top, ReadOnlySpan<double> bottom, double factor, Span<double> to, Span<bool> odd)
    {
        top = top[..to.Length];
        bottom = bottom[..to.Length];
        odd = odd[..to.Length];
        for (var t = 0; t < to.Length; t++)
        {
            to[t] = top[t] / bottom[t] * factor;
            odd[t] |= bottom[t] == 0;
        }
    }

    private static bool Divide(RatioRule rule, Period period, Cells numerator, (Period Period, Cells Cells)[] candidates, Cells to, int territory)
    {
        if (numerator.Status[territory] == Status.None) return false;
        var at = 0;
        while (at < candidates.Length && !candidates[at].Cells.Status[territory].HasValue()) at++;
        if (at == candidates.Length) return false;
        var (year, under) = candidates[at];
        var (value, status) = Quotient(numerator.Value[territory], numerator.Status[territory], under.Value[territory], under.Status[territory], rule.Factor);
        if (status.HasValue() && year.Year != period.Year) status = status.And(Status.Estimated);
        to.Set(territory, value, status, numerator.CoverageOf(territory), edition: 0);
        return true;
    }

    // Of a ratio of two values that are known; none when it is no value.
    private static Status StatusOf(Status top, Status bottom, Period year, Period period)
    {
        if (top == Status.None || bottom is Status.None or Status.Partial) return Status.None;
        var status = top.And(bottom);
        return year.Year != period.Year ? status.And(Status.Estimated) : status;
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
