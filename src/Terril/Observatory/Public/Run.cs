using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Public;

/// <summary>Values that a line may join: those of one edition, those we computed, and the legal populations, one list a year by law.</summary>
public sealed record Run(IReadOnlyList<Figure> Figures)
{
    public Figure First => Figures[0];

    public Figure Last => Figures[^1];

    /// <summary>The runs of what has a number in a series, in order of time.</summary>
    public static IReadOnlyList<Run> Of(IEnumerable<Figure> series)
    {
        var runs = new List<List<Figure>>();
        foreach (var figure in series)
        {
            if (!figure.HasValue) continue;
            if (runs.Count > 0 && Join(runs[^1][^1].Edition, figure.Edition)) runs[^1].Add(figure);
            else runs.Add([figure]);
        }
        return [.. runs.Select(figures => new Run(figures))];
    }

    private static bool Join(Edition? one, Edition? next) => (one, next) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ when one.Path == next.Path => true,
        _ => one.Source == OfficialSource.Id && next.Source == OfficialSource.Id,
    };
}
