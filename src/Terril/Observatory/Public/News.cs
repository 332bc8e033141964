using System.Collections.Concurrent;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>Something that changed in the figures.</summary>
/// <param name="On">The day it was published.</param>
/// <param name="Tone">Class of the tag: <c>lit</c>, <c>warn</c> or none.</param>
/// <param name="Tag">Publication, update or revision.</param>
/// <param name="Title">The figure, in one sentence.</param>
/// <param name="Detail">The rest.</param>
/// <param name="Address">Where to read it.</param>
public sealed record NewsItem(DateOnly On, string Tone, string Tag, string Title, string Detail, string Address);

/// <summary>What is new: editions that entered the release, and what changed from one release to the next.</summary>
public sealed class News(Words T, Links links, Releases published)
{
    private static readonly ConcurrentDictionary<(string, string), IReadOnlyList<Change>> s_changes = new();

    /// <summary>The latest first.</summary>
    public IReadOnlyList<NewsItem> Latest(Release release, Territory territory, int count)
    {
        var history = published.Store.History;
        var at = history.ToList().FindLastIndex(p => p.Release == release.Id);
        var changed = Enumerable.Range(1, Math.Max(0, at)).TakeLast(count).SelectMany(i => Changed(history[i - 1], history[i], territory));
        var editions = release.Editions.Where(e => e.Published is not null).OrderByDescending(e => e.Published).Select(e => Published(release, e, territory)).OfType<NewsItem>().Take(count);
        return [.. changed.Concat(editions).OrderByDescending(n => n.On).Take(count)];
    }

    /// <summary>From a release to the next, one item an indicator that changed.</summary>
    private IEnumerable<NewsItem> Changed(Publication from, Publication to, Territory territory)
    {
        var changes = s_changes.GetOrAdd((from.Release, to.Release), _ => Between(from, to));
        if (changes.Count == 0) yield break;
        var release = published.Store.Open(to.Release);
        // What is new is told with the edition that brought it.
        foreach (var group in changes.Where(c => c.Cause != ChangeCause.New).GroupBy(c => (c.Key.Indicator, c.Cause)))
        {
            if (release.Site.Indicator(group.Key.Indicator) is not { } indicator) continue;
            var told = group.OrderByDescending(c => c.Key.Territory == territory.Id).ThenBy(c => c.Key.Breakdown.Length).ThenByDescending(c => c.Key.Period).First();
            yield return Item(release, DateOnly.FromDateTime(to.At.UtcDateTime), indicator, told, group.Count());
        }
    }

    // A past release that cannot be read any more is a matter for « verify », not for whoever opens the site.
    private IReadOnlyList<Change> Between(Publication from, Publication to)
    {
        try
        {
            return ReleaseDiff.Between(published.Store.Open(from.Release), published.Store.Open(to.Release));
        }
        catch (FaultyInputException)
        {
            return [];
        }
    }

    private NewsItem Item(Release release, DateOnly on, Indicator indicator, Change change, int count)
    {
        var name = release.Geography.Find(change.Key.Territory)?.Name ?? change.Key.Territory.Code;
        var (before, after) = (Say(indicator, change.Before, change.StatusBefore), Say(indicator, change.After, change.StatusAfter));
        var title = change.Cause switch
        {
            ChangeCause.Withdrawn => T[$"{indicator.Short.Fr}, {name} : {T.Period(change.Key.Period)} n’est plus publié", $"{indicator.Short.En}, {name}: {T.Period(change.Key.Period)} is no longer published"],
            _ => T[$"{indicator.Short.Fr}, {name}, {T.Period(change.Key.Period)} : de {before} à {after}", $"{indicator.Short.En}, {name}, {T.Period(change.Key.Period)}: from {before} to {after}"],
        };
        return new(on, "warn", Cause(change.Cause), title,
            T.Count(count, "valeur concernée.", "valeurs concernées.", "value concerned.", "values concerned."),
            change.Cause == ChangeCause.Withdrawn ? links.Indicator(indicator) : links.Figure(change.Key));
    }

    /// <summary>An edition of a producer that says something of the territory, the revisions first.</summary>
    private NewsItem? Published(Release release, Edition edition, Territory territory)
    {
        var fed = release.Site.Sources.Where(s => s.Id == edition.Source).SelectMany(s => s.Files).Where(f => f.Path == edition.Path).SelectMany(f => f.Values).Select(v => v.Indicator).Distinct(StringComparer.Ordinal);
        foreach (var indicator in fed.Select(release.Site.Indicator).OfType<Indicator>().OrderByDescending(i => release.Site.KeyIndicators.Contains(i.Id)))
        {
            var said = release.Series(indicator.Id, "", territory.Id).Where(f => f.HasValue && f.Edition == edition).ToList();
            if (said.Count == 0) continue;
            var last = said[^1];
            var revised = release.Superseded(indicator.Id, "", territory.Id).LastOrDefault(s => s.Status.HasValue() && said.Exists(f => f.Period == s.Key.Period && f.Value != s.Value));
            var publisher = release.Publisher(edition.Source);
            return revised is null
                ? new(edition.Published!.Value, "lit", T["Publication", "Publication"], T[$"{indicator.Short.Fr} : {T.Full(indicator, last)} en {T.Period(last.Period)}", $"{indicator.Short.En}: {T.Full(indicator, last)} in {T.Period(last.Period)}"], publisher, links.Figure(last.Key))
                : Revised(edition, indicator, publisher, said.First(f => f.Period == revised.Key.Period), revised);
        }
        return null;
    }

    private NewsItem Revised(Edition edition, Indicator indicator, string publisher, Figure now, Superseded was)
    {
        var before = Say(indicator, was.Value, was.Status);
        return new(edition.Published!.Value, "warn", T["Révision", "Revision"],
            T[$"{indicator.Short.Fr} : {T.Period(now.Period)} passe de {before} à {T.Full(indicator, now)}", $"{indicator.Short.En}: {T.Period(now.Period)} goes from {before} to {T.Full(indicator, now)}"],
            T[$"{publisher}. Les deux éditions restent lisibles.", $"{publisher}. Both editions can still be read."], links.Figure(now.Key));
    }

    private string Say(Indicator indicator, double value, Status status) =>
        status.HasValue() ? T.Value(value, indicator.Unit, indicator.Decimals(value)) : T.Status(status);

    private string Cause(ChangeCause cause) => cause switch
    {
        ChangeCause.Revision => T["Révision", "Revision"],
        ChangeCause.Method => T["Méthode", "Method"],
        ChangeCause.Territories => T["Territoires", "Territories"],
        _ => T["Retrait", "Withdrawal"],
    };
}
