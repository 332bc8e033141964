namespace Terril.Visits.Public;

/// <summary>A figure to begin with: « 605 kg/hab. », « de déchets ménagers en 2023 », and its page.</summary>
public sealed record LoopFigure(string Value, string Of, string Address);

/// <summary>What a page shows from the figure to the visit.</summary>
/// <param name="NothingPast">What is said where no visit was told.</param>
/// <param name="NothingComing">What is said where none is announced.</param>
public sealed record LoopOfVisits(VisitsNear Near, string Title, LoopFigure? Figure, string NothingPast, string NothingComing)
{
    /// <summary>For the link to the agenda: a territory, <c>level:code</c>.</summary>
    public string? Territory { get; init; }

    /// <summary>For the link to the agenda.</summary>
    public string? Indicator { get; init; }
}
