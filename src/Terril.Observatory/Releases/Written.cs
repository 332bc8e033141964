using System.Text.Json;
using Terril.Observatory.Building;
using Terril.Observatory.Sources;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>A release as its files will be: its name follows from them, and what is already kept needs no writing.</summary>
internal sealed class Written
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _cubes = new(StringComparer.Ordinal);
    private readonly ShownTerritories _territories;

    /// <summary>Same draft, same bytes, same id.</summary>
    public Written(Draft draft, IReadOnlyDictionary<string, string> recipes, DateOnly? asOf, OfficialLists lists)
    {
        _territories = draft.Territories;
        _files[ShownTerritories.FileName] = _territories.Bytes;
        _files["site.json"] = JsonSerializer.SerializeToUtf8Bytes(draft.Site, ReleaseJson.Plain.Site);
        _files["findings.json"] = JsonSerializer.SerializeToUtf8Bytes(draft.Findings, ReleaseJson.Plain.IReadOnlyListFinding);
        _files["superseded.json"] = JsonSerializer.SerializeToUtf8Bytes(draft.Superseded, ReleaseJson.Plain.IReadOnlyListSuperseded);
        var files = new SortedDictionary<string, string>(_files.ToDictionary(f => f.Key, f => SnapshotStore.HashOf(f.Value)), StringComparer.Ordinal);
        var seals = new SortedDictionary<string, uint>(StringComparer.Ordinal);
        foreach (var (unit, indicator, written) in draft.Units.SelectMany(u => u.Cubes.Select(c => (u, c.Key, c.Value))))
        {
            _cubes[Cube.NameOf(indicator)] = Path.Combine(unit.Folder, Cube.NameOf(indicator));
            files[Cube.NameOf(indicator)] = written.Sha256;
            seals[indicator] = written.Seal;
        }
        Manifest = new Manifest(Publish.EngineVersion, lists.Fingerprint, asOf, new SortedDictionary<string, string>(recipes.ToDictionary(), StringComparer.Ordinal), draft.Editions, files, seals);
        _files["manifest.json"] = JsonSerializer.SerializeToUtf8Bytes(Manifest, ReleaseJson.Plain.Manifest);
        Id = SnapshotStore.HashOf(_files["manifest.json"])[..16];
    }

    /// <summary>First digits of the hash of the manifest.</summary>
    public string Id { get; }

    public Manifest Manifest { get; }

    /// <summary>Whether a folder holds all of it, to the last byte.</summary>
    public bool IsIn(string folder) =>
        _files.All(f => Path.Combine(folder, f.Key) is var file && File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(f.Value))
        && InParallel.Each(Manifest.Cubes, c => Cube.IsSound(folder, c.Key, c.Value, _territories, Manifest.Editions), CancellationToken.None).TrueForAll(sound => sound);

    /// <summary>Puts it into an empty folder; cubes that never change are there under one more name.</summary>
    public void Into(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "cubes"));
        foreach (var (name, bytes) in _files) File.WriteAllBytes(Path.Combine(folder, name), bytes);
        foreach (var (name, from) in _cubes) Disk.Link(from, Path.Combine(folder, name));
    }
}
