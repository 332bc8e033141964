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

    /// <summary>Ends it.</summary>
    public CancellationToken Stop { get; init; }

    public void Sum(Indicator indicator)
    {
        var fills = Fills(indicator);
        var found = InParallel.Each(values.Periods(indicator.Id), period => fills.SelectMany(fill => Fill(fill, period)).ToList(), Stop);
        foreach (var differences in found) Differences.AddRange(differences);
    }

    // What there is to fill, in order: a level after those it sums, a marginal after its parts.
    private List<ToFill> Fills(Indicator indicator)
    {
        var keys = Breakdowns.Keys(indicator.Breakdown).Reverse().Select(b => new SeriesKey(indicator.Id, b)).ToList();
        var has = keys.SelectMany(key => values.Levels(key).Select(level => (key, level))).ToHashSet();
        var fills = new List<ToFill>();
        foreach (var level in Level.Official.Concat(geography.Levels.Except(Level.Official)))
        {
            foreach (var series in keys)
            {
                var parts = Breakdowns.Finer(indicator.Breakdown, series.Breakdown)
                    .Select(finer => finer.Select(breakdown => series with { Breakdown = breakdown }).Where(part => has.Contains((part, level))).ToList())
                    .FirstOrDefault(finer => finer.Count > 0) ?? [];
                if (parts.Count == 0 && !LowerLevels(level).Any(lower => has.Contains((series, lower)))) continue;
                fills.Add(new ToFill(series, level, parts));
                has.Add((series, level));
            }
        }
        return fills;
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

    /// <summary>Weights of a mean: those of the period, else of the nearest one within five years.</summary>
    public (Cells Cells, Period Period)? WeightsOf(Indicator indicator, string level, Period period)
    {
        var weights = new SeriesKey(indicator.Weight!, "");
        foreach (var candidate in Derive.Near(period, 5))
            if (values.Find(weights, level, candidate) is { } cells && cells.Any()) return (cells, candidate);
        return null;
    }

    private List<Difference> Fill(ToFill fill, Period period)
    {
        Stop.ThrowIfCancellationRequested();
        var (series, level) = (fill.Series, fill.Level);
        using var members = Members(series, level, period);
        if (members is null && level != Level.Country && values.Find(series, level, period) is null && Marginals.Of(PartsOf(fill, period)) is { } sums)
        {
            values.Put(series, level, period, sums);
            return [];
        }
        using var parts = Marginal(fill, period);
        if (members is null && parts is null) return [];
        var (territories, differences) = (geography.At(level), new List<Difference>());
        var cells = values.Get(series, level, period, territories.Count);
        for (var t = 0; t < territories.Count; t++)
        {
            var tally = PrefersParts(members, parts, t) ? parts : members;
            if (tally is null || tally.StatusOf(t) is var status && status == Status.None) continue;
            if (cells.Status[t] == Status.None)
            {
                if (wholeCountry || level != Level.Country || tally.Whole(t)) cells.Set(t, tally.SumOf(t), status, tally.CoverageOf(t), edition: 0);
            }
            else if (cells.Status[t].HasValue() && status.HasValue())
            {
                differences.Add(new Difference(new FigureKey(series.Indicator, series.Breakdown, territories[t].Id, period), cells.Value[t], tally.SumOf(t), status, tally == parts, cells.EditionOf(t)));
            }
        }
        return differences;
    }

    private Tally? Members(SeriesKey series, string level, Period period)
    {
        if (Lower(series, level, period) is not { } lower) return null;
        var parents = geography.Parents(lower.Level, level);
        if (parents.IsEmpty) return null;
        var tally = new Tally(geography.At(level).Count);
        tally.AddTo(parents, lower.Cells);
        return tally;
    }

    private Tally? Marginal(ToFill fill, Period period)
    {
        if (fill.Parts.Count == 0) return null;
        var territories = geography.At(fill.Level).Count;
        var tally = new Tally(territories);
        foreach (var cells in PartsOf(fill, period))
            for (var t = 0; t < territories; t++)
                tally.Add(t, cells?.Value[t] ?? double.NaN, cells?.Status[t] ?? Status.None, cells?.CoverageOf(t) ?? 0);
        return tally;
    }

    private Cells?[] PartsOf(ToFill fill, Period period) => [.. fill.Parts.Select(part => values.Find(part, fill.Level, period))];

    /// <summary>Whether a cell is better had from its parts than from its members: the more complete wins, members first.</summary>
    public static bool PrefersParts(Tally? members, Tally? parts, int territory = 0)
    {
        if (parts is null || parts.StatusOf(territory) == Status.None) return false;
        if (members is null || members.StatusOf(territory) == Status.None) return true;
        return parts.CoverageOf(territory) > members.CoverageOf(territory) + 1e-9;
    }

    private void Weigh(SeriesKey series, string level, Period period, (string Level, Cells Cells) lower, (Cells Cells, Period Period) weights)
    {
        Stop.ThrowIfCancellationRequested();
        var parents = geography.Parents(lower.Level, level);
        if (parents.IsEmpty) return;
        var count = geography.At(level).Count;
        using var weighted = new Tally(count);
        var weight = new double[count];
        for (var i = 0; i < parents.Length; i++)
        {
            if (parents[i] < 0) continue;
            var known = lower.Cells.Status[i].HasValue() && weights.Cells.Status[i].HasValue();
            weighted.Add(parents[i], lower.Cells.Value[i] * weights.Cells.Value[i], known ? lower.Cells.Status[i].And(weights.Cells.Status[i]) : lower.Cells.Status[i].HasValue() ? Status.Unavailable : lower.Cells.Status[i], lower.Cells.CoverageOf(i));
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

/// <summary>A series at a level, and the series that it is the sum of along one dimension: the first that has values at the level.</summary>
internal sealed record ToFill(SeriesKey Series, string Level, IReadOnlyList<SeriesKey> Parts);

/// <summary>A published value beside what adding up gives.</summary>
internal sealed record Difference(FigureKey Key, double Published, double Computed, Status ComputedStatus, bool Parts, ushort Edition);
