using System.Text.Json;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Building;

/// <summary>Keeps what was built, by what it was built from: a build makes again only what changed.</summary>
/// <remarks><c>KEY/unit.json</c> and <c>KEY/cubes/</c>. What is kept is trusted for its sums alone; it may be deleted at any time.</remarks>
internal sealed class BuiltUnits(string folder)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Whether what it keeps outlives the program.</summary>
    public bool IsLasting { get; init; }

    /// <summary>What was built of a key; <paramref name="make"/> writes its cubes into the folder it is given, when it is not at hand.</summary>
    /// <param name="key">All that it is made from.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="territories">Those shown.</param>
    /// <param name="isSound">Whether all that it needs was kept.</param>
    public BuiltUnit Of(string key, Func<string, BuiltUnit> make, ShownTerritories territories, bool isSound)
    {
        lock (_used) _used.Add(key);
        var kept = Path.Combine(folder, key);
        if (Find(kept, territories) is { } found) return found with { Folder = kept, Key = key, IsKept = true };

        var waiting = Path.Combine(folder, $".{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path.Combine(waiting, "cubes"));
        var made = make(waiting) with { Folder = waiting, Key = key };
        // What was stopped is made again next time, with all that needs it: its files may be mended outside of what the key knows.
        if (!isSound || made.Findings.Any(f => f.Severity == Severity.Stop)) return made;
        File.WriteAllBytes(Path.Combine(waiting, "unit.json"), JsonSerializer.SerializeToUtf8Bytes(made, ReleaseJson.Line.BuiltUnit));
        if (Directory.Exists(kept)) Directory.Delete(kept, recursive: true);
        Directory.Move(waiting, kept);
        if (IsLasting)
            foreach (var indicator in made.Cubes.Keys) Disk.FlushAhead(Path.Combine(kept, Cube.NameOf(indicator)));
        return made with { Folder = kept, IsKept = true };
    }

    /// <summary>Deletes what was not asked for.</summary>
    public void Sweep()
    {
        foreach (var unit in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
            if (!_used.Contains(Path.GetFileName(unit))) Directory.Delete(unit, recursive: true);
    }

    private static BuiltUnit? Find(string kept, ShownTerritories territories)
    {
        try
        {
            var unit = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(kept, "unit.json")), ReleaseJson.Line.BuiltUnit);
            return unit is not null && InParallel.Each(unit.Cubes, c => Cube.IsSound(kept, c.Key, c.Value.Seal, territories, unit.Editions), CancellationToken.None).TrueForAll(sound => sound) ? unit : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
