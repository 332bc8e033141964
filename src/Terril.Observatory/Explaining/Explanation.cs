using Terril.Observatory.Releases;

namespace Terril.Observatory.Explaining;

/// <summary>How a value came to be.</summary>
public enum Origin
{
    /// <summary>Read in the rows of a file.</summary>
    Read,

    /// <summary>Sum of the territories it contains.</summary>
    SumOfMembers,

    /// <summary>Sum of the codes of a dimension.</summary>
    SumOfParts,

    /// <summary>Weighted mean of the territories it contains.</summary>
    MeanOfMembers,

    /// <summary>One indicator over another.</summary>
    Ratio,

    /// <summary>Nothing was found.</summary>
    Nothing,
}

/// <summary>The tree from one value down to raw rows. Computed on demand from the kept snapshots: it cannot drift from them.</summary>
public sealed record Explanation
{
    /// <summary>The value as the release gives it; for a member of a sum that the release does not show, as recomputed.</summary>
    public required Figure Figure { get; init; }

    /// <summary>How it came to be.</summary>
    public required Origin Origin { get; init; }

    /// <summary>The formula with its numbers, full precision: <c>904068.71359 ÷ 1465278 × 1000</c>.</summary>
    public Text Formula { get; init; }

    /// <summary>To know: the year of a denominator, a movement of territory, an arrondissement folded.</summary>
    public IReadOnlyList<Text> Notes { get; init; } = [];

    /// <summary>What it is made of: numerator and denominator, members or parts. Beyond <see cref="Shown"/>, only counted.</summary>
    public IReadOnlyList<Explanation> Inputs { get; init; } = [];

    /// <summary>How many inputs there are, shown or not.</summary>
    public int InputCount { get; init; }

    /// <summary>Raw rows, for <see cref="Origin.Read"/>.</summary>
    public IReadOnlyList<RawRow> Rows { get; init; } = [];

    /// <summary>What other way there was to the same value and what it gives: a published total against the sum of its members.</summary>
    public double? Compared { get; init; }

    /// <summary>How many inputs are unfolded at each step.</summary>
    public const int Shown = 50;
}

/// <summary>A row of a kept file that makes a value.</summary>
/// <param name="Edition">The file.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Header">Names of the columns.</param>
/// <param name="Cells">Cells of the row.</param>
/// <param name="Column">Column the value is read in.</param>
/// <param name="Raw">The line as it stands.</param>
/// <param name="Value">What it contributes, in the indicator's unit; NaN when none.</param>
public sealed record RawRow(Edition Edition, int Line, IReadOnlyList<string> Header, IReadOnlyList<string> Cells, int Column, string Raw, double Value);

