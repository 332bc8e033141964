using Terril.Observatory.Indicators;
using Terril.Shared.Ui;

namespace Terril.Observatory.Sheets;

/// <summary>An atlas plate: the finding, its reading and source at the left, the chart or table at the right.</summary>
public sealed record Plate
{
    /// <summary>The finding, a full sentence.</summary>
    public required string Title { get; init; }

    public required string Name { get; init; }

    /// <summary>Unit of the chart.</summary>
    public string Measure { get; init; } = "";

    public string Reading { get; init; } = "";

    public required Status Status { get; init; }

    public required string Source { get; init; }

    public required string Address { get; init; }

    public TimeChart? Chart { get; init; }

    public ValuesTable? Table { get; init; }

    public Bars? Bars { get; init; }
}

/// <summary>A figure that one line is enough for.</summary>
public sealed record Line(string Name, string Address, string Value, string ValueAddress, string Period, Status Status, string Reading);

/// <summary>A theme of a sheet.</summary>
public sealed record ThemeSection(string Id, string Name, IReadOnlyList<Plate> Plates, IReadOnlyList<Line> Lines)
{
    /// <summary>Beyond, the lines are folded, and not printed.</summary>
    public const int LinesAtSight = 8;
}
