using System.Globalization;
using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>The checks of each source on the values of a release, and those that hold for every source.</summary>
internal sealed partial class Check(Site site, Geography geography, Values values, IReadOnlyList<Edition> editions)
{
    /// <summary>How many findings of a kind are listed one by one.</summary>
    public const int Listed = 20;

    public List<Finding> Findings { get; } = [];

    /// <summary>Codes that nobody knows: always reported with what they carry; a stop when too much of the quantity is lost.</summary>
    public void Codes(Source source, FileValues file, Func<TerritoryId, int?> knownIn)
    {
        var level = file.File.Territory.Level;
        foreach (var (code, unknown) in file.Unknown.Take(Listed))
        {
            var carried = Carried(file, [unknown]);
            var rows = unknown.Quantities.Max(q => q.Rows);
            var hint = knownIn(new TerritoryId(level, code)) is { } vintage ? (Fr: $" ; il existe en {vintage}", En: $"; it exists in {vintage}") : (Fr: "", En: "");
            Add(Severity.Warning, "unknown-code", new Place(file.File.Path, unknown.Line),
                $"« {code} » n’est pas un code de {level} en {file.Geography.Vintage}{hint.Fr} : {rows} valeurs, {carried}",
                $"“{code}” is no code of {level} in {file.Geography.Vintage}{hint.En}: {rows} values, {carried}");
        }
        if (file.Unknown.Count > Listed)
        {
            var (others, carried) = (file.Unknown.Count - Listed, Carried(file, file.Unknown.Values.Skip(Listed)));
            Add(Severity.Warning, "unknown-code", new Place(file.File.Path), $"et {others} autres codes inconnus : {carried}", $"and {others} other unknown codes: {carried}");
        }

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
        foreach (var rule in rules.Where(r => !r.Any(file => file.Reads)))
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
                for (var t = NextOut(cells.Value, rule, 0); t >= 0; t = NextOut(cells.Value, rule, t + 1))
                {
                    if (!cells.Status[t].HasValue() || found++ >= Listed) continue;
                    var what = $"{series.Indicator}, {file.Geography.At(file.File.Territory.Level)[t].Id}, {period}";
                    Add(Severity.Stop, "range", new Place(file.File.Path, cells.Line[t]),
                        $"{what} : {Number(cells.Value[t])} sort de l’intervalle [{Bound(rule.Min)} ; {Bound(rule.Max)}] dit en {rule.Place}",
                        $"{what}: {Number(cells.Value[t])} is out of the range [{Bound(rule.Min)}; {Bound(rule.Max)}] said at {rule.Place}");
                }
            }
        }
    }

    private static int NextOut(ReadOnlySpan<double> values, CheckRule rule, int from)
    {
        var (min, max) = (rule.Min ?? double.NegativeInfinity, rule.Max ?? double.PositiveInfinity);
        for (var t = from; t < values.Length; t++)
            if (values[t] < min || values[t] > max) return t;
        return -1;
    }

    /// <summary>A value that a person read in the source.</summary>
    /// <param name="rule">What was read.</param>
    /// <param name="all">False when files of other sources are left out: what is computed may then differ.</param>
    public void Witness(CheckRule rule, bool all)
    {
        var territory = geography.Find(rule.Territory);
        var cells = territory is null ? null : values.Find(new SeriesKey(rule.Indicator!, rule.Breakdown), territory.Level, rule.Period);
        var what = $"{rule.Indicator}{(rule.Breakdown.Length > 0 ? $" ({rule.Breakdown})" : "")}, {rule.Territory}, {rule.Period}";
        if (cells is null || cells.Status[territory!.Index] == Status.None)
        {
            if (all) Add(Severity.Stop, "witness", rule.Place, $"{what} : aucune valeur, alors qu’une personne a lu {Number(rule.Value)}", $"{what}: no value, while a person read {Number(rule.Value)}");
            return;
        }
        var value = cells.Value[territory.Index];
        if (!(Math.Abs(value - rule.Value) <= rule.Tolerance * Math.Abs(rule.Value)) && (all || cells.EditionOf(territory.Index) > 0))
            Add(Severity.Stop, "witness", rule.Place, $"{what} : {Number(value)} ici, {Number(rule.Value)} lu par une personne dans la source", $"{what}: {Number(value)} here, {Number(rule.Value)} read by a person in the source");
    }

    private string Carried(FileValues file, IEnumerable<UnknownCode> codes) => string.Join(", ", file.File.Values
        .Select((rule, i) => $"{Number(codes.Sum(c => c.Quantities[i].Sum))} {site.Indicator(rule.Indicator)!.Unit}").Distinct());

    private void Add(Severity severity, string rule, Place? place, string fr, string en) => Findings.Add(new Finding(severity, rule, place, new Text(fr, en)));

    /// <summary>Fifteen significant digits, the same on every machine.</summary>
    public static string Number(double value) => value.ToString("G15", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Bound(double? bound) => bound is { } b ? Number(b) : "…";
}
