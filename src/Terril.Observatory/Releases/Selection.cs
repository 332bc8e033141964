using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>Which values of a release are wanted. Conditions add up; one that is null asks nothing.</summary>
public sealed record Selection
{
    /// <summary>Ids of indicators.</summary>
    public IReadOnlySet<string>? Indicators { get; init; }

    /// <summary>Keys of breakdowns, as <see cref="Indicators.Breakdowns"/> writes them; empty for the total.</summary>
    public IReadOnlySet<string>? Breakdowns { get; init; }

    /// <summary>Levels.</summary>
    public IReadOnlySet<string>? Levels { get; init; }

    /// <summary>Territories, in the release's vintage.</summary>
    public IReadOnlySet<TerritoryId>? Territories { get; init; }

    /// <summary>Exact periods.</summary>
    public IReadOnlySet<Period>? Periods { get; init; }

    /// <summary>Periods that begin at its first day or later, whatever their grain.</summary>
    public Period? From { get; init; }

    /// <summary>Periods that end at its last day or earlier, whatever their grain.</summary>
    public Period? To { get; init; }

    /// <summary>Statuses.</summary>
    public IReadOnlySet<Status>? Statuses { get; init; }

    /// <summary>Only what follows this value in the order of <see cref="Release.Figures(Selection)"/>: it is found without reading what precedes.</summary>
    public FigureKey? After { get; init; }

    internal bool Wants(CubeSeries series) => Indicators?.Contains(series.Indicator) is not false && Breakdowns?.Contains(series.Breakdown) is not false;

    internal bool Wants(CubeBlock block) => Levels?.Contains(block.Level) is not false && Territories?.Any(t => t.Level == block.Level) is not false;

    internal bool Wants(Period period) =>
        Periods?.Contains(period) is not false
        && (From is not { } from || period.FirstDay >= from.FirstDay)
        && (To is not { } to || period.LastDay <= to.LastDay);

    internal bool Wants(Status status) => status != Status.None && Statuses?.Contains(status) is not false;
}
