using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Search;

namespace Terril.Observatory.Public;

/// <summary>Puts the territories and indicators of the release in force in the search box.</summary>
public sealed class WriteSearchEntries(Releases published, SearchIndex index)
{
    private const string Owner = "observatory";

    /// <summary>Nothing to do when they are already there.</summary>
    /// <returns>Whether there was something to do.</returns>
    public async Task<bool> Run(CancellationToken stop)
    {
        if (published.At(null) is not { } release || await index.IsCurrent(Owner, release.Id, stop)) return false;
        await index.Replace(Owner, release.Id, Territories(release).Concat(Former(release)).Concat(Indicators(release)), stop);
        return true;
    }

    private static IEnumerable<SearchEntry> Territories(Release release) => release.Geography.Levels.SelectMany(release.Shown).Select(territory =>
        new SearchEntry(territory.Level, Addresses.PathOf(territory), Text.Same(territory.Name), Detail(release, territory))
        {
            Weight = territory.Population ?? 0,
            AlsoFoundBy = territory.Postcodes.Append(territory.Code),
        });

    /// <summary>Other names that lead to a commune of today: delegated, associated, of an older list.</summary>
    private IEnumerable<SearchEntry> Former(Release release)
    {
        var communes = release.Geography.At(Level.Commune);
        foreach (var former in published.Lists.FormerNames(release.Site.Vintage))
        {
            var heir = communes[former.Commune];
            if (release.Find(heir.Id) is null) continue;
            var path = release.Geography.Find(new TerritoryId(Level.Commune, former.Code)) is null ? $"/territoires/{Level.Commune}/{former.Code}" : Addresses.PathOf(heir);
            yield return new(Level.Commune, path, Text.Same(former.Name), new Text($"Ancien nom, aujourd’hui {heir.Name}", $"Former name, today {heir.Name}"))
            {
                IsAlias = true,
                Weight = heir.Population ?? 0,
                AlsoFoundBy = [former.Code],
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
