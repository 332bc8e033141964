using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Sheets;

/// <summary>A figure that a territory lacks, why, and the nearest one that exists.</summary>
public readonly record struct MissingFigure(string Name, string Address, string Why, string Nearest);

/// <summary>What a sheet cannot say. Holes are never filled with the mean of a wider territory: that value is given as such.</summary>
public sealed class Missing(Words T, Links links)
{
    public IReadOnlyList<MissingFigure> Of(Release release, Territory territory)
    {
        var phrases = Phrasebook.Of(release, T);
        var above = release.Geography.Above(territory).Select(phrases.Latest).ToArray();
        var missing = new List<MissingFigure>(phrases.Absences.Count);
        foreach (var absence in phrases.Absences)
        {
            var isPublished = absence.Levels.Contains(territory.Level);
            var latest = isPublished ? release.Latest(absence.Indicator.Id, "", territory.Id) : null;
            if (latest is { Status: not (Status.Unavailable or Status.None) } || Nearest(above, absence) is not { } nearest) continue;
            missing.Add(new(absence.Name, links.To(absence.Path), Why(absence, isPublished, latest is not null), nearest));
        }
        return missing;
    }

    private string Why(Absence absence, bool isPublished, bool isAnnounced) => (isPublished, isAnnounced) switch
    {
        (_, true) => T["annoncé par la source, sans valeur", "announced by the source, without a value"],
        (true, _) => T["la source ne dit rien de ce territoire", "the source says nothing of this territory"],
        _ => absence.Why,
    };

    private static string? Nearest(IReadOnlyList<string?>[] above, Absence absence)
    {
        foreach (var upper in above)
            if (upper[absence.Place] is { } said) return said;
        return null;
    }
}
