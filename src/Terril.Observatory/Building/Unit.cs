using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;

namespace Terril.Observatory.Building;

/// <summary>Indicators that are built together, since they share sources, or need each other.</summary>
/// <param name="Sources">Those that give them, in the order of the site.</param>
/// <param name="Indicators">In the order of the site.</param>
internal sealed record Unit(IReadOnlyList<Source> Sources, IReadOnlyList<Indicator> Indicators)
{
    /// <summary>The indicators of other units that these are computed from.</summary>
    public IReadOnlyList<Indicator> Needs { get; private init; } = [];

    /// <summary>The units of a site, each after those it needs.</summary>
    public static IReadOnlyList<Unit> Of(Site site)
    {
        var group = site.Indicators.ToDictionary(i => i.Id, i => i.Id, StringComparer.Ordinal);
        void Join(string one, string other)
        {
            var (from, to) = (group[one], group[other]);
            foreach (var id in group.Keys.Where(id => group[id] == from).ToList()) group[id] = to;
        }
        foreach (var given in site.Sources.Select(Given))
            foreach (var other in given.Skip(1)) Join(other, given[0]);
        while (Circle(site, group) is { } circle) Join(circle.One, circle.Other);

        var ordered = new List<string>();
        void Visit(string id)
        {
            if (ordered.Contains(id)) return;
            foreach (var need in NeedsOf(site, group, id)) Visit(group[need.Id]);
            ordered.Add(id);
        }
        foreach (var indicator in site.Indicators) Visit(group[indicator.Id]);
        return [.. ordered.Select(id => new Unit([.. site.Sources.Where(s => Given(s).Exists(g => group[g] == id))], [.. site.Indicators.Where(i => group[i.Id] == id)]) { Needs = NeedsOf(site, group, id) })];
    }

    private static List<string> Given(Source source) => [.. source.Files.SelectMany(f => f.Values).Select(v => v.Indicator).Distinct()];

    private static List<Indicator> NeedsOf(Site site, Dictionary<string, string> group, string id) =>
        [.. site.Indicators.Where(i => group[i.Id] == id).SelectMany(Inputs).Distinct().Where(input => group[input] != id).Select(input => site.Indicator(input)!)];

    private static IEnumerable<string> Inputs(Indicator indicator) => new[] { indicator.Ratio?.Numerator, indicator.Ratio?.Denominator, indicator.Weight }.OfType<string>();

    // Two groups that need each other, directly or not.
    private static (string One, string Other)? Circle(Site site, Dictionary<string, string> group)
    {
        var needs = group.Values.Distinct().ToDictionary(id => id, id => NeedsOf(site, group, id).Select(i => group[i.Id]).ToHashSet());
        foreach (var (one, other) in needs.SelectMany(n => n.Value.Select(other => (n.Key, other))))
            if (Reaches(other, one)) return (one, other);
        return null;

        bool Reaches(string from, string to)
        {
            var (seen, waiting) = (new HashSet<string>(), new Stack<string>([from]));
            while (waiting.TryPop(out var next))
            {
                if (next == to) return true;
                if (!seen.Add(next)) continue;
                foreach (var further in needs[next]) waiting.Push(further);
            }
            return false;
        }
    }
}
