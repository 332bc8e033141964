using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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
    // What a department or a region says is said again on the sheet of each of its communes.
    private static readonly ConditionalWeakTable<Release, ConcurrentDictionary<(string Indicator, TerritoryId Of, string Language), string?>> s_said = [];

    public IReadOnlyList<MissingFigure> Of(Release release, Territory territory)
    {
        var above = release.Geography.Above(territory);
        return
        [
            .. release.Site.Indicators
                .Where(i => release.Latest(i.Id, "", territory.Id) is not { Status: not (Status.Unavailable or Status.None) })
                .Select(i => (Indicator: i, Nearest: Nearest(release, i, above)))
                .Where(p => p.Nearest is not null)
                .Select(p => new MissingFigure(T[p.Indicator.Short], links.Indicator(p.Indicator), Why(release, p.Indicator, territory), p.Nearest!)),
        ];
    }

    private string Why(Release release, Indicator indicator, Territory territory)
    {
        if (release.Latest(indicator.Id, "", territory.Id) is { Status: Status.Unavailable }) return T["annoncé par la source, sans valeur", "announced by the source, without a value"];
        var levels = release.Levels(indicator.Id);
        return levels.Contains(territory.Level)
            ? T["la source ne dit rien de ce territoire", "the source says nothing of this territory"]
            : T[$"publié seulement par {T.List([.. levels.Select(T.Level)])}", $"published only by {T.List([.. levels.Select(T.Level)])}"];
    }

    private string? Nearest(Release release, Indicator indicator, IReadOnlyList<Territory> above) =>
        above.Select(upper => Said(release, indicator, upper)).FirstOrDefault(said => said is not null);

    private string? Said(Release release, Indicator indicator, Territory upper) => upper.Level is Level.Commune or Level.Epci
        ? Say(release, indicator, upper)
        : s_said.GetOrCreateValue(release).GetOrAdd((indicator.Id, upper.Id, T.Language), static (_, asked) => asked.Missing.Say(asked.Release, asked.Indicator, asked.Upper),
            (Missing: this, Release: release, Indicator: indicator, Upper: upper));

    private string? Say(Release release, Indicator indicator, Territory upper) => release.Latest(indicator.Id, "", upper.Id) is { HasValue: true } figure
        ? T[$"{upper.Name} : {T.Full(indicator, figure)} en {T.Period(figure.Period)}", $"{upper.Name}: {T.Full(indicator, figure)} in {T.Period(figure.Period)}"]
        : null;
}
