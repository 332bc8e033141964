using System.Text.Json;
using Terril.Actions.Census;
using Terril.Actions.Public;
using Terril.Collectives.Public;
using Terril.Observatory;

namespace Terril.Actions.Api;

/// <summary>A part of the census.</summary>
/// <param name="Data">By title.</param>
/// <param name="Count">How many are found, on all pages.</param>
/// <param name="Next">Address of the next page, from the root of the host; null on the last one.</param>
public sealed record CensusPage<T>(IReadOnlyList<T> Data, int Count, string? Next);

/// <summary>One action.</summary>
public sealed record CensusAnswer<T>(T Data);

/// <summary>An action of the census.</summary>
/// <param name="Slug">Its name in addresses; it never changes.</param>
/// <param name="Lead">Name of the organisation that leads it.</param>
/// <param name="Organisation">Slug of that organisation, when it is known here.</param>
/// <param name="Territories">Where, as `level:code`.</param>
/// <param name="Latitude">Of its point, or of one within its area; null where neither is known.</param>
/// <param name="Longitude">Of the same point.</param>
/// <param name="HasArea">Its area is in its own answer, and in the GeoJSON of the census.</param>
/// <param name="Themes">Keys of themes.</param>
/// <param name="Indicators">Ids of the indicators that it speaks to.</param>
/// <param name="Axes">Ids of axes of collectives.</param>
/// <param name="Plans">The plans that it serves: `pcaet`, `cot`, `crte`, `other`.</param>
/// <param name="Stage">`idea`, `project`, `underWay`, `done`, `paused` or `stopped`.</param>
/// <param name="ConfirmedOn">The last day on which who leads it said that it is still true; null when they never did.</param>
/// <param name="Page">Its page, from the root of the host.</param>
public sealed record ActionSummary(
    string Slug, Text Title, string Lead, string? Organisation, IReadOnlyList<string> Territories, double? Latitude, double? Longitude, bool HasArea, IReadOnlyList<string> Themes, IReadOnlyList<string> Indicators,
    IReadOnlyList<string> Axes, IReadOnlyList<string> Plans, ActionStage Stage, DateOnly? StartsOn, DateOnly? EndsOn, DateOnly? ConfirmedOn, string Page)
{
    internal static ActionSummary Of(ActionBrief a, CollectivesSaid who) => new(
        a.Slug, a.Title, who.Organisation(a.Lead)?.Name ?? a.LeadName, who.Organisation(a.Lead)?.Slug, a.Territories, a.Latitude, a.Longitude, a.HasArea, a.Themes, a.Indicators, a.Axes, a.Plans, a.Stage, a.StartsOn, a.EndsOn, a.Confirmed, a.Path);
}

/// <summary>An action of the census, in full. Nothing of who proposed it.</summary>
/// <param name="What">What is done.</param>
/// <param name="Partners">Organisations that take part.</param>
/// <param name="Area">Its ground, a geometry of GeoJSON; null where none is known.</param>
/// <param name="PlanName">Name of the plan, when it is another.</param>
/// <param name="ExpectedEffect">The effect that is expected.</param>
/// <param name="EffectMethod">How that effect was reckoned; empty when it was not.</param>
/// <param name="Results">What was seen.</param>
/// <param name="Links">Addresses where more is said.</param>
/// <param name="CircuitSlug">Slug of the circuit on which it is seen.</param>
/// <param name="Practice">Address of the report of experience.</param>
/// <param name="Source">Where it was read, when it did not come by itself.</param>
/// <param name="ChangedAt">When something of it was last changed; in UTC.</param>
public sealed record ActionDetails(
    ActionSummary Action, Text What, IReadOnlyList<string> Partners, JsonElement? Area, string PlanName, Text Means, Text ExpectedEffect, string EffectMethod, Text Results, IReadOnlyList<string> Links,
    string? CircuitSlug, string? Practice, string? Source, string? SourceLink, DateTimeOffset ChangedAt)
{
    internal static ActionDetails Of(ActionSheet s, ActionBrief brief, CollectivesSaid who) => new(
        ActionSummary.Of(brief, who), s.What, [.. s.Partners.OrderBy(p => p.Position).Select(p => who.Organisation(p.OrganisationId)?.Name ?? p.Name)], s.Area is { } area ? JsonElement.Parse(area.Shape) : null, s.PlanName, s.Means, s.ExpectedEffect, s.EffectMethod, s.Results,
        s.Links.Split('\n', StringSplitOptions.RemoveEmptyEntries), Said(s.CircuitSlug), Said(s.Practice), Said(s.SourceSays), Said(s.SourceLink), s.ChangedAt);

    private static string? Said(string words) => words.Length > 0 ? words : null;
}
