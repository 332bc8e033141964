using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Building;

internal sealed partial class Check
{
    private readonly HashSet<FigureKey> _totals = [];

    /// <summary>Totals that a source publishes, against their parts along the dimension that its recipe names.</summary>
    public void Totals(Source source)
    {
        foreach (var rule in source.Checks.Where(c => c.Rule == "total"))
        {
            var (indicator, listed) = (site.Indicator(rule.Indicator!)!, 0);
            foreach (var difference in Breakdowns.Keys(indicator.Breakdown).SelectMany(key => Differences(source, indicator, key, rule.Over!)))
            {
                if (!Apart(difference, rule.Tolerance) || listed++ >= Listed) continue;
                _totals.Add(difference.Key);
                Findings.Add(Total(Severity.Stop, difference, rule.Place));
            }
        }
    }

    /// <summary>Published values beside the sum of their members or parts, where no recipe asks for a check.</summary>
    public void Totals(IEnumerable<Difference> differences)
    {
        foreach (var group in differences.Where(d => !_totals.Contains(d.Key)).GroupBy(d => (d.Key.Indicator, d.Parts)))
            foreach (var difference in group.Where(d => Apart(d, Tolerance(d))).OrderByDescending(d => Math.Abs(d.Published - d.Computed)).Take(Listed))
                Findings.Add(Total(difference.Parts ? Severity.Warning : Severity.Note, difference, null));
    }

    private IEnumerable<Difference> Differences(Source source, Indicator indicator, string breakdown, string over)
    {
        var codes = Breakdowns.Codes(indicator.Breakdown, breakdown)!;
        var at = indicator.Breakdown.ToList().FindIndex(d => d.Id == over);
        if (codes[at] is not null) yield break;
        var series = new SeriesKey(indicator.Id, breakdown);
        var parts = indicator.Breakdown[at].Codes.Select(code => new SeriesKey(indicator.Id, Breakdowns.Key(indicator.Breakdown, [.. codes.Select((c, i) => i == at ? code : c)]))).ToList();
        foreach (var level in values.Levels(series))
            foreach (var (period, cells) in values.At(series, level))
                foreach (var difference in Differences(source, series, level, period, cells, [.. parts.Where(p => values.At(p, level).Count > 0).Select(p => values.Find(p, level, period))]))
                    yield return difference;
    }

    private IEnumerable<Difference> Differences(Source source, SeriesKey series, string level, Period period, Cells cells, Cells?[] parts)
    {
        for (var t = 0; t < cells.Count; t++)
        {
            if (cells.EditionOf(t) == 0 || editions[cells.EditionOf(t) - 1].Source != source.Id || !cells.Status[t].HasValue()) continue;
            var tally = new Tally(1);
            foreach (var part in parts) tally.Add(0, part?.Value[t] ?? double.NaN, part?.Status[t] ?? Status.None, part?.CoverageOf(t) ?? 0);
            if (!tally.StatusOf(0).HasValue()) continue;
            yield return new Difference(new FigureKey(series.Indicator, series.Breakdown, geography.At(level)[t].Id, period), cells.Value[t], tally.SumOf(0), tally.StatusOf(0), true, cells.EditionOf(t));
        }
    }

    // What a recipe accepts between a total and its parts is no news.
    private double Tolerance(Difference difference) => !difference.Parts ? 0.001
        : site.Sources.Where(s => s.Id == editions[difference.Edition - 1].Source).SelectMany(s => s.Checks)
            .Where(c => c.Rule == "total" && c.Indicator == difference.Key.Indicator).Select(c => c.Tolerance).DefaultIfEmpty(0.001).Max();

    // A sum that lacks members may be under the total, never over it.
    private static bool Apart(Difference d, double tolerance) =>
        Math.Abs(d.Published - d.Computed) > (tolerance * Math.Abs(d.Published)) + 1e-9 && (d.ComputedStatus != Status.Partial || d.Computed > d.Published);

    private static Finding Total(Severity severity, Difference d, Place? place)
    {
        var what = $"{d.Key.Indicator}{(d.Key.Breakdown.Length > 0 ? $" ({d.Key.Breakdown})" : "")}, {d.Key.Territory}, {d.Key.Period}";
        return new Finding(severity, d.Parts ? "total" : "published-against-sum", place, d.Parts
            ? new Text($"{what} : {Number(d.Published)} publié, les parts font {Number(d.Computed)}", $"{what}: {Number(d.Published)} published, the parts make {Number(d.Computed)}")
            : new Text($"{what} : {Number(d.Published)} publié, retenu ; la somme des membres fait {Number(d.Computed)}", $"{what}: {Number(d.Published)} published, kept; the sum of the members makes {Number(d.Computed)}"));
    }
}
