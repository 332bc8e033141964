using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Terril.Observatory.Building;
using Terril.Observatory.Recipes;
using Terril.Observatory.Sources;

namespace Terril.Observatory.Releases;

/// <summary>What a release was made from and what it is made of. Its SHA-256 names the release.</summary>
/// <param name="Engine">Version of the engine.</param>
/// <param name="Lists">Fingerprint of the official lists.</param>
/// <param name="AsOf">Files published after that day were left out; null when none was.</param>
/// <param name="Recipes">Path → SHA-256 of every text file of the site, all kept as snapshots.</param>
/// <param name="Editions">The files of the sources, in order of their number.</param>
/// <param name="Files">Name → SHA-256 of the other files of the release.</param>
/// <param name="Cubes">Indicator → seal of its cube, for all that have a figure, in order of their id (ordinal).</param>
internal sealed record Manifest(
    string Engine, string Lists, DateOnly? AsOf,
    IReadOnlyDictionary<string, string> Recipes, IReadOnlyList<Edition> Editions, IReadOnlyDictionary<string, string> Files, IReadOnlyDictionary<string, uint> Cubes);

/// <summary>How the files of a release are written: UTF-8, indented, properties in order of declaration, same bytes for same content.</summary>
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Site))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(IReadOnlyList<Superseded>))]
[JsonSerializable(typeof(HistoryLine))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(BuiltUnit))]
internal sealed partial class ReleaseJson : JsonSerializerContext
{
    /// <summary>The one to use: accents are written as they are.</summary>
    public static readonly ReleaseJson Plain = new(Written(indented: true));

    /// <summary>On one line.</summary>
    public static readonly ReleaseJson Line = new(Written(indented: false));

    private static JsonSerializerOptions Written(bool indented) => new()
    {
        WriteIndented = indented,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };
}

/// <summary>A line of the history of a store.</summary>
internal sealed record HistoryLine(string Release, DateTimeOffset At, string? Site);
