using System.Globalization;
using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>The checks of each source on the values of a release, and those that hold for every source.</summary>
internal sealed class Check(Site site, Geography geography, Values values, IReadOnlyList<Edition> editions, bool partialHistory)
{
    private const int Listed = 20;

    public List<Finding> Findings { get; } = [];

    /// <summary>Codes that nobody knows: always reported with what they carry; a stop when too much of the quantity is lost.</summary>
    public void Codes(Source source, FileValues file, Func<TerritoryId, int?> knownIn)
    {
        var level = file.File.Territory.Level;
        foreach (var (code, unknown) in file.Unknown.Take(Listed))
        {
            var carried = string.Join(", ", file.File.Values.Select((rule, i) => $"{Number(unknown.Quantities[i].Sum)} {site.Indicator(rule.Indicator)!.Unit}").Distinct());
            var rows = unknown.Quantities.Max(q => q.Rows);
            var hint = knownIn(new TerritoryId(level, code)) is { } vintage ? (Fr: $" ; il existe en {vintage}", En: $"; it exists in {vintage}") : (Fr: "", En: "");
            Add(Severity.Warning, "unknown-code", new Place(file.File.Path, unknown.Line),
                $"« {code} » n’est pas un code de {level} en {file.Geography.Vintage}{hint.Fr} : {rows} valeurs, {carried}",
                $"“{code}” is no code of {level} in {file.Geography.Vintage}{hint.En}: {rows} values, {carried}");
        }
        if (file.Unknown.Count > Listed)
            Add(Severity.Warning, "unknown-code", new Place(file.File.Path), $"et {file.Unknown.Count - Listed} autres codes inconnus", $"and {file.Unknown.Count - Listed} other unknown codes");

        var bar = source.Checks.FirstOrDefault(c => c.Rule == "coverage")?.Bar ?? 0.95;
        for (var rule = 0; rule < file.File.Values.Count; rule++)
        {
            var coverage = file.Coverage(rule);
            if (coverage >= bar) continue;
            var indicator = file.File.Values[rule].Indicator;
            Add(Severity.Stop, "coverage", new Place(file.File.Path),
                $"{Percent(coverage)} de {indicator} arrivent sur un territoire connu, il en faut {Percent(bar)} ; vérifier le millésime, le niveau et les zéros de tête des codes",
                $"{Percent(coverage)} of {indicator} reach a known territory, {Percent(bar)} are needed; check the vintage, the level and the leading zeros of the codes");
            return;
        }
    }

    /// <summary>Rules that found nothing to read in any file of their source.</summary>
    public void Silent(IEnumerable<FileValues> files)
    {
        var rules = files.SelectMany(file => file.File.Values.Select((rule, i) => (rule.Place, Reads: file.Reads(i)))).GroupBy(r => r.Place);
        foreach (var rule in rules.Where(r => !partialHistory && !r.Any(file => file.Reads)))
            Add(Severity.Warning, "no-row", rule.Key, "aucune ligne n’est lue par cette règle ; vérifier « where »", "no row is read by this rule; check “where”");
    }

    /// <summary>Ranges, on the values as read, with their line.</summary>
    public void Ranges(Source source, FileValues file)
    {
        foreach (var rule in source.Checks.Where(c => c.Rule == "range"))
        {
            var found = 0;
            foreach (var (series, period, cells) in file.All().Where(c => c.Series.Indicator == rule.Indicator))
            {
                for (var t = 0; t < cells.Value.Length; t++)
                {
                    if (!cells.Status[t].HasValue() || !(cells.Value[t] < rule.Min || cells.Value[t] > rule.Max) || found++ >= Listed) continue;
                    var what = $"{series.Indicator}, {file.Geography.At(file.File.Territory.Level)[t].Id}, {period}";
                    Add(Severity.Stop, "range", new Place(file.File.Path, cells.Line[t]),
                        $"{what} : {Number(cells.Value[t])} sort de l’intervalle [{Bound(rule.Min)} ; {Bound(rule.Max)}] dit en {rule.Place}",
                        $"{what}: {Number(cells.Value[t])} is out of the range [{Bound(rule.Min)}; {Bound(rule.Max)}] said at {rule.Place}");
                }
            }
        }
    }

    /// <summary>Values of five significant digits or more that repeat the period before: a file copied onto the next year.</summary>
    public void Repeats(Source source, FileValues file)
    {
        foreach (var indicator in file.All().Select(c => c.Series.Indicator).Distinct().ToList())
        {
            var allowed = source.Checks.FirstOrDefault(c => c.Rule == "repeat" && (c.Indicator ?? indicator) == indicator)?.Allow ?? 0;
            var (count, first) = (0, (Finding?)null);
            foreach (var series in file.All().Where(c => c.Series.Indicator == indicator).GroupBy(c => c.Series))
            {
                Native? before = null;
                foreach (var (key, period, cells) in series)
                {
                    for (var t = 0; before is not null && t < cells.Value.Length; t++)
                    {
                        if (!cells.Status[t].HasValue() || !before.Status[t].HasValue() || cells.Value[t] != before.Value[t] || Digits(cells.Value[t]) < 5) continue;
                        count++;
                        first ??= new Finding(Severity.Warning, "repeat", new Place(file.File.Path, cells.Line[t]), new Text(
                            $"{indicator}, {file.Geography.At(file.File.Territory.Level)[t].Id}, {period} : {Number(cells.Value[t])}, comme à la période précédente",
                            $"{indicator}, {file.Geography.At(file.File.Territory.Level)[t].Id}, {period}: {Number(cells.Value[t])}, as in the period before"));
                    }
                    before = cells;
                }
            }
            if (count > allowed)
                Findings.Add(first! with { Message = new Text($"{first.Message.Fr} ({count} valeurs répétées, {allowed} admises)", $"{first.Message.En} ({count} repeated values, {allowed} allowed)") });
        }
    }

    /// <summary>Values a person read in the source.</summary>
    public void Witnesses(Source source)
    {
        foreach (var rule in source.Checks.Where(c => c.Rule == "witness"))
        {
            var series = new SeriesKey(rule.Indicator!, rule.Breakdown);
            var territory = geography.Find(rule.Territory);
            var cells = territory is null ? null : values.Find(series, territory.Level, rule.Period);
            var what = $"{rule.Indicator}{(rule.Breakdown.Length > 0 ? $" ({rule.Breakdown})" : "")}, {rule.Territory}, {rule.Period}";
            if (cells is null || cells.Status[territory!.Index] == Status.None)
            {
                if (!partialHistory) Add(Severity.Stop, "witness", rule.Place, $"{what} : aucune valeur, alors qu’une personne a lu {Number(rule.Value)}", $"{what}: no value, while a person read {Number(rule.Value)}");
                continue;
            }
            var value = cells.Value[territory.Index];
            if (!(Math.Abs(value - rule.Value) <= rule.Tolerance * Math.Abs(rule.Value)) && !(partialHistory && cells.Edition[territory.Index] == 0))
                Add(Severity.Stop, "witness", rule.Place, $"{what} : {Number(value)} ici, {Number(rule.Value)} lu par une personne dans la source", $"{what}: {Number(value)} here, {Number(rule.Value)} read by a person in the source");
        }
    }

    /// <summary>Totals that are published and do not match their parts; and published values beside the sum of their members.</summary>
    public void Totals(IEnumerable<Difference> differences)
    {
        var rules = site.Sources.SelectMany(s => s.Checks.Where(c => c.Rule == "total").Select(c => (s.Id, Rule: c))).ToList();
        foreach (var group in differences.GroupBy(d => (d.Key.Indicator, d.Parts)))
        {
            var (apart, listed) = (new List<Difference>(), 0);
            foreach (var difference in group)
            {
                var rule = difference.Parts ? rules.FirstOrDefault(r => r.Rule.Indicator == difference.Key.Indicator && r.Id == editions[difference.Edition - 1].Source).Rule : null;
                var off = Math.Abs(difference.Published - difference.Computed) > (rule?.Tolerance ?? 0.001) * Math.Abs(difference.Published) + 1e-9;
                // A sum that lacks members may be under the total, never over it.
                var bound = difference.ComputedStatus == Status.Partial;
                if (!off || (bound && difference.Computed < difference.Published)) continue;
                if (rule is not null && listed++ < Listed) Findings.Add(Total(Severity.Stop, difference, rule.Place));
                else if (rule is null) apart.Add(difference);
            }
            foreach (var difference in apart.OrderByDescending(d => Math.Abs(d.Published - d.Computed)).Take(Listed))
                Findings.Add(Total(difference.Parts ? Severity.Warning : Severity.Note, difference, null));
        }
    }

    /// <summary>Totals of departments and regions that double or halve in a period.</summary>
    public void Jumps()
    {
        foreach (var indicator in site.Indicators.Where(i => i.Aggregate == Aggregation.Sum && i.Id != OfficialSource.Population))
        {
            foreach (var level in new[] { Level.Department, Level.Region })
            {
                Cells? before = null;
                var count = 0;
                foreach (var (period, cells) in values.At(new SeriesKey(indicator.Id, ""), level))
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
        }
    }

    private static Finding Total(Severity severity, Difference d, Place? place)
    {
        var what = $"{d.Key.Indicator}{(d.Key.Breakdown.Length > 0 ? $" ({d.Key.Breakdown})" : "")}, {d.Key.Territory}, {d.Key.Period}";
        return new Finding(severity, d.Parts ? "total" : "published-against-sum", place, d.Parts
            ? new Text($"{what} : {Number(d.Published)} publié, les parts font {Number(d.Computed)}", $"{what}: {Number(d.Published)} published, the parts make {Number(d.Computed)}")
            : new Text($"{what} : {Number(d.Published)} publié, retenu ; la somme des membres fait {Number(d.Computed)}", $"{what}: {Number(d.Published)} published, kept; the sum of the members makes {Number(d.Computed)}"));
    }

    private void Add(Severity severity, string rule, Place? place, string fr, string en) => Findings.Add(new Finding(severity, rule, place, new Text(fr, en)));

    private static string Number(double value) => value.ToString("G15", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Bound(double? bound) => bound is { } b ? Number(b) : "…";

    private static int Digits(double value) => Number(Math.Abs(value)).Replace(".", "", StringComparison.Ordinal).Split('E')[0].Trim('0').Length;
}
