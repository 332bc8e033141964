using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>The territories a release shows: those of the scope, every EPCI that touches it, what contains it, and all that the site adds.</summary>
public static class Scope
{
    /// <summary>Finds them.</summary>
    /// <param name="site">Its scope.</param>
    /// <param name="geography">Any vintage.</param>
    /// <returns>Level → indexes shown, ascending.</returns>
    /// <exception cref="FaultyInputException">A code of the scope is not one of the vintage.</exception>
    public static IReadOnlyDictionary<string, int[]> Of(Site site, Geography geography)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(geography);
        foreach (var code in site.ScopeCodes)
            if (geography.Find(new TerritoryId(site.ScopeLevel, code)) is null)
                throw new FaultyInputException("unknown-code", new Place("site.yaml"), $"« {code} » n’est pas un code de {site.ScopeLevel} en {geography.Vintage}", $"“{code}” is no code of {site.ScopeLevel} in {geography.Vintage}");
        if (site.ScopeCodes.Count == 0)
            return geography.Levels.ToDictionary(level => level, level => Enumerable.Range(0, geography.At(level).Count).ToArray());

        var scope = site.ScopeCodes.Select(code => geography.Find(new TerritoryId(site.ScopeLevel, code))!.Index).ToHashSet();
        var parents = geography.Parents(Level.Commune, site.ScopeLevel).ToArray();
        var communes = Enumerable.Range(0, parents.Length).Where(i => scope.Contains(parents[i])).ToArray();
        var shown = new Dictionary<string, int[]> { [Level.Commune] = communes };
        foreach (var level in Level.Official.Skip(1))
        {
            var above = geography.Parents(Level.Commune, level).ToArray();
            shown[level] = [.. communes.Select(i => above[i]).Where(i => i >= 0).Distinct().Order()];
        }
        foreach (var level in geography.Levels.Except(Level.Official))
            shown[level] = [.. Enumerable.Range(0, geography.At(level).Count)];
        return shown;
    }
}
