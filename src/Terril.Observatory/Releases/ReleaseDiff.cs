using Terril.Observatory.Indicators;

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
        foreach (var indicator in before.Manifest.Cubes.Keys.Union(after.Manifest.Cubes.Keys).Order(StringComparer.Ordinal))
        {
            // The same bytes say the same of the same territories.
            if (CubeOf(before, indicator) is { } cube && cube == CubeOf(after, indicator)) continue;
            var cause = new Lazy<ChangeCause>(() => Cause(before, after, indicator));
            foreach (var (was, now) in Paired(before.Figures(indicator), after.Figures(indicator)))
            {
                if (was is null) changes.Add(new Change(now!.Value.Key, double.NaN, Status.None, now.Value.Value, now.Value.Status, Moved(before, now.Value) ? ChangeCause.Territories : ChangeCause.New));
                else if (now is null) changes.Add(new Change(was.Value.Key, was.Value.Value, was.Value.Status, double.NaN, Status.None, Moved(after, was.Value) ? ChangeCause.Territories : ChangeCause.Withdrawn));
                else if (!was.Value.Value.Equals(now.Value.Value) || was.Value.Status != now.Value.Status)
                    changes.Add(new Change(now.Value.Key, was.Value.Value, was.Value.Status, now.Value.Value, now.Value.Status, cause.Value));
            }
        }
        return changes;

        bool Moved(Release other, Figure figure) => before.Site.Vintage != after.Site.Vintage && other.Find(figure.Key.Territory) is null;
    }

    private static string? CubeOf(Release release, string indicator) => release.Manifest.Files.GetValueOrDefault(Cube.NameOf(indicator));

    // Both come in the same order: each is read once and none is kept.
    private static IEnumerable<(Figure? Before, Figure? After)> Paired(IEnumerable<Figure> before, IEnumerable<Figure> after)
    {
        using var one = before.GetEnumerator();
        using var other = after.GetEnumerator();
        var (hasOne, hasOther) = (one.MoveNext(), other.MoveNext());
        while (hasOne || hasOther)
        {
            var order = !hasOne ? 1 : !hasOther ? -1 : Order(one.Current.Key, other.Current.Key);
            yield return (order <= 0 ? one.Current : null, order >= 0 ? other.Current : null);
            if (order <= 0) hasOne = one.MoveNext();
            if (order >= 0) hasOther = other.MoveNext();
        }
    }

    private static int Order(FigureKey one, FigureKey other)
    {
        var order = string.CompareOrdinal(one.Breakdown, other.Breakdown);
        if (order == 0) order = string.CompareOrdinal(one.Territory.Level, other.Territory.Level);
        if (order == 0) order = string.CompareOrdinal(one.Territory.Code, other.Territory.Code);
        return order == 0 ? one.Period.CompareTo(other.Period) : order;
    }

    private static ChangeCause Cause(Release before, Release after, string indicator)
    {
        return !Files(before).SetEquals(Files(after)) ? ChangeCause.Revision
            : before.Site.Vintage != after.Site.Vintage || before.Manifest.Lists != after.Manifest.Lists ? ChangeCause.Territories
            : ChangeCause.Method;

        HashSet<string> Files(Release release) => [.. release.EditionsOf(indicator).Select(e => e.Sha256)];
    }
}
