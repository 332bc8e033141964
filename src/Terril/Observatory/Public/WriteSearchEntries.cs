using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Search;

namespace Terril.Observatory.Public;

/// <summary>Puts the territories and indicators of the release in force in the search box.</summary>
public sealed class WriteSearchEntries(Releases published, SearchIndex index)
{
    private const string Owner = "observatory";

    /// <summary>Nothing to do when they are already there.</summary>
    public async Task Run(CancellationToken stop)
    {
        if (published.At(null) is not { } release || await index.IsCurrent(Owner, release.Id, stop)) return;
        await index.Replace(Owner, release.Id, Territories(release).Concat(Former(release)).Concat(Indicators(release)), stop);
    }

    private static IEnumerable<SearchEntry> Territories(Release release) => release.Geography.Levels.SelectMany(release.Shown).Select(territory =>
        new SearchEntry(territory.Level, Addresses.PathOf(territory), Text.Same(territory.Name), Detail(release, territory))
        {
            Weight = territory.Population ?? 0,
            AlsoFoundBy = territory.Postcodes.Append(territory.Code),
        });

    /// <summary>Communes that merged since the oldest list at hand, under the name they had.</summary>
    private IEnumerable<SearchEntry> Former(Release release)
    {
        var seen = release.Shown(Level.Commune).Select(t => t.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var vintage in published.Lists.Vintages.Where(v => v != release.Site.Vintage).OrderDescending())
        foreach (var former in published.Lists.At(vintage).At(Level.Commune))
        {
            if (release.Geography.Find(former.Id) is not null || !seen.Add(former.Code)) continue;
            var heirs = published.Lists.Successors(former.Id, release.Site.Vintage).Where(t => release.Find(t.Id) is not null).ToList();
            if (heirs.Count == 0) continue;
            yield return new(Level.Commune, $"/territoires/{former.Level}/{former.Code}", Text.Same(former.Name), new Text(
                $"Ancienne commune, aujourd’hui {string.Join(", ", heirs.Select(t => t.Name))}",
                $"Former commune, today {string.Join(", ", heirs.Select(t => t.Name))}"))
            {
                IsAlias = true,
                Weight = former.Population ?? 0,
                AlsoFoundBy = former.Postcodes.Append(former.Code),
            };
        }
    }

    private static IEnumerable<SearchEntry> Indicators(Release release) => release.Site.Indicators.Select(indicator =>
        new SearchEntry("indicator", $"/indicateurs/{indicator.Id}", indicator.Name, Theme(release, indicator.Theme)) { AlsoFoundBy = [indicator.Id] });

    private static Text Theme(Release release, string theme) =>
        release.Site.Themes.FirstOrDefault(t => t.Id == theme)?.Name is { } name ? new($"Indicateur, {name.Fr}", $"Indicator, {name.En}") : new("Indicateur", "Indicator");

    private static Text Detail(Release release, Territory territory)
    {
        var within = release.Geography.Above(territory).Where(t => t.Level is Level.Epci or Level.Department).Select(t => t.Name).ToList();
        var (fr, en) = (new Shared.Wording.Words(Shared.Wording.Words.French), new Shared.Wording.Words(Shared.Wording.Words.English));
        string Say(Shared.Wording.Words words) => string.Join(", ", within.Prepend(words.Kind(territory)));
        return new(Say(fr), Say(en));
    }
}
