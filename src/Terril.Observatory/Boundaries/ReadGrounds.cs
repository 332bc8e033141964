using Terril.Observatory.Territories;

namespace Terril.Observatory.Boundaries;

/// <summary>Reads a file of boundaries and finds which property bears the codes of communes.</summary>
internal static class ReadGrounds
{
    /// <summary>The grounds, in the order of the file.</summary>
    /// <exception cref="FaultyInputException">The file cannot be read, or no property bears the codes.</exception>
    public static List<Ground> Run(BoundarySource source, OfficialLists lists, List<Finding> findings)
    {
        var name = Path.GetFileName(source.File);
        var features = GeoJson.Read(source.File);
        var property = source.Code ?? Find(features, lists) ?? throw BoundaryFaults.NoCode(name, Names(features));
        var grounds = new List<Ground>(features.Count);
        var without = new List<int>();
        foreach (var feature in features)
        {
            if (feature.Code(property) is { } code) grounds.Add(new(code, feature.Rings));
            else without.Add(feature.Number);
        }

        if (grounds.Count == 0) throw BoundaryFaults.UnknownProperty(name, property, Names(features));
        if (without.Count > 0) findings.Add(BoundaryFaults.Codeless(name, without));
        return grounds;
    }

    // A postcode looks like a code, but few postcodes are codes, and several communes share one.
    private static string? Find(List<Feature> features, OfficialLists lists)
    {
        var geographies = lists.Vintages.Reverse().Select(lists.At).ToList();
        return Names(features)
            .Select(property => (property, Known: features.Select(f => f.Code(property)).OfType<string>().Distinct().Count(IsKnown)))
            .Where(p => p.Known * 2 >= features.Count && p.Known > 0).OrderByDescending(p => p.Known).Select(p => p.property).FirstOrDefault();

        bool IsKnown(string code) => geographies.Exists(g => g.IndexOf(Level.Commune, code) >= 0 || g.CommuneOfFormer(code) >= 0);
    }

    private static IEnumerable<string> Names(List<Feature> features) => features.SelectMany(f => f.Properties.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
