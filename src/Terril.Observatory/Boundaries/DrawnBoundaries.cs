using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Terril.Observatory.Boundaries;

/// <summary>Where boundaries come from, as whoever loads them says it.</summary>
/// <param name="File">GeoJSON of communes, <c>.gz</c> and <c>.zip</c> too.</param>
/// <param name="Vintage">Year of the official list its codes are of; before the first list at hand too.</param>
/// <param name="Source">Publisher and title, shown under the map.</param>
/// <param name="Licence">Licence, shown under the map.</param>
/// <param name="Date">Day of the edition, when it is known.</param>
/// <param name="Code">Property that bears the codes; found when not said.</param>
public sealed record BoundarySource(string File, int Vintage, string Source, string Licence, DateOnly? Date = null, string? Code = null);

/// <summary>What is kept beside a map: what it shows, and where it comes from.</summary>
/// <param name="Vintage">Year of the official list of the communes drawn.</param>
/// <param name="Topology">Name of the TopoJSON; sixteen digits of its SHA-256 are in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Compressed">Its length in Brotli.</param>
/// <param name="Communes">How many are drawn.</param>
/// <param name="NotDrawn">Codes of those of the observatory that are not.</param>
/// <param name="Source">As said.</param>
/// <param name="Licence">As said.</param>
/// <param name="Date">As said.</param>
/// <param name="File">Name of the file.</param>
/// <param name="FileVintage">Year of the list of its codes.</param>
/// <param name="Sha256">SHA-256 of the file, in hexadecimal.</param>
public sealed record DrawnBoundaries(
    int Vintage, string Topology, int Bytes, int Compressed, int Communes, IReadOnlyList<string> NotDrawn,
    string Source, string Licence, DateOnly? Date, string File, int FileVintage, string Sha256);

[JsonSerializable(typeof(DrawnBoundaries))]
internal sealed partial class BoundaryJson : JsonSerializerContext
{
    /// <summary>The one to use: accents are written as they are, and what lacks is refused.</summary>
    public static readonly BoundaryJson Plain = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    });
}
