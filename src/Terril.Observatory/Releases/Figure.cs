using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>The address of one published value.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Breakdown">Key of the breakdown, empty for the total.</param>
/// <param name="Territory">Level and code, in the release's vintage.</param>
/// <param name="Period">Year, month or day.</param>
public readonly record struct FigureKey(string Indicator, string Breakdown, TerritoryId Territory, Period Period);

/// <summary>One published value and what it is worth.</summary>
/// <param name="Key">What, where, when.</param>
/// <param name="Value">In the indicator's unit; NaN when <paramref name="Status"/> carries none.</param>
/// <param name="Status">What it is worth.</param>
/// <param name="Coverage">Share of the cells that are known, 0 to 1; NaN when the source does not tell.</param>
/// <param name="Edition">The file it was published in; none when it was computed from several.</param>
public readonly record struct Figure(FigureKey Key, double Value, Status Status, double Coverage, Edition? Edition)
{
    /// <summary>When.</summary>
    public Period Period => Key.Period;

    /// <summary>True when there is a number to show.</summary>
    public bool HasValue => Status.HasValue();
}

/// <summary>A file of a source as it entered a release.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Path">As the recipe writes it.</param>
/// <param name="Sha256">Of the bytes as received, lower-case hexadecimal.</param>
/// <param name="Bytes">Size as received.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Format">Encoding, delimiter, decimal sign, as found out.</param>
/// <param name="Published">Day the producer published it, when said.</param>
/// <param name="Part">Entry of the archive or sheet of the workbook, when said: one file may carry several editions.</param>
public sealed record Edition(string Source, string Path, string Sha256, long Bytes, int Rows, Text Format, DateOnly? Published, string? Part = null)
{
    /// <inheritdoc/>
    // Of two that differ, size and rows differ but by chance; the rest is long to hash, and pages tell editions apart all the time.
    public override int GetHashCode() => HashCode.Combine(Bytes, Rows, Published);

    /// <summary>Whether it is this file of a source that was read.</summary>
    internal bool Is(Source source, SourceFile file) => Source == source.Id && Path == file.Path && Part == file.Part;
}

/// <summary>A value of an earlier edition of a source, kept beside the one in force.</summary>
public sealed record Superseded(FigureKey Key, double Value, Status Status, Edition Edition);

/// <summary>The values of one map: every territory of a level shown, one series, one period.</summary>
/// <param name="Territories">In order of their code.</param>
/// <param name="Values">One a territory; NaN where there is none.</param>
/// <param name="Statuses">One a territory.</param>
public sealed record Slice(IReadOnlyList<Territory> Territories, IReadOnlyList<double> Values, IReadOnlyList<Status> Statuses);
