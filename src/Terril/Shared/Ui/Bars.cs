namespace Terril.Shared.Ui;

/// <summary>A row of a table of bars.</summary>
public sealed record Bar(string Name, double Value, IReadOnlyList<string> Cells)
{
    /// <summary>Where the name leads.</summary>
    public string? Address { get; init; }

    /// <summary>Where the value leads, the first of the cells.</summary>
    public string? CellAddress { get; init; }

    /// <summary>An earlier value: a thin bar under the other.</summary>
    public double? Was { get; init; }

    /// <summary>Grey: of the second plane.</summary>
    public bool IsSoft { get; init; }
}

/// <summary>Categories compared: the table is the chart.</summary>
public sealed record Bars
{
    public required string Caption { get; init; }

    /// <summary>Name of the first column.</summary>
    public required string Head { get; init; }

    /// <summary>What the bars are, for those who do not see them.</summary>
    public required string BarHead { get; init; }

    /// <summary>Names of the columns after the bar.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required IReadOnlyList<Bar> Rows { get; init; }

    /// <summary>The same words as the columns, at the foot.</summary>
    public IReadOnlyList<string> Total { get; init; } = [];

    public string TotalName { get; init; } = "";

    /// <summary>A value marked across every bar.</summary>
    public double? Mark { get; init; }

    /// <summary>What the longest bar stands for, when it is not on this page.</summary>
    public double Max { get; init; }

    /// <summary>The longest bar stops short of the whole width. Bars start at zero.</summary>
    public double Width(double value) => double.IsFinite(value) && value > 0 ? value / Longest * 96 : 0;

    private double Longest => _longest > 0 ? _longest : _longest = Rows.SelectMany(r => new[] { r.Value, r.Was ?? 0 }).Append(Mark ?? 0).Append(Max).Where(double.IsFinite).DefaultIfEmpty(1).Max();

    private double _longest;
}
