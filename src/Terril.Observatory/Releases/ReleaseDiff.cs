using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>Why a value changed.</summary>
public enum ChangeCause
{
    /// <summary>The producer's file changed.</summary>
    Revision,

    /// <summary>Our recipe or the engine changed.</summary>
    Method,

    /// <summary>The vintage of territories changed.</summary>
    Territories,

    /// <summary>A period, an indicator or a territory that was not there.</summary>
    New,

    /// <summary>No longer published.</summary>
    Withdrawn,
}

/// <summary>One value that differs between two releases.</summary>
/// <param name="Key">What, where, when.</param>
/// <param name="Before">NaN when there was none.</param>
/// <param name="StatusBefore"><see cref="Status.None"/> when nothing was said.</param>
/// <param name="After">NaN when there is none.</param>
/// <param name="StatusAfter"><see cref="Status.None"/> when nothing is said.</param>
/// <param name="Cause">Why.</param>
public sealed record Change(FigureKey Key, double Before, Status StatusBefore, double After, Status StatusAfter, ChangeCause Cause);

/// <summary>What changed from one release to another.</summary>
public static class ReleaseDiff
{
    /// <summary>Every changed value with its cause, sorted like an export. Identical releases give none.</summary>
    public static IReadOnlyList<Change> Between(Release before, Release after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Id == after.Id) return [];
        var changes = new List<Change>();
        var old = before.Figures().ToDictionary(f => f.Key);
        var causes = new Dictionary<string, ChangeCause>(StringComparer.Ordinal);
        foreach (var figure in after.Figures())
        {
            if (!old.Remove(figure.Key, out var was))
                changes.Add(new Change(figure.Key, double.NaN, Status.None, figure.Value, figure.Status, Moved(before, figure.Key.Territory) ? ChangeCause.Territories : ChangeCause.New));
            else if (!was.Value.Equals(figure.Value) || was.Status != figure.Status)
                changes.Add(new Change(figure.Key, was.Value, was.Status, figure.Value, figure.Status, Cause(before, after, figure.Key.Indicator, causes)));
        }
        foreach (var was in old.Values)
            changes.Add(new Change(was.Key, was.Value, was.Status, double.NaN, Status.None, Moved(after, was.Key.Territory) ? ChangeCause.Territories : ChangeCause.Withdrawn));
        return [.. changes.OrderBy(c => c.Key.Indicator, StringComparer.Ordinal).ThenBy(c => c.Key.Breakdown, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Territory.Level, StringComparer.Ordinal).ThenBy(c => c.Key.Territory.Code, StringComparer.Ordinal).ThenBy(c => c.Key.Period.ToString(), StringComparer.Ordinal)];

        bool Moved(Release other, TerritoryId territory) => before.Site.Vintage != after.Site.Vintage && other.Find(territory) is null;
    }

    private static ChangeCause Cause(Release before, Release after, string indicator, Dictionary<string, ChangeCause> known)
    {
        if (known.TryGetValue(indicator, out var cause)) return cause;
        cause = !Files(before).SetEquals(Files(after)) ? ChangeCause.Revision
            : before.Site.Vintage != after.Site.Vintage || before.Manifest.Lists != after.Manifest.Lists ? ChangeCause.Territories
            : ChangeCause.Method;
        return known[indicator] = cause;

        HashSet<string> Files(Release release) => [.. release.EditionsOf(indicator).Select(e => e.Sha256)];
    }
}
