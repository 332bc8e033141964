using Terril.Observatory.Releases;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>Who says what an indicator is made of.</summary>
public static class Provenance
{
    /// <summary>« Sources : Odema (06/11/2025) ; ADEME »: the producers of these figures, with the day of each edition.</summary>
    public static string Cited(this Release release, Words words, string indicator, IEnumerable<Figure> figures)
    {
        var phrases = Phrasebook.Of(release, words);
        // An edition is one object in a release.
        var editions = new HashSet<Edition>(ReferenceEqualityComparer.Instance);
        foreach (var figure in figures)
            if (figure.Edition is { } edition) editions.Add(edition);
        if (editions.Count == 1) return phrases.Cited(editions.First());
        return Cited(release, words, indicator, editions, phrases);
    }

    /// <summary>The same of one edition, for a book that says it once.</summary>
    internal static string Cited(this Edition edition, Words words, string publisher) => Sources(words, [WithDates(words, publisher, [edition])]);

    private static string Cited(Release release, Words words, string indicator, HashSet<Edition> editions, Phrasebook phrases)
    {
        var said = editions.Count > 0
            ? editions.GroupBy(e => phrases.Publisher(e.Source)).Select(g => WithDates(words, g.Key, g))
            : release.SourcesOf(indicator).Select(s => s.Publisher).Distinct(StringComparer.Ordinal).Select(p => words[$"{p} (calculé)", $"{p} (computed)"]);
        return Sources(words, [.. said]);
    }

    private static string Sources(Words words, IReadOnlyList<string> all) =>
        words[$"{(all.Count > 1 ? "Sources" : "Source")} : {string.Join(" ; ", all)}.", $"{(all.Count > 1 ? "Sources" : "Source")}: {string.Join("; ", all)}."];

    public static string Publisher(this Release release, string source) =>
        release.Site.Sources.FirstOrDefault(s => s.Id == source)?.Publisher ?? source;

    private static string WithDates(Words words, string publisher, IEnumerable<Edition> editions)
    {
        var days = editions.Select(e => e.Published).OfType<DateOnly>().Distinct().OrderDescending().Select(words.ShortDate).ToList();
        return days.Count is 0 or > 4 ? publisher : $"{publisher} ({words.List(days)})";
    }
}
