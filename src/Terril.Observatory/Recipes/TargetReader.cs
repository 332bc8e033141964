using System.Globalization;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Recipes;

/// <summary>Reads <c>targets/*.yaml</c>.</summary>
internal static class TargetReader
{
    public static Target Read(YamlMap map)
    {
        var start = map.Map("base", required: true);
        var goal = map.Map("goal", required: true);
        var source = map.Map("source", required: true);
        var (shape, steps) = Path(map);
        if (!TerritoryId.TryParse(map.Required("territory"), out var territory) && map.Has("territory"))
            map.Fault(map.PlaceOf("territory"), "bad-territory", "un territoire s’écrit niveau:code, par exemple region:32", "a territory is written level:code, for example region:32");
        var unit = start?.String("unit") ?? goal?.String("unit");
        var target = new Target
        {
            Id = map.Required("id"),
            Indicator = map.Required("indicator"),
            Territory = territory,
            BaseYear = start?.Int("year", required: true) ?? 0,
            BaseValue = start?.Double("value"),
            Unit = unit,
            GoalYear = goal?.Int("year", required: true) ?? 0,
            GoalValue = goal?.Double("value"),
            GoalChange = Change(goal),
            Path = shape,
            Steps = steps,
            Perimeter = map.Text("perimeter"),
            Note = map.Text("note"),
            SourceTitle = source?.Required("title") ?? "",
            SourceAddress = source?.String("address"),
            Place = map.Place,
        };
        _ = goal?.String("unit");
        if (goal is not null && goal.Has("value") == goal.Has("change"))
            goal.Fault(goal.Place, "goal", "le but est une valeur (« value ») ou une évolution (« change »), l’une des deux", "the goal is a value or a change, one of the two");
        if (target.Steps.Any(s => s.Year <= target.BaseYear || s.Year >= target.GoalYear) || target.Steps.Select(s => s.Year).Distinct().Count() < target.Steps.Count)
            map.Fault(map.PlaceOf("path"), "steps", "les années de « steps » se suivent entre la base et le but, une fois chacune", "the years of “steps” follow each other between base and goal, once each");
        if (target.GoalYear <= target.BaseYear && target.GoalYear != 0)
            map.Fault(map.PlaceOf("goal"), "goal", "l’année du but doit suivre celle de la base", "the year of the goal must follow that of the base");
        foreach (var part in new[] { start, goal, source, map }) part?.Done();
        return target;
    }

    private static double? Change(YamlMap? goal)
    {
        var text = goal?.String("change");
        if (text is null) return null;
        var bare = text.Where(c => c != '%' && !char.IsWhiteSpace(c)).Select(c => c switch { '\u2212' => '-', ',' => '.', _ => c });
        if (text.Contains('%', StringComparison.Ordinal) && double.TryParse([.. bare], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)) return percent / 100;
        goal!.Fault(goal.PlaceOf("change"), "not-a-number", $"« {text} » : une évolution s’écrit en pour cent, par exemple -40 %", $"“{text}”: a change is written in per cent, for example -40 %");
        return null;
    }

    private static (PathShape, IReadOnlyList<Step>) Path(YamlMap map)
    {
        if (map.MapsAmong("path") is not [var path]) return (map.Enum("path", PathShape.Linear), []);
        var steps = new List<Step>();
        foreach (var step in path.Maps("steps", required: true))
        {
            steps.Add(new Step(step.Int("year", required: true) ?? 0, step.Double("value", required: true) ?? double.NaN));
            step.Done();
        }
        path.Done();
        return (PathShape.Steps, [.. steps.OrderBy(s => s.Year)]);
    }
}
