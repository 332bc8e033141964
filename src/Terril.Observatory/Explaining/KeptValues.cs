using Terril.Observatory.Building;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Explaining;

/// <summary>The values a release rests on: those it shows, and, built again from the kept snapshots, those of territories it does not.</summary>
internal sealed class KeptValues(ReleaseStore store, Release release)
{
    private readonly Dictionary<string, (Values Values, IReadOnlyList<Edition> Editions)> _rebuilt = new(StringComparer.Ordinal);

    public Figure? Find(FigureKey key)
    {
        if (release.Find(key.Territory) is not null) return release.Find(key);
        if (release.Geography.Find(key.Territory) is not { } territory) return null;
        var (values, editions) = Rebuilt(key.Indicator);
        var cells = values.Find(new SeriesKey(key.Indicator, key.Breakdown), key.Territory.Level, key.Period);
        if (cells is null || cells.Status[territory.Index] == Status.None) return null;
        var (i, edition) = (territory.Index, cells.EditionOf(territory.Index));
        return new Figure(key, cells.Value[i], cells.Status[i], cells.CoverageOf(i), edition > 0 ? editions[edition - 1] : null);
    }

    public bool HasSeries(string indicator, string breakdown) => release.Breakdowns(indicator).Contains(breakdown);

    /// <summary>The territories that make the value of a territory, by the rule of <see cref="Consolidate"/>.</summary>
    public IReadOnlyList<(FigureKey Key, Figure? Figure)> Members(FigureKey key)
    {
        if (release.Geography.Find(key.Territory) is not { } territory) return [];
        var level = Consolidate.LowerLevels(key.Territory.Level)
            .FirstOrDefault(l => release.Periods(key.Indicator, key.Breakdown, l).Contains(key.Period));
        if (level is null) return [];
        return [.. release.Geography.Members(territory, level).Select(m => key with { Territory = m.Id }).Select(k => (k, Find(k)))];
    }

    /// <summary>The codes that make a marginal, along the first dimension that has values at the level.</summary>
    public IReadOnlyList<(FigureKey Key, Figure? Figure)> Parts(Indicator indicator, FigureKey key)
    {
        foreach (var finer in Breakdowns.Finer(indicator.Breakdown, key.Breakdown))
            if (finer.Where(breakdown => release.Periods(key.Indicator, breakdown, key.Territory.Level).Count > 0).ToList() is { Count: > 0 } parts)
                return [.. parts.Select(breakdown => key with { Breakdown = breakdown }).Select(k => (k, Find(k)))];
        return [];
    }

    private (Values Values, IReadOnlyList<Edition> Editions) Rebuilt(string indicator)
    {
        if (_rebuilt.TryGetValue(indicator, out var rebuilt)) return rebuilt;
        var files = Verify.Received(store, release.Site, release.Manifest).Where(r => r.File.Values.Any(v => v.Indicator == indicator)).ToList();
        foreach (var file in files) store.Snapshots.Check(file.Sha256, file.File.Path);
        return _rebuilt[indicator] = new Build(store.Lists, release.AsOf).Unfold(release.Site, files, indicator);
    }
}
