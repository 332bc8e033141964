using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Shared.Wording;

namespace Terril.Observatory.Sheets;

/// <summary>Who the figures of a sheet come from: how many files, the last of them when a day is said.</summary>
public sealed record Producer(string Name, int Files, DateOnly? Last)
{
    /// <summary>The last published first.</summary>
    public static IReadOnlyList<Producer> Of(Release release, Words words, IEnumerable<Indicator> indicators)
    {
        var phrases = Phrasebook.Of(release, words);
        // An edition is one object in a release.
        var editions = new HashSet<Edition>(ReferenceEqualityComparer.Instance);
        foreach (var indicator in indicators) editions.UnionWith(release.EditionsOf(indicator.Id));
        return
        [
            .. editions.OrderByDescending(e => e.Published).ThenBy(e => e.Path, StringComparer.Ordinal)
                .GroupBy(e => phrases.Publisher(e.Source)).Select(files => new Producer(files.Key, files.Count(), files.First().Published)),
        ];
    }
}
