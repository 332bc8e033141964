using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>Fills the upper territories and the marginals that no source publishes, by the rule of each indicator.</summary>
/// <remarks>
/// Upper levels sum communes, never EPCIs; where a series has no commune, a region sums its departments. A published value is never
/// replaced: what the sum gives is kept beside it. Where a total can be had both from members and from parts, the more complete one
/// is taken, members first.
/// </remarks>
internal sealed class Consolidate(Geography geography, Values values, bool wholeCountry)
{
    /// <summary>A published value and what the sum of its members or parts gives.</summary>
    public List<Difference> Differences { get; } = [];

    public void Sum(Indicator indicator)
    {
        var keys = Breakdowns.Keys(indicator.Breakdown).Reverse().Select(b => new SeriesKey(indicator.Id, b)).ToList();
        foreach (var period in values.Periods(indicator.Id))
        {
            foreach (var level in Level.Official)
                foreach (var series in keys)
                    Fill(indicator, series, level, period);
            foreach (var level in geography.Levels.Except(Level.Official))
                foreach (var series in keys)
                    Fill(indicator, series, level, period);
        }
    }

    public void Mean(Indicator indicator)
    {
        foreach (var period in values.Periods(indicator.Id))
            foreach (var level in Level.Official.Skip(1))
                foreach (var series in values.Keys.Where(k => k.Indicator == indicator.Id).ToList())
                    if (Lower(series, level, period) is { } lower && WeightsOf(indicator, lower.Level, period) is { } weights)
                        Weigh(series, level, period, lower, weights);
    }

    /// <summary>The levels whose members may make a value of <paramref name="level"/>, in order of preference.</summary>
    public static IReadOnlyList<string> LowerLevels(string level) => level switch
    {
        Level.Epci or Level.Department => [Level.Commune],
        Level.Region => [Level.Commune, Level.Department],
        Level.Country => [Level.Commune, Level.Department, Level.Region],
        _ => [],
    };

    /// <summary>Where the members of a level are found: the communes, or failing any, the nearest level that nests in it.</summary>
    public (string Level, Cells Cells)? Lower(SeriesKey series, string level, Period period)
    {
        foreach (var candidate in LowerLevels(level))
            if (values.Find(series, candidate, period) is { } cells && cells.Any()) return (candidate, cells);
        return null;
    }

    /// <summary>The series that a marginal sums over, along the first dimension that has values at the level.</summary>
    public IReadOnlyList<SeriesKey> Parts(Indicator indicator, SeriesKey series, string level)
    {
        foreach (var finer in Breakdowns.Finer(indicator.Breakdown, series.Breakdown))
            if (finer.Select(breakdown => series with { Breakdown = breakdown }).Where(part => values.At(part, level).Count > 0).ToList() is { Count: > 0 } parts)
                return parts;
        return [];
    }

    /// <summary>Weights of a mean: those of the period, else of the nearest one within five years.</summary>
    public (Cells Cells, Period Period)? WeightsOf(Indicator indicator, string level, Period period)
    {
        var weights = new SeriesKey(indicator.Weight!, "");
        foreach (var candidate in Derive.Near(period, 5))
            if (values.Find(weights, level, candidate) is { } cells && cells.Any()) return (cells, candidate);
        return null;
    }

    private void Fill(Indicator indicator, SeriesKey series, string level, Period period)
    {
        var members = Members(series, level, period);
        var parts = Marginal(indicator, series, level, period);
        if (members is null && parts is null) return;
        var territories = geography.At(level);
        var cells = values.Get(series, level, period, territories.Count);
        for (var t = 0; t < territories.Count; t++)
        {
            var tally = PrefersParts(members, parts, t) ? parts : members;
            if (tally is null || tally.StatusOf(t) == Status.None) continue;
            if (cells.Status[t] != Status.None)
                Compare(series, territories[t], period, cells, t, tally, tally == parts);
            else if (wholeCountry || level != Level.Country || tally.Whole(t))
                cells.Set(t, tally.SumOf(t), tally.StatusOf(t), tally.CoverageOf(t), edition: 0);
        }
    }

    private Tally? Members(SeriesKey series, string level, Period period)
    {
        if (Lower(series, level, period) is not { } lower) return null;
        var parents = geography.Parents(lower.Level, level);
        if (parents.IsEmpty) return null;
        var tally = new Tally(geography.At(level).Count);
        for (var i = 0; i < parents.Length; i++)
            if (parents[i] >= 0) tally.Add(parents[i], lower.Cells.Value[i], lower.Cells.Status[i], lower.Cells.Coverage[i]);
        return tally;
    }

    private Tally? Marginal(Indicator indicator, SeriesKey series, string level, Period period)
    {
        var parts = Parts(indicator, series, level);
        if (parts.Count == 0) return null;
        var territories = geography.At(level).Count;
        var tally = new Tally(territories);
        foreach (var part in parts)
        {
            var cells = values.Find(part, level, period);
            for (var t = 0; t < territories; t++)
                tally.Add(t, cells?.Value[t] ?? double.NaN, cells?.Status[t] ?? Status.None, cells?.Coverage[t] ?? 0);
        }
        return tally;
    }

    /// <summary>Whether a cell is better had from its parts than from its members: the more complete wins, members first.</summary>
    public static bool PrefersParts(Tally? members, Tally? parts, int territory = 0)
    {
        if (parts is null || parts.StatusOf(territory) == Status.None) return false;
        if (members is null || members.StatusOf(territory) == Status.None) return true;
        return parts.CoverageOf(territory) > members.CoverageOf(territory) + 1e-9;
    }

    private void Compare(SeriesKey series, Territory territory, Period period, Cells cells, int t, Tally tally, bool parts)
    {
        if (!cells.Status[t].HasValue() || !tally.StatusOf(t).HasValue()) return;
        Differences.Add(new Difference(new FigureKey(series.Indicator, series.Breakdown, territory.Id, period), cells.Value[t], tally.SumOf(t), tally.StatusOf(t), parts, cells.Edition[t]));
    }

    private void Weigh(SeriesKey series, string level, Period period, (string Level, Cells Cells) lower, (Cells Cells, Period Period) weights)
    {
        var parents = geography.Parents(lower.Level, level);
        if (parents.IsEmpty) return;
        var count = geography.At(level).Count;
        var (weighted, weight) = (new Tally(count), new double[count]);
        for (var i = 0; i < parents.Length; i++)
        {
            if (parents[i] < 0) continue;
            var known = lower.Cells.Status[i].HasValue() && weights.Cells.Status[i].HasValue();
            weighted.Add(parents[i], lower.Cells.Value[i] * weights.Cells.Value[i], known ? lower.Cells.Status[i].And(weights.Cells.Status[i]) : lower.Cells.Status[i].HasValue() ? Status.Unavailable : lower.Cells.Status[i], lower.Cells.Coverage[i]);
            if (known) weight[parents[i]] += weights.Cells.Value[i];
        }
        var cells = values.Get(series, level, period, count);
        for (var t = 0; t < count; t++)
        {
            if (cells.Status[t] != Status.None || weighted.StatusOf(t) == Status.None) continue;
            if (!wholeCountry && level == Level.Country && !weighted.Whole(t)) continue;
            // A mean of some, or by the weights of another year, is an estimate: it is no lower bound.
            var status = weighted.StatusOf(t) == Status.Partial || (weights.Period != period.To(Grain.Year) && weighted.StatusOf(t).HasValue()) ? Status.Estimated : weighted.StatusOf(t);
            cells.Set(t, weight[t] > 0 ? weighted.SumOf(t) / weight[t] : double.NaN, weight[t] > 0 ? status : Status.Unavailable, weighted.CoverageOf(t), edition: 0);
        }
    }
}

/// <summary>A published value beside what adding up gives.</summary>
internal sealed record Difference(FigureKey Key, double Published, double Computed, Status ComputedStatus, bool Parts, ushort Edition);
