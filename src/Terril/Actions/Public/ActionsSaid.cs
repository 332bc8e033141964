using Terril.Actions.Census;
using Terril.Observatory;
using Terril.Shared.Cache;

namespace Terril.Actions.Public;

/// <summary>An action in one line.</summary>
/// <param name="Key">What it is sorted by: its title in plain words.</param>
/// <param name="Lead">The organisation that leads it, when it is known here.</param>
/// <param name="LeadName">Its name, when it is not.</param>
/// <param name="Partners">Organisations that take part and are known here.</param>
/// <param name="Latitude">Where it stands on a map: its point, or one within its area.</param>
/// <param name="Words">What it is searched by.</param>
/// <param name="Confirmed">The last day on which who leads it said that it is still true.</param>
public sealed record ActionBrief(
    Guid Id, string Slug, string Key, Text Title, Text Short, Guid? Lead, string LeadName, IReadOnlyList<Guid> Partners,
    IReadOnlyList<string> Territories, double? Latitude, double? Longitude, IReadOnlyList<string> Themes, IReadOnlyList<string> Indicators,
    IReadOnlyList<string> Axes, IReadOnlyList<string> Plans, ActionStage Stage, DateOnly? StartsOn, DateOnly? EndsOn, DateOnly? Confirmed, string Words)
{
    /// <summary>Slug of the circuit on which it is seen; empty for none.</summary>
    public string Circuit { get; init; } = "";

    public bool HasArea { get; init; }

    public string Path => ActionPaths.Sheet(Slug);
}

/// <summary>All that the room says at one moment: what is published, by title.</summary>
/// <param name="Edition">Another as soon as something else is said.</param>
public sealed record ActionsSaid(string Edition, DateTimeOffset Since, IReadOnlyList<ActionBrief> All) : ISaid
{
    public DateTimeOffset Until => DateTimeOffset.MaxValue;

    public bool IsEmpty => All.Count == 0;
}
