using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Sheets;

/// <summary>A figure that a territory lacks, why, and the nearest one that exists.</summary>
public sealed record MissingFigure(string Name, string Address, string Why, string Nearest);

/// <summary>What a sheet cannot say. Holes are never filled with the mean of a wider territory: that value is given as such.</summary>
public sealed class Missing(Words T, Links links)
{
    public IReadOnlyList<MissingFigure> Of(Release release, Territory territory)
    {
        var (above, phrases, missing) = (release.Geography.Above(territory), Phrasebook.Of(release, T), new List<MissingFigure>());
        foreach (var indicator in release.Site.Indicators)
        {
            var latest = release.Latest(indicator.Id, "", territory.Id);
            if (latest is { Status: not (Status.Unavailable or Status.None) } || Nearest(phrases, indicator, above) is not { } nearest) continue;
            var absence = phrases.Absence(indicator);
            missing.Add(new(absence.Name, links.Indicator(indicator), latest is null ? Why(absence, territory) : T["annoncé par la source, sans valeur", "announced by the source, without a value"], nearest));
        }
        return missing;
    }

    private string Why(Absence absence, Territory territory) => absence.Levels.Contains(territory.Level)
        ? T["la source ne dit rien de ce territoire", "the source says nothing of this territory"]
        : absence.Why;

    private static string? Nearest(Phrasebook phrases, Indicator indicator, IReadOnlyList<Territory> above)
    {
        foreach (var upper in above)
            if (phrases.Latest(indicator, upper) is { } said) return said;
        return null;
    }
}
