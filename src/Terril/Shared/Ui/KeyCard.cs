using Terril.Observatory.Indicators;

namespace Terril.Shared.Ui;

/// <summary>A key figure: never alone, with its unit, status, period, meaning and the way to where it comes from.</summary>
public sealed record KeyCard
{
    public required string Name { get; init; }

    /// <summary>The number; or what stands for it.</summary>
    public required string Value { get; init; }

    /// <summary>« au moins », before a lower bound.</summary>
    public string Bound { get; init; } = "";

    /// <summary>Unit, read after the number.</summary>
    public string Unit { get; init; } = "";

    public required Status Status { get; init; }

    /// <summary>When.</summary>
    public string Period { get; init; } = "";

    /// <summary>Trend, comparison with the territories above: one sentence a line.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>The way to the target, or the way made; none when there is none to draw.</summary>
    public Slope? Slope { get; init; }

    /// <summary>What is written where the slope would be.</summary>
    public string Why { get; init; } = "";

    /// <summary>The finding, in bold: « 40 kg de trop ».</summary>
    public string Finding { get; init; } = "";

    /// <summary>The rest of the sentence, or the reason of a refusal.</summary>
    public string Reading { get; init; } = "";

    public required string Address { get; init; }

    /// <summary>What the way leads to.</summary>
    public required string Way { get; init; }
}
