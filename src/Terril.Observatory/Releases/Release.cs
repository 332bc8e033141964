using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>Everything computed from a set of snapshots and recipes: immutable, content-addressed. Safe to share between threads.</summary>
public sealed partial class Release
{
    /// <summary>First 16 hexadecimal digits of the SHA-256 of its manifest.</summary>
    public string Id => throw new NotImplementedException();

    /// <summary>The observatory as it was described: names, indicators, sources, targets.</summary>
    public Site Site => throw new NotImplementedException();

    /// <summary>The geography it is published in.</summary>
    public Geography Geography => throw new NotImplementedException();

    /// <summary>The files it was made from.</summary>
    public IReadOnlyList<Edition> Editions => throw new NotImplementedException();

    /// <summary>What the checks found: notes and warnings.</summary>
    public IReadOnlyList<Finding> Findings => throw new NotImplementedException();

    /// <summary>The territories of a level that it shows, by code.</summary>
    public IReadOnlyList<Territory> Shown(string level) => throw new NotImplementedException();

    /// <summary>The territory, when the release shows it.</summary>
    public Territory? Find(TerritoryId id) => throw new NotImplementedException();

    /// <summary>One value, or null when nothing was ever said of it.</summary>
    public Figure? Find(FigureKey key) => throw new NotImplementedException();

    /// <summary>The values of a territory over time, ascending, cells of which nothing was said left out.</summary>
    public IReadOnlyList<Figure> Series(string indicator, string breakdown, TerritoryId territory) => throw new NotImplementedException();

    /// <summary>The last value of a territory that has a number; failing that, the last one.</summary>
    public Figure? Latest(string indicator, string breakdown, TerritoryId territory) => throw new NotImplementedException();

    /// <summary>The values of a level at a period.</summary>
    public Slice Map(string indicator, string breakdown, string level, Period period) => throw new NotImplementedException();

    /// <summary>The periods at which an indicator has values at a level, ascending.</summary>
    public IReadOnlyList<Period> Periods(string indicator, string breakdown, string level) => throw new NotImplementedException();

    /// <summary>The levels at which an indicator has values, finest first, then the site's own.</summary>
    public IReadOnlyList<string> Levels(string indicator) => throw new NotImplementedException();

    /// <summary>The breakdown keys of an indicator that have values, total first.</summary>
    public IReadOnlyList<string> Breakdowns(string indicator) => throw new NotImplementedException();

    /// <summary>Earlier editions of the values of a territory, by period, then publication.</summary>
    public IReadOnlyList<Superseded> Superseded(string indicator, string breakdown, TerritoryId territory) => throw new NotImplementedException();

    /// <summary>The targets that bind a territory on an indicator.</summary>
    public IEnumerable<Target> Targets(string indicator, TerritoryId territory) => throw new NotImplementedException();

    /// <summary>All values, sorted by indicator, breakdown, level, code, period (ordinal), filtered by what is given.</summary>
    public IEnumerable<Figure> Figures(string? indicator = null, string? level = null, TerritoryId? territory = null, Period? period = null) => throw new NotImplementedException();
}
