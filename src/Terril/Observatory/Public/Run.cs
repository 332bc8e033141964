using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Public;

/// <summary>Values that a line may join: those of one edition, those we computed, and the legal populations, one list a year by law.</summary>
public sealed record Run(IReadOnlyList<Figure> Figures)
{
    public Figure First => Figures[0];

    public Figure Last => Figures[^1];

    /// <summary>The runs of what has a number in a series, in order of time.</summary>
    public static IReadOnlyList<Run> Of(IReadOnlyList<Figure> series)
    {
        if (IsOne(series)) return [new(series)];
        var runs = new List<List<Figure>>();
        foreach (var figure in series)
        {
            if (!figure.HasValue) continue;
            if (runs.Count > 0 && Join(runs[^1][^1].Edition, figure.Edition)) runs[^1].Add(figure);
            else runs.Add([figure]);
        }
        return [.. runs.Select(figures => new Run(figures))];
    }

    // Most series are, and need not be copied.
    private static bool IsOne(IReadOnlyList<Figure> series)
    {
        for (var i = 0; i < series.Count; i++)
            if (!series[i].HasValue || (i > 0 && !Join(series[i - 1].Edition, series[i].Edition))) return false;
        return series.Count > 0;
    }

    private static bool Join(Edition? one, Edition? next) => (one, next) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ when one.Path == next.Path => true,
        _ => one.Source == OfficialSource.Id && next.Source == OfficialSource.Id,
    };
}
