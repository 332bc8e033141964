using System.Text.RegularExpressions;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Recipes;

/// <summary>Reads <c>indicators/*.yaml</c>.</summary>
internal static partial class IndicatorReader
{
    // An indicator is a file of a release, « cubes/ID.cube », on any system.
    private const int LongestId = 100;

    public static Indicator Read(YamlMap map)
    {
        var id = map.Required("id");
        if (id.Length > 0 && !Id().IsMatch(id))
            map.Fault(map.PlaceOf("id"), "bad-id", $"« {id} » : un identifiant s’écrit en minuscules, chiffres, points et traits d’union", $"“{id}”: an id is written in lower case, digits, dots and hyphens");
        else if (id.Length > LongestId || Device().IsMatch(id))
            map.Fault(map.PlaceOf("id"), "bad-id", $"« {id} » ne peut nommer un fichier partout : un identifiant a {LongestId} signes au plus et ne commence pas par le nom d’un périphérique (con, nul, com1…)", $"“{id}” cannot name a file everywhere: an id has {LongestId} signs at most and does not begin with the name of a device (con, nul, com1…)");
        var name = map.Text("name", required: true);
        var kind = map.Enum("kind", IndicatorKind.Flow);
        var indicator = new Indicator
        {
            Id = id,
            Name = name,
            Short = map.Has("short") ? map.Text("short") : name,
            Definition = map.Text("definition"),
            Note = map.Text("note"),
            Theme = map.String("theme") ?? "",
            Unit = map.Required("unit"),
            Kind = kind,
            Aggregate = map.Enum("aggregate", kind is IndicatorKind.Flow or IndicatorKind.Stock ? Aggregation.Sum : Aggregation.None),
            Ratio = Ratio(map.Map("ratio")),
            Weight = map.String("weight"),
            Breakdown = Dimensions(map.Map("breakdown")),
            Direction = map.Enum("direction", Direction.None),
            Decimals = map.Int("decimals"),
            Floor = map.Double("floor"),
        };
        Check(map, indicator);
        map.Done();
        return indicator;
    }

    private static void Check(YamlMap map, Indicator indicator)
    {
        foreach (var (words, language) in new[] { (indicator.Definition.Fr, "fr"), (indicator.Definition.En, "en") })
            if (words is not null && words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 50)
                map.Fault(map.PlaceOf("definition"), "long-definition", $"définition ({language}) de plus de 50 mots", $"definition ({language}) of more than 50 words");
        if (indicator.Aggregate == Aggregation.Ratio && indicator.Ratio is null)
            map.Fault(map.Place, "missing-key", "« aggregate: ratio » demande « ratio: { numerator, denominator } »", "“aggregate: ratio” needs “ratio: { numerator, denominator }”");
        if (indicator.Aggregate != Aggregation.Ratio && indicator.Ratio is not null)
            map.Fault(map.PlaceOf("ratio"), "unused-key", "« ratio » ne sert qu’avec « aggregate: ratio »", "“ratio” only serves with “aggregate: ratio”");
        if (indicator.Aggregate == Aggregation.Mean && indicator.Weight is null)
            map.Fault(map.Place, "missing-key", "« aggregate: mean » demande « weight » : l’indicateur qui pondère", "“aggregate: mean” needs “weight”: the indicator that weights");
    }

    private static RatioRule? Ratio(YamlMap? map)
    {
        if (map is null) return null;
        var rule = new RatioRule(map.Required("numerator"), map.Required("denominator"), map.Double("factor") ?? 1, map.Int("within") ?? 0);
        if (rule.Within is < 0 or > 50) map.Fault(map.PlaceOf("within"), "out-of-range", "« within » va de 0 à 50 ans", "“within” goes from 0 to 50 years");
        map.Done();
        return rule;
    }

    private static List<Dimension> Dimensions(YamlMap? map)
    {
        var dimensions = new List<Dimension>();
        foreach (var id in map?.Keys ?? [])
        {
            var codes = map!.Strings(id) ?? [];
            if (codes.Count == 0) map.Fault(map.PlaceOf(id), "empty-list", $"la dimension « {id} » n’a aucun code", $"dimension “{id}” has no code");
            foreach (var code in codes.Where(c => !Code().IsMatch(c)))
                map.Fault(map.PlaceOf(id), "bad-code", $"« {code} » : un code s’écrit en lettres, chiffres, points et traits d’union", $"“{code}”: a code is written in letters, digits, dots and hyphens");
            if (codes.Distinct().Count() != codes.Count) map.Fault(map.PlaceOf(id), "duplicate-key", $"la dimension « {id} » répète un code", $"dimension “{id}” repeats a code");
            dimensions.Add(new Dimension(id, codes));
        }
        if (dimensions.Count > 4) map!.Fault(map.Place, "too-many", "quatre dimensions au plus", "four dimensions at most");
        return dimensions;
    }

    [GeneratedRegex(@"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Device();

    [GeneratedRegex(@"^[a-z0-9]+([.-][a-z0-9]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[\p{L}0-9._+-]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
