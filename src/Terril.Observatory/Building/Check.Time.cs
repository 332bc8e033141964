using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

internal sealed partial class Check
{
    /// <summary>Values of five significant digits or more that repeat the period before, in the same file or in another of the source: a file copied onto the next year.</summary>
    public void Repeats(Source source, IReadOnlyList<FileValues> files)
    {
        foreach (var shape in files.GroupBy(f => (f.File.Territory.Level, f.Geography.Vintage)))
            foreach (var indicator in shape.SelectMany(f => f.All()).Select(c => c.Series.Indicator).Distinct().ToList())
                foreach (var (file, repeated) in Repeated([.. shape], indicator).GroupBy(r => r.File).Select(g => (g.Key, g.ToList())))
                    Repeat(source, indicator, file, repeated);
    }

    /// <summary>Totals of departments and regions that double or halve in a period.</summary>
    public void Jumps()
    {
        foreach (var indicator in site.Indicators.Where(i => i.Aggregate == Aggregation.Sum && i.Id != OfficialSource.Population))
            foreach (var level in new[] { Level.Department, Level.Region })
                foreach (var grain in values.At(new SeriesKey(indicator.Id, ""), level).GroupBy(p => p.Key.Grain))
                    Jumps(indicator, level, grain);
    }

    private void Jumps(Indicator indicator, string level, IEnumerable<KeyValuePair<Period, Cells>> periods)
    {
        var (before, count) = ((Cells?)null, 0);
        foreach (var (period, cells) in periods)
        {
            for (var t = 0; before is not null && t < cells.Count; t++)
            {
                if (!cells.Status[t].HasValue() || !before.Status[t].HasValue() || Math.Abs(before.Value[t]) < (indicator.Floor ?? 100)) continue;
                var ratio = cells.Value[t] / before.Value[t];
                if (ratio is > 0.5 and < 2 || count++ >= Listed) continue;
                var what = $"{indicator.Id}, {geography.At(level)[t].Id}, {period}";
                Add(Severity.Warning, "jump", null, $"{what} : {Number(cells.Value[t])} après {Number(before.Value[t])}", $"{what}: {Number(cells.Value[t])} after {Number(before.Value[t])}");
            }
            before = cells;
        }
    }

    private static IEnumerable<Repetition> Repeated(List<FileValues> files, string indicator)
    {
        var all = files.SelectMany(f => f.All().Where(c => c.Series.Indicator == indicator).Select(c => (c.Series, c.Period, c.Cells, File: f)));
        foreach (var series in all.GroupBy(c => (c.Series, c.Period.Grain)).Select(g => g.OrderBy(c => c.Period).ToList()))
        {
            for (var i = 1; i < series.Count; i++)
            {
                var (_, period, cells, file) = series[i];
                var at = series.FindLastIndex(i - 1, c => c.File == file && c.Period < period);
                if (at < 0) at = series.FindLastIndex(i - 1, c => c.Period < period);
                if (at < 0) continue;
                var before = series[at].Cells;
                for (var t = NextSame(cells.Value, before.Value, 0); t >= 0; t = NextSame(cells.Value, before.Value, t + 1))
                    if (cells.Status[t].HasValue() && before.Status[t].HasValue() && Digits(cells.Value[t]) >= 5)
                        yield return new Repetition(file, period, t, cells.Value[t], cells.Line[t]);
            }
        }
    }

    // The next place where two rows are the same and not zero, which has no digit; −1 when there is none.
    private static int NextSame(ReadOnlySpan<double> one, ReadOnlySpan<double> other, int from)
    {
        other = other[..one.Length];
        for (var t = from; t < one.Length; t++)
            if (one[t] == other[t] && one[t] != 0) return t;
        return -1;
    }

    private void Repeat(Source source, string indicator, FileValues file, List<Repetition> repeated)
    {
        var allowed = source.Checks.FirstOrDefault(c => c.Rule == "repeat" && c.Indicator == indicator)?.Allow ?? 0;
        if (repeated.Count <= allowed) return;
        var (first, what) = (repeated[0], $"{indicator}, {file.Geography.At(file.File.Territory.Level)[repeated[0].Territory].Id}, {repeated[0].Period}");
        Add(Severity.Warning, "repeat", new Place(file.File.Path, first.Line),
            $"{what} : {Number(first.Value)}, comme à la période précédente ({repeated.Count} valeurs répétées, {allowed} admises)",
            $"{what}: {Number(first.Value)}, as in the period before ({repeated.Count} repeated values, {allowed} allowed)");
    }

    private static int Digits(double value) => Number(Math.Abs(value)).Replace(".", "", StringComparison.Ordinal).Split('E')[0].Trim('0').Length;

    private sealed record Repetition(FileValues File, Period Period, int Territory, double Value, int Line);
}
