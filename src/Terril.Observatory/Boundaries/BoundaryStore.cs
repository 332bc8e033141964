using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Terril.Observatory.Boundaries;

/// <summary>The maps of a store, one a vintage, beside its releases: a release owes nothing to them.</summary>
/// <remarks><c>boundaries/commune-YYYY.json</c> names the <c>.topojson</c> and <c>.topojson.br</c> in force; it is put last, whole.</remarks>
public sealed class BoundaryStore
{
    private readonly string _folder;

    /// <summary>The maps of the store in <paramref name="folder"/>; there may be none.</summary>
    public BoundaryStore(string folder) => _folder = Path.Combine(Path.GetFullPath(folder), "boundaries");

    /// <summary>When a map was last put; long ago when none was.</summary>
    public DateTimeOffset ChangedAt => new(Directory.GetLastWriteTimeUtc(_folder));

    /// <summary>When the map of a vintage was put; null when there is none.</summary>
    public DateTime? PutAt(int vintage) => File.Exists(PathOf(vintage)) ? File.GetLastWriteTimeUtc(PathOf(vintage)) : null;

    /// <summary>The map of a vintage; null when there is none.</summary>
    /// <exception cref="FaultyInputException">It is cut or altered.</exception>
    public DrawnBoundaries? Find(int vintage)
    {
        if (!File.Exists(PathOf(vintage))) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(vintage)), BoundaryJson.Plain.DrawnBoundaries);
        }
        catch (JsonException)
        {
            throw BoundaryFaults.Damaged(Path.GetFileName(PathOf(vintage)));
        }
    }

    /// <summary>The TopoJSON of a map, as it is and in Brotli.</summary>
    /// <exception cref="FaultyInputException">It is absent, cut or altered.</exception>
    public (byte[] Plain, byte[] Brotli) Read(DrawnBoundaries drawn)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        var path = Path.Combine(_folder, Path.GetFileName(drawn.Topology));
        if (!File.Exists(path) || !File.Exists($"{path}.br")) throw BoundaryFaults.Damaged(drawn.Topology);
        var (plain, brotli) = (File.ReadAllBytes(path), File.ReadAllBytes($"{path}.br"));
        return NameOf(drawn.Vintage, plain) == drawn.Topology && brotli.Length == drawn.Compressed ? (plain, brotli) : throw BoundaryFaults.Damaged(drawn.Topology);
    }

    /// <summary>The name of a topology says its vintage and its content: what has the name has the bytes.</summary>
    internal static string NameOf(int vintage, byte[] topology) =>
        string.Create(CultureInfo.InvariantCulture, $"communes-{vintage}-{Convert.ToHexStringLower(SHA256.HashData(topology))[..16]}.topojson");

    /// <summary>Puts a map in force at once; killed at any moment, the map before stays.</summary>
    internal void Put(DrawnBoundaries drawn, byte[] plain, byte[] brotli)
    {
        Directory.CreateDirectory(_folder);
        Write(drawn.Topology, plain);
        Write($"{drawn.Topology}.br", brotli);
        Write(Path.GetFileName(PathOf(drawn.Vintage)), JsonSerializer.SerializeToUtf8Bytes(drawn, BoundaryJson.Plain.DrawnBoundaries));
        foreach (var old in Directory.GetFiles(_folder, $"communes-{drawn.Vintage}-*").Where(f => !Path.GetFileName(f).StartsWith(drawn.Topology, StringComparison.Ordinal)))
            File.Delete(old);
    }

    private void Write(string name, byte[] bytes)
    {
        var waiting = Path.Combine(_folder, $".{Guid.NewGuid():N}");
        try
        {
            using (var file = File.Create(waiting))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            File.Move(waiting, Path.Combine(_folder, name), overwrite: true);
        }
        finally
        {
            File.Delete(waiting);
        }
    }

    private string PathOf(int vintage) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"commune-{vintage}.json"));
}
