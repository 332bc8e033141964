using System.Text.Json;
using Terril.Observatory.Releases;
using Terril.Observatory.Sources;

namespace Terril.Observatory.Building;

/// <summary>Keeps what was built, by what it was built from: a build makes again only what changed.</summary>
/// <remarks><c>KEY/unit.json</c> and <c>KEY/cubes/</c>. What is kept is trusted for its hashes alone; it may be deleted at any time.</remarks>
internal sealed class BuiltUnits(string folder)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>What was built of a key; <paramref name="make"/> writes its cubes into the folder it is given, when it is not at hand.</summary>
    /// <param name="key">All that it is made from.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="isSound">Whether all that it needs was kept.</param>
    public BuiltUnit Of(string key, Func<string, BuiltUnit> make, bool isSound = true)
    {
        _used.Add(key);
        var kept = Path.Combine(folder, key);
        if (Find(kept) is { } found) return found with { Folder = kept, Key = key, IsKept = true };

        var waiting = Path.Combine(folder, $".{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path.Combine(waiting, "cubes"));
        var made = make(waiting) with { Folder = waiting, Key = key };
        // What was stopped is made again next time, with all that needs it: its files may be mended outside of what the key knows.
        if (!isSound || made.Findings.Any(f => f.Severity == Severity.Stop)) return made;
        File.WriteAllBytes(Path.Combine(waiting, "unit.json"), JsonSerializer.SerializeToUtf8Bytes(made, ReleaseJson.Line.BuiltUnit));
        if (Directory.Exists(kept)) Directory.Delete(kept, recursive: true);
        Directory.Move(waiting, kept);
        return made with { Folder = kept, IsKept = true };
    }

    /// <summary>Deletes what was not asked for.</summary>
    public void Sweep()
    {
        foreach (var unit in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
            if (!_used.Contains(Path.GetFileName(unit))) Directory.Delete(unit, recursive: true);
    }

    private static BuiltUnit? Find(string kept)
    {
        try
        {
            var unit = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(kept, "unit.json")), ReleaseJson.Line.BuiltUnit);
            return unit?.Cubes.AsParallel().All(c => Path.Combine(kept, Cube.NameOf(c.Key)) is var cube && File.Exists(cube) && SnapshotStore.HashOf(cube) == c.Value.Sha256) == true ? unit : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
