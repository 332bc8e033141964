using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Public;

/// <summary>What a release is of.</summary>
public static class Scope
{
    /// <summary>The territory that the site describes: the first of its scope, or the country.</summary>
    public static Territory Whole(this Release release) =>
        release.Site.ScopeCodes is [var code, ..] && release.Geography.Find(new(release.Site.ScopeLevel, code)) is { } whole
            ? whole
            : release.Geography.At(Level.Country)[0];

    /// <summary>The indicators that the site puts first, for a level where it tells levels apart.</summary>
    public static IReadOnlyList<Indicator> KeyIndicators(this Release release, string? level = null) =>
        [.. (level is not null && release.Site.KeyIndicatorsByLevel.TryGetValue(level, out var own) ? own : release.Site.KeyIndicators).Select(release.Site.Indicator).OfType<Indicator>()];

    /// <summary>The indicators of a theme, in the order of the site.</summary>
    public static IReadOnlyList<Indicator> Of(this Release release, string theme) => [.. release.Site.Indicators.Where(i => i.Theme == theme)];
}
