using System.Text.Json.Serialization;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Releases;

/// <summary>What a cube says of itself, as JSON at its end: enough to find every figure. See <c>docs/cube-format.md</c>.</summary>
/// <param name="Indicator">Its id.</param>
/// <param name="Editions">The files its figures were published in; a number of edition counts them from 1.</param>
/// <param name="Levels">The levels of its blocks.</param>
/// <param name="Series">By breakdown, ordinal.</param>
internal sealed record CubeDirectory(string Indicator, IReadOnlyList<CubeEdition> Editions, IReadOnlyList<CubeLevel> Levels, IReadOnlyList<CubeSeriesEntry> Series);

/// <summary>An edition, as <see cref="Edition"/> says it.</summary>
internal sealed record CubeEdition(string Source, string Path, string? Part, string Sha256);

/// <summary>A level, how many territories it shows, and the CRC-32 of their lines in <c>territories.tsv</c>.</summary>
internal sealed record CubeLevel(string Level, int Territories, uint Codes);

/// <summary>A series: the key of a breakdown, and a block a level, by level, ordinal.</summary>
internal sealed record CubeSeriesEntry(string Breakdown, IReadOnlyList<CubeBlockEntry> Blocks);

/// <summary>The figures of a series at a level. Without coverages, each is 1; without editions, all figures are of <paramref name="Edition"/>, 0 when computed.</summary>
internal sealed record CubeBlockEntry(
    string Level, IReadOnlyList<Period> Periods, CubeArrayEntry Values, CubeArrayEntry Statuses, CubeArrayEntry? Coverages, CubeArrayEntry? Editions, int Edition);

/// <summary>Where an array begins, and the CRC-32 of its bytes up to the next multiple of 64.</summary>
internal sealed record CubeArrayEntry(long Offset, uint Crc);

/// <summary>How directories are written: on one line, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CubeDirectory))]
internal sealed partial class CubeJson : JsonSerializerContext;
