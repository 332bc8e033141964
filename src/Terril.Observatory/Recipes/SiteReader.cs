using System.Globalization;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Recipes;

/// <summary>Reads the recipes of a site into one <see cref="Site"/>, and checks that they agree with each other.</summary>
internal sealed class SiteReader(SiteFolder folder, List<Finding> findings)
{
    public Site Read()
    {
        if (Maps("site.yaml") is not [var map, ..])
        {
            if (findings.Count == 0) Fault(new Place("site.yaml"), "missing-key", "le fichier est vide", "the file is empty");
            throw new FaultyInputException(findings);
        }
        var own = Room("indicators").Select(m => (Indicator: IndicatorReader.Read(m), m.Place)).ToList();
        var indicators = Unique(own, i => i.Id, "indicator");
        var catalogue = OfficialSource.Indicators.Concat(indicators).GroupBy(i => i.Id).ToDictionary(g => g.Key, g => g.First());
        foreach (var (indicator, place) in own) Agree(indicator, place, catalogue);
        var site = Header(map) with
        {
            Themes = [.. Maps("themes.yaml").Select(Theme)],
            Labels = [.. Room("breakdowns").Select(Labels)],
            Indicators = [.. OfficialSource.Indicators.Where(i => indicators.TrueForAll(own => own.Id != i.Id)), .. indicators],
            Sources = [.. Unique([.. Room("sources").Select(m => (SourceReader.Read(m, catalogue), m.Place))], s => s.Id, "source").OrderBy(s => s.Id, StringComparer.Ordinal)],
            Targets = Unique([.. Room("targets").Select(m => (Target(m, catalogue), m.Place))], t => t.Id, "target"),
            Territories = [.. folder.Files.Keys.Where(f => f.StartsWith("territories/", StringComparison.Ordinal)).SelectMany(Added)],
            Tiles = folder.Files.ContainsKey("tiles.csv") ? Tiles() : [],
        };
        foreach (var id in site.KeyIndicators.Concat(site.KeyIndicatorsByLevel.Values.SelectMany(ids => ids)).Distinct().Where(id => !catalogue.ContainsKey(id)))
            Fault(map.PlaceOf("key"), "unknown-indicator", $"l’indicateur « {id} » n’est décrit dans aucun fichier d’indicators/", $"indicator “{id}” is described in no file of indicators/");
        return site;
    }

    private Site Header(YamlMap map)
    {
        var scope = map.Map("scope", required: true);
        var level = scope?.Required("level") ?? "";
        var codes = scope?.Strings("codes") ?? [];
        if (scope is not null && level is not (Level.Region or Level.Department or Level.Country))
            Fault(scope.PlaceOf("level"), "unknown-value", "« scope: level » : region, department ou country", "“scope: level”: region, department or country");
        if (scope is not null && codes.Count == 0)
            Fault(scope.Place, "missing-key", "« scope: codes » : une liste de codes, ou all", "“scope: codes”: a list of codes, or all");
        var geography = map.Map("geography", required: true);
        var site = new Site
        {
            Name = map.Text("name", required: true),
            Centre = map.Text("centre"),
            ScopeLevel = level,
            ScopeCodes = codes is ["all"] || level == Level.Country ? [] : codes,
            Vintage = geography?.Int("vintage", required: true) ?? 0,
            Languages = map.Strings("languages") ?? ["fr", "en"],
            Modules = map.Strings("modules") ?? [],
            KeyIndicators = (map.MapsAmong("key") is [var keys] ? keys.Strings(level) : map.Strings("key")) ?? [],
            KeyIndicatorsByLevel = map.MapsAmong("key") is [var byLevel] ? byLevel.Keys.ToDictionary(l => l, l => byLevel.Strings(l) ?? []) : new Dictionary<string, IReadOnlyList<string>>(),
            Indicators = [],
            Sources = [],
        };
        _ = (map.String("colours"), map.String("tiles"));
        foreach (var part in new[] { scope, geography, map }) part?.Done();
        return site;
    }

    private static Theme Theme(YamlMap map)
    {
        var theme = new Theme(map.Required("id"), map.Text("name", required: true));
        map.Done();
        return theme;
    }

    private static DimensionLabels Labels(YamlMap map)
    {
        var codes = map.Map("codes", required: true);
        var labels = new DimensionLabels(map.Required("id"), map.Text("name", required: true), [.. (codes?.Keys ?? []).Select(code => new CodeLabel(code, codes!.Text(code)))]);
        map.Done();
        return labels;
    }

    private static Target Target(YamlMap map, Dictionary<string, Indicator> catalogue)
    {
        var target = TargetReader.Read(map);
        if (!catalogue.ContainsKey(target.Indicator))
            map.Fault(map.PlaceOf("indicator"), "unknown-indicator", $"l’indicateur « {target.Indicator} » n’est décrit dans aucun fichier d’indicators/", $"indicator “{target.Indicator}” is described in no file of indicators/");
        return target;
    }

    private void Agree(Indicator indicator, Place place, Dictionary<string, Indicator> catalogue)
    {
        foreach (var id in new[] { indicator.Ratio?.Numerator, indicator.Ratio?.Denominator, indicator.Weight })
        {
            if (id is null) continue;
            if (!catalogue.TryGetValue(id, out var input))
                Fault(place, "unknown-indicator", $"{indicator.Id} s’appuie sur « {id} », qui n’est décrit dans aucun fichier d’indicators/", $"{indicator.Id} rests on “{id}”, which is described in no file of indicators/");
            else if (input.Aggregate == Aggregation.Ratio)
                Fault(place, "ratio-of-ratio", $"{indicator.Id} s’appuie sur un ratio ({id}) ; partir des quantités", $"{indicator.Id} rests on a ratio ({id}); start from the quantities");
        }
        if (indicator.Ratio is { } ratio && catalogue.TryGetValue(ratio.Numerator, out var numerator) && indicator.Breakdown.Count > 0 && !SameDimensions(indicator, numerator))
            Fault(place, "breakdown", $"{indicator.Id} : un ratio prend la ventilation de son numérateur ; n’en déclarer aucune, ou la même", $"{indicator.Id}: a ratio takes the breakdown of its numerator; declare none, or the same");
    }

    private static bool SameDimensions(Indicator one, Indicator other) =>
        one.Breakdown.Count == other.Breakdown.Count && one.Breakdown.Zip(other.Breakdown).All(d => d.First.Id == d.Second.Id && d.First.Codes.SequenceEqual(d.Second.Codes));

    private IEnumerable<AddedTerritory> Added(string file)
    {
        using var rows = Open(file);
        var (level, code, name, member) = (rows.ColumnOf("level"), rows.ColumnOf("code"), rows.ColumnOf("name"), rows.ColumnOf("member-of"));
        if (level < 0 || code < 0 || name < 0)
        {
            Fault(new Place(file, 1), "missing-column", "les colonnes sont level,code,name et, si besoin, member-of", "the columns are level,code,name and, if needed, member-of");
            yield break;
        }
        while (rows.Next())
        {
            var place = new Place(file, rows.Line);
            var text = member < 0 ? "" : rows[member].Trim().ToString();
            TerritoryId? of = TerritoryId.TryParse(text, out var id) ? id : null;
            if (of is null && text.Length > 0) Fault(place, "bad-territory", $"« {text} » : un territoire s’écrit niveau:code", $"“{text}”: a territory is written level:code");
            yield return new AddedTerritory(rows[level].Trim().ToString(), rows[code].Trim().ToString(), rows[name].Trim().ToString(), of, place);
        }
    }

    private List<Tile> Tiles()
    {
        using var rows = Open("tiles.csv");
        int[] columns = [rows.ColumnOf("code"), rows.ColumnOf("short"), rows.ColumnOf("column"), rows.ColumnOf("row")];
        var tiles = new List<Tile>();
        if (columns.Contains(-1))
        {
            Fault(new Place("tiles.csv", 1), "missing-column", "les colonnes sont code,short,column,row", "the columns are code,short,column,row");
            return tiles;
        }
        while (rows.Next())
        {
            if (int.TryParse(rows[columns[2]], CultureInfo.InvariantCulture, out var column) && int.TryParse(rows[columns[3]], CultureInfo.InvariantCulture, out var row))
                tiles.Add(new Tile(rows[columns[0]].ToString(), rows[columns[1]].ToString(), column, row));
            else
                Fault(new Place("tiles.csv", rows.Line), "not-a-number", "column et row sont des nombres entiers", "column and row are whole numbers");
        }
        return tiles;
    }

    private RowReader Open(string file) => RowReader.Open(new MemoryStream(folder.Files[file]), file, new ReadingOptions { Encoding = "utf-8", Delimiter = ',' });

    private IReadOnlyList<YamlMap> Maps(string file) => folder.Files.TryGetValue(file, out var bytes) ? YamlMap.Read(file, bytes, findings) : [];

    private IEnumerable<YamlMap> Room(string room) =>
        folder.Files.Keys.Where(f => f.StartsWith(room + "/", StringComparison.Ordinal)).ToList().SelectMany(Maps);

    private List<T> Unique<T>(List<(T Item, Place Place)> items, Func<T, string> id, string what)
    {
        foreach (var twice in items.GroupBy(i => id(i.Item)).Where(g => g.Key.Length > 0 && g.Count() > 1))
            Fault(twice.Last().Place, "duplicate-key", $"« {twice.Key} » est décrit deux fois (aussi en {twice.First().Place})", $"{what} “{twice.Key}” is described twice (also at {twice.First().Place})");
        return [.. items.Select(i => i.Item)];
    }

    private void Fault(Place place, string rule, string fr, string en) => findings.Add(new Finding(Severity.Stop, rule, place, new Text(fr, en)));
}
