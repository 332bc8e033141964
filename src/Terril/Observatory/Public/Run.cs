using Terril.Observatory.Releases;

namespace Terril.Observatory.Public;

/// <summary>Values that a line may join: of one producer, and of editions that do not dispute a year to one another.</summary>
public sealed record Run(IReadOnlyList<Figure> Figures)
{
    public Figure First => Figures[0];

    public Figure Last => Figures[^1];

    /// <summary>The runs of what has a number in a series, in order of time.</summary>
    public static IReadOnlyList<Run> Of(IEnumerable<Figure> series, IReadOnlyList<Superseded> superseded)
    {
        var disputed = superseded.Select(s => s.Edition.Path).ToHashSet(StringComparer.Ordinal);
        var runs = new List<List<Figure>>();
        foreach (var figure in series.Where(f => f.HasValue))
        {
            if (runs.Count > 0 && Join(runs[^1][^1].Edition, figure.Edition, disputed)) runs[^1].Add(figure);
            else runs.Add([figure]);
        }
        return [.. runs.Select(figures => new Run(figures))];
    }

    private static bool Join(Edition? one, Edition? next, HashSet<string> disputed) => (one, next) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ when one.Path == next.Path => true,
        _ => one.Source == next.Source && !disputed.Contains(one.Path) && !disputed.Contains(next.Path),
    };
}
