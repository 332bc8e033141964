using System.Text.Json.Serialization;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Building;

/// <summary>What building a unit gave.</summary>
/// <param name="Editions">The files read.</param>
/// <param name="Superseded">Values that later editions replaced.</param>
/// <param name="Findings">What its checks found.</param>
/// <param name="Cubes">Indicator → what was written, for those that have a figure.</param>
internal sealed record BuiltUnit(IReadOnlyList<Edition> Editions, IReadOnlyList<Superseded> Superseded, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, CubeSeal> Cubes)
{
    /// <summary>Where its cubes are.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>What it was built from: same key, same unit.</summary>
    [JsonIgnore]
    public string Key { get; init; } = "";

    /// <summary>Whether it is at hand for the next build.</summary>
    [JsonIgnore]
    public bool IsKept { get; init; }
}
