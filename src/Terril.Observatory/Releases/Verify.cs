using Terril.Observatory.Building;
using Terril.Observatory.Recipes;
using Terril.Observatory.Sources;

namespace Terril.Observatory.Releases;

/// <summary>Rebuilds a release from what was kept and compares byte for byte.</summary>
public static class Verify
{
    /// <returns>What differs, each with the file's name; empty when the release is what it says.</returns>
    public static IReadOnlyList<Finding> Run(ReleaseStore store, string release)
    {
        var findings = new List<Finding>();
        try
        {
            // Not opened: what is altered cannot be trusted to open.
            var manifest = Release.ManifestIn(store.Existing(release));
            Files(store, release, manifest, findings);
            Kept(store, manifest, findings);
            Shipped(store, release, manifest, findings);
            if (findings.Count == 0) Rebuild(store, release, manifest, findings);
        }
        catch (FaultyInputException e)
        {
            findings.AddRange(e.Findings);
        }
        return findings;
    }

    private static void Files(ReleaseStore store, string release, Manifest manifest, List<Finding> findings)
    {
        foreach (var (name, sha256) in manifest.Files.Append(new("manifest.json", release)))
        {
            var path = Path.Combine(store.PathOf(release), name);
            if (!File.Exists(path) || !SnapshotStore.HashOf(path).StartsWith(sha256, StringComparison.Ordinal))
                findings.Add(Stop("altered-release", $"releases/{release}/{name}", "ce fichier de la publication a changé depuis qu’elle a été faite ; reconstruire par « build »", "this file of the release has changed since it was made; build again"));
        }
    }

    private static void Kept(ReleaseStore store, Manifest manifest, List<Finding> findings)
    {
        foreach (var (name, sha256) in manifest.Recipes.Select(r => (r.Key, r.Value)).Concat(manifest.Editions.Select(e => (e.Path, e.Sha256))).Distinct())
        {
            try
            {
                store.Snapshots.Check(sha256, name);
            }
            catch (FaultyInputException e)
            {
                findings.AddRange(e.Findings);
            }
        }
    }

    // The site folder may be gone, or on another machine; when it is there, it must still say what the release says.
    private static void Shipped(ReleaseStore store, string release, Manifest manifest, List<Finding> findings)
    {
        if (store.SiteOf(release) is not { } site || !Directory.Exists(site)) return;
        foreach (var (name, sha256) in manifest.Recipes.Select(r => (r.Key, r.Value)).Concat(manifest.Editions.Where(e => e.Source != OfficialSource.Id && !e.Path.Contains("://", StringComparison.Ordinal)).Select(e => (e.Path, e.Sha256))).Distinct())
        {
            var path = Path.Combine(site, name);
            if (!File.Exists(path) || SnapshotStore.HashOf(path) != sha256)
                findings.Add(Stop("changed-since", name, "le fichier du site n’est plus celui de cette publication ; le rétablir, ou publier par « build »", "the file of the site is no longer that of this release; restore it, or publish with “build”"));
        }
    }

    private static void Rebuild(ReleaseStore store, string release, Manifest manifest, List<Finding> findings)
    {
        var recipes = new SiteFolder(manifest.Recipes.ToDictionary(r => r.Key, r => File.ReadAllBytes(store.Snapshots.PathOf(r.Value))));
        var site = recipes.Read();
        using var apart = new Apart();
        var draft = new Build(store.Lists, manifest.AsOf).Run(site, Received(store, site, manifest), new BuiltUnits(apart.NewPath()));
        var rebuilt = new Written(draft, manifest.Recipes, manifest.AsOf, store.Lists).Id;
        if (rebuilt == release) return;
        var why = manifest.Engine != Publish.EngineVersion ? $"{manifest.Engine} → {Publish.EngineVersion}" : manifest.Lists != store.Lists.Fingerprint ? "official-lists" : rebuilt;
        findings.Add(Stop("not-reproducible", $"releases/{release}/manifest.json", $"la reconstruction ne donne pas les mêmes octets ({why}) ; comparer par « diff »", $"rebuilding does not give the same bytes ({why}); compare with “diff”"));
    }

    /// <summary>The files of a release, from their kept snapshots.</summary>
    internal static List<Received> Received(ReleaseStore store, Site site, Manifest manifest)
    {
        // The site of a release has the official lists among its sources, the recipes have not.
        var sources = site.Sources.Prepend(OfficialSource.Of(store.Lists)).DistinctBy(s => s.Id);
        return [.. sources.SelectMany(source => source.Files.Select(file => (source, file)))
            .Select(f => (f.source, f.file, edition: manifest.Editions.FirstOrDefault(e => e.Is(f.source, f.file))))
            .Where(f => f.edition is not null)
            .Select(f => new Received(f.source, f.file, store.Snapshots.PathOf(f.edition!.Sha256), f.edition.Sha256, f.edition.Bytes))];
    }

    private static Finding Stop(string rule, string file, string fr, string en) => new(Severity.Stop, rule, new Place(file), new Text(fr, en));
}
