using Terril.Observatory.Territories;

namespace Terril.Observatory.Recipes;

/// <summary>The way from the base to the goal.</summary>
public enum PathShape
{
    /// <summary>The same amount every year.</summary>
    Linear,

    /// <summary>The same rate every year.</summary>
    Geometric,

    /// <summary>Through the values said by the source, straight from one to the next.</summary>
    Steps,
}

/// <summary>A target: what a territory means to reach, when, from where, by what text.</summary>
public sealed record Target
{
    /// <summary>Stable id.</summary>
    public required string Id { get; init; }

    /// <summary>Indicator it is about, total of its breakdowns.</summary>
    public required string Indicator { get; init; }

    /// <summary>Territory it binds.</summary>
    public required TerritoryId Territory { get; init; }

    /// <summary>Year it starts from.</summary>
    public required int BaseYear { get; init; }

    /// <summary>Value it starts from; read from the release when not said.</summary>
    public double? BaseValue { get; init; }

    /// <summary>Unit of the base and of a goal in value; the indicator's when not said.</summary>
    public string? Unit { get; init; }

    /// <summary>Year of the goal.</summary>
    public required int GoalYear { get; init; }

    /// <summary>Value to reach, in <see cref="Unit"/>.</summary>
    public double? GoalValue { get; init; }

    /// <summary>Or change to reach against the base: −0.4 for −40 %.</summary>
    public double? GoalChange { get; init; }

    /// <summary>Shape of the path.</summary>
    public PathShape Path { get; init; }

    /// <summary>For <see cref="PathShape.Steps"/>: years and values, ascending.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>Perimeter or definition the target is about, when it is not the indicator's: the gap is then refused, with this as the reason.</summary>
    public Text Perimeter { get; init; }

    /// <summary>To know before reading it.</summary>
    public Text Note { get; init; }

    /// <summary>Legal source.</summary>
    public required string SourceTitle { get; init; }

    /// <summary>Its address.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>The line of the recipe.</summary>
    public Place? Place { get; init; }
}

/// <summary>A value said for a year.</summary>
public readonly record struct Step(int Year, double Value);
