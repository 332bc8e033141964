using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>A figure against those of the territories that contain it, at the same period.</summary>
public sealed class Comparison(Words T, Release release, Indicator indicator)
{
    /// <summary>For a quantity, its share of the widest territory; for a ratio, the same ratio above.</summary>
    public string Say(Territory territory, Figure figure)
    {
        var above = Above(territory, figure);
        if (!figure.HasValue || above.Count == 0) return "";
        if (indicator.Aggregate != Aggregation.Sum)
            return string.Join(T[" ; ", "; "], above.Select(a => T[$"{a.Territory.Name} : {T.Bare(indicator, a.Figure)}", $"{a.Territory.Name}: {T.Bare(indicator, a.Figure)}"]));

        var (widest, whole) = above[^1];
        if (whole.Value <= 0 || figure.Status == Status.Partial || whole.Status == Status.Partial) return "";
        var share = figure.Value / whole.Value;
        var said = T.Share(share, share < 0.001 ? 3 : share < 0.01 ? 2 : 1);
        return T[$"{said} du total {widest.Name}", $"{said} of the total, {widest.Name}"];
    }

    /// <summary>The figures above, from the nearest territory to the widest.</summary>
    public IReadOnlyList<(Territory Territory, Figure Figure)> Above(Territory territory, Figure figure)
    {
        var above = new List<(Territory, Figure)>();
        foreach (var upper in release.Geography.Above(territory))
        {
            if (upper.Level == Level.Country && territory != release.Whole()) continue;
            if (release.Find(figure.Key with { Territory = upper.Id }) is { HasValue: true } found) above.Add((upper, found));
        }
        return above;
    }
}
