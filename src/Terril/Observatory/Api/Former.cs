using Microsoft.AspNetCore.Http.HttpResults;
using Terril.Observatory.Territories;
using Terril.Shared.Api;

namespace Terril.Observatory.Api;

/// <summary>What became of a code that the release does not have.</summary>
internal static class Former
{
    /// <summary>The territories of today that a former code leads to, the largest first.</summary>
    public static IReadOnlyList<Territory> HeirsOf(ReleaseRead reading, TerritoryId id) =>
        [.. reading.Published.Lists.Successors(id, reading.Release.Site.Vintage).Where(t => reading.Release.Find(t.Id) is not null)];

    /// <summary>Says why there is no such territory: several heirs, outside of the observatory, or unknown.</summary>
    public static ProblemHttpResult Refuse(Asked asked, ReleaseRead reading, TerritoryId id)
    {
        var release = reading.Release;
        var (level, code) = (Problems.Quoted(id.Level), Problems.Quoted(id.Code));
        if (HeirsOf(reading, id) is { Count: > 0 } heirs)
            return Problems.Gone(asked.Context, new(
                $"Le code {level}:{code} n’existe plus en {release.Site.Vintage} ; son territoire est aujourd’hui dans {Names(heirs)}.",
                $"The code {level}:{code} no longer exists in {release.Site.Vintage}; its territory is today in {Names(heirs)}."), "successors", heirs.Select(TerritorySummary.Of).ToList());

        if (!release.Geography.Levels.Contains(id.Level))
            return Problems.NotFound(asked.Context, new(
                $"« {level} » n’est pas un niveau ; niveaux : {string.Join(", ", release.Geography.Levels)}.",
                $"“{level}” is no level; levels: {string.Join(", ", release.Geography.Levels)}."), Nearest.To(id.Level, release.Geography.Levels));

        if (release.Geography.Find(id) is { } elsewhere)
            return Problems.NotFound(asked.Context, new(
                $"{elsewhere.Name} ({level}:{code}) n’est pas dans le périmètre de cet observatoire.",
                $"{elsewhere.Name} ({level}:{code}) is outside the scope of this observatory."), []);

        var known = release.Shown(id.Level).Select(t => t.Code);
        return Problems.NotFound(asked.Context, new(
            $"Aucun territoire {level}:{code} en {release.Site.Vintage} ; cherchez par le nom : /api/v1/territories?q=…",
            $"No territory {level}:{code} in {release.Site.Vintage}; search by name: /api/v1/territories?q=…"), Nearest.To(id.Code, known));
    }

    private static string Names(IEnumerable<Territory> territories) => string.Join(", ", territories.Select(t => $"{t.Name} ({t.Id})"));
}
