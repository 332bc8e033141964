using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Recipes;

/// <summary>Reads the <c>checks</c> of a source: each a rule named by its first key.</summary>
internal static class CheckReader
{
    private static readonly string[] Rules = ["coverage", "range", "total", "repeat", "witness"];

    public static CheckRule Read(YamlMap map, IReadOnlyDictionary<string, Indicator> indicators)
    {
        var rule = Rules.FirstOrDefault(map.Has);
        if (rule is null)
        {
            map.Fault(map.Place, "unknown-check", $"contrôle inconnu ; choisir parmi {string.Join(", ", Rules)}", $"unknown check; choose among {string.Join(", ", Rules)}");
            return new CheckRule("", null) { Place = map.Place };
        }
        var indicator = rule == "coverage" ? null : map.String(rule);
        if (indicator is not null && !indicators.ContainsKey(indicator))
            map.Fault(map.PlaceOf(rule), "unknown-indicator", $"l’indicateur « {indicator} » n’est décrit dans aucun fichier d’indicators/", $"indicator “{indicator}” is described in no file of indicators/");
        var check = new CheckRule(rule, indicator)
        {
            Bar = rule == "coverage" ? map.Double("coverage") ?? 0.95 : 0,
            Min = rule == "range" ? map.Double("min") : null,
            Max = rule == "range" ? map.Double("max") : null,
            Over = rule == "total" ? map.Required("over") : null,
            Allow = rule == "repeat" ? map.Int("allow") ?? 0 : 0,
            Tolerance = rule is "total" or "witness" ? map.Double("tolerance") ?? 0.001 : 0,
            Place = map.Place,
        };
        if (check.Bar is < 0 or > 1) map.Fault(map.PlaceOf("coverage"), "out-of-range", "une couverture va de 0 à 1", "a coverage goes from 0 to 1");
        if (check.Over is { Length: > 0 } over && indicators.GetValueOrDefault(indicator ?? "") is { } totalled && totalled.Breakdown.All(d => d.Id != over))
            map.Fault(map.PlaceOf("over"), "unknown-dimension", $"{indicator} n’a pas de dimension « {over} »", $"{indicator} has no dimension “{over}”");
        if (rule == "total" && indicators.GetValueOrDefault(indicator ?? "") is { Aggregate: Aggregation.Mean })
            map.Fault(map.PlaceOf("total"), "total", $"{indicator} est une moyenne : ses parts ne s’additionnent pas", $"{indicator} is a mean: its parts do not add up");
        if (rule == "witness") check = Witness(map, check);
        map.Done();
        return check;
    }

    private static CheckRule Witness(YamlMap map, CheckRule check)
    {
        if (!TerritoryId.TryParse(map.Required("territory"), out var territory) && map.Has("territory"))
            map.Fault(map.PlaceOf("territory"), "bad-territory", "un territoire s’écrit niveau:code, par exemple region:32", "a territory is written level:code, for example region:32");
        if (!Period.TryParse(map.Required("period"), out var period) && map.Has("period"))
            map.Fault(map.PlaceOf("period"), "bad-period", "la période est une année, un mois ou un jour", "the period is a year, a month or a day");
        return check with
        {
            Territory = territory,
            Period = period,
            Breakdown = map.String("breakdown") ?? "",
            Value = map.Double("value", required: true) ?? double.NaN,
        };
    }
}
