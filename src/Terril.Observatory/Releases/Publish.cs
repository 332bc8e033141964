using System.Reflection;
using System.Text.Json;
using Terril.Observatory.Building;
using Terril.Observatory.Recipes;
using Terril.Observatory.Sources;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>What a build gave.</summary>
/// <param name="Release">Id of the release; null when something stopped it.</param>
/// <param name="IsNew">False when the same release was already in force.</param>
/// <param name="Findings">Everything found.</param>
/// <param name="Figures">How many values it publishes.</param>
/// <param name="Rows">How many rows were read.</param>
public sealed record BuildOutcome(string? Release, bool IsNew, IReadOnlyList<Finding> Findings, long Figures, long Rows)
{
    /// <summary>True when nothing was published.</summary>
    public bool Stopped => Release is null;
}

/// <summary>Where a build is.</summary>
/// <param name="What">What it is doing.</param>
/// <param name="Done">Files read.</param>
/// <param name="Of">Files in all.</param>
public readonly record struct BuildStep(Text What, int Done, int Of);

/// <summary>Builds releases from a site folder: the whole way from a producer's file to what the pages read.</summary>
public sealed class Publish(ReleaseStore store)
{
    /// <summary>How the file of an address is received.</summary>
    internal Fetch Fetch { get; init; } = new();

    private static readonly string[] Rooms = ["releases", "snapshots"];

    /// <summary>Version of the engine, part of the identity of a release.</summary>
    public static string EngineVersion { get; } =
        typeof(Publish).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Reads everything and publishes nothing.</summary>
    /// <returns>What was found; empty when all is well.</returns>
    public static IReadOnlyList<Finding> Check(string site, OfficialLists lists, IProgress<BuildStep>? progress = null)
    {
        using var apart = new Apart();
        try
        {
            var folder = SiteFolder.Open(site);
            var description = folder.Read();
            var received = Receive(description, lists, (_, path) => (SnapshotStore.HashOf(path), path), (file, source, index) => Find(file, source, index, folder, lists, apart, new Fetch()), out var faults);
            return new Build(lists, progress: progress).Run(description, received).Findings.Concat(faults).ToList();
        }
        catch (FaultyInputException e)
        {
            return e.Findings;
        }
    }

    /// <summary>Builds a release and puts it in force; on a finding that stops, the release in force stays.</summary>
    /// <param name="site">The site folder.</param>
    /// <param name="at">Instant of the publication.</param>
    /// <param name="asOf">Only the files known to be published by that day: what was known then.</param>
    /// <param name="progress">Told of what is being done.</param>
    public BuildOutcome Run(string site, DateTimeOffset at, DateOnly? asOf = null, IProgress<BuildStep>? progress = null) =>
        Each(site, at, _ => [(at, asOf)], progress)[0];

    /// <summary>
    /// Builds what was known at each date the files of a site were published, each in force from its day, then all of it;
    /// the first that is stopped ends it.
    /// </summary>
    public IReadOnlyList<BuildOutcome> History(string site, DateTimeOffset now, IProgress<BuildStep>? progress = null) =>
        Each(site, now, description => description.Sources.SelectMany(s => s.Files).Select(f => f.Published).OfType<DateOnly>().Distinct().Order()
            .Select(day => (new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), (DateOnly?)day)).Append((now, null)), progress);

    private List<BuildOutcome> Each(string site, DateTimeOffset now, Func<Site, IEnumerable<(DateTimeOffset At, DateOnly? AsOf)>> when, IProgress<BuildStep>? progress)
    {
        Directory.CreateDirectory(store.Folder);
        var outcomes = new List<BuildOutcome>();
        try
        {
            using var only = Lock();
            Sweep();
            var folder = SiteFolder.Open(site);
            var description = folder.Read();
            using var apart = new Apart();
            var received = Receive(description, store.Lists, (file, path) => Keep(file, path, now), (file, source, index) => Find(file, source, index, folder, store.Lists, apart, Fetch), out var faults);
            var read = new Dictionary<Received, ReadFile>();
            foreach (var (at, asOf) in when(description))
            {
                var draft = new Build(store.Lists, asOf, progress, read).Run(description, received);
                outcomes.Add(Put(draft with { Findings = [.. draft.Findings, .. faults] }, folder, at, asOf, progress));
                if (outcomes[^1].Stopped) break;
            }
        }
        catch (FaultyInputException e)
        {
            outcomes.Add(new BuildOutcome(null, false, e.Findings, 0, 0));
        }
        return outcomes;
    }

    private BuildOutcome Put(Draft draft, SiteFolder folder, DateTimeOffset at, DateOnly? asOf, IProgress<BuildStep>? progress)
    {
        if (draft.Findings.Any(f => f.Severity == Severity.Stop)) return new BuildOutcome(null, false, draft.Findings, 0, 0);
        progress?.Report(new BuildStep(new Text("écriture de la publication", "writing the release"), draft.Editions.Count, draft.Editions.Count));
        var recipes = folder.Files.ToDictionary(f => f.Key, f => store.Snapshots.Take(f.Value).Sha256);
        var id = Write(draft, recipes, asOf);
        var isNew = store.History.LastOrDefault(p => p.At <= at)?.Release != id;
        if (isNew) store.Append(new HistoryLine(id, at, Path.GetRelativePath(store.Folder, folder.Root!).Replace('\\', '/')));
        using var release = new Release(id, store.PathOf(id), store.Lists);
        return new BuildOutcome(id, isNew, draft.Findings, release.Count(), draft.Editions.Sum(e => (long)e.Rows));
    }

    /// <summary>Writes the files of a release beside the others; same draft, same bytes, same id.</summary>
    internal string Write(Draft draft, IReadOnlyDictionary<string, string> recipes, DateOnly? asOf, bool keep = true)
    {
        // What is not kept lies apart: a build sweeps its own folder.
        var releases = keep ? Path.Combine(store.Folder, "releases") : Path.GetTempPath();
        var waiting = Path.Combine(releases, $".{Guid.NewGuid():N}");
        Directory.CreateDirectory(waiting);
        try
        {
            var manifest = Fill(waiting, draft, recipes, asOf);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, ReleaseJson.Plain.Manifest);
            File.WriteAllBytes(Path.Combine(waiting, "manifest.json"), bytes);
            var id = SnapshotStore.HashOf(bytes)[..16];
            if (keep) Place(waiting, store.PathOf(id), manifest);
            return id;
        }
        finally
        {
            if (Directory.Exists(waiting)) Directory.Delete(waiting, recursive: true);
        }
    }

    // All the files of a release but its manifest.
    private Manifest Fill(string folder, Draft draft, IReadOnlyDictionary<string, string> recipes, DateOnly? asOf)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        void Write(string name, byte[] bytes)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
            files[name] = SnapshotStore.HashOf(bytes);
        }
        var territories = ShownTerritories.Of(draft.Geography, draft.Shown);
        Write(ShownTerritories.FileName, territories.Bytes);
        Write("site.json", JsonSerializer.SerializeToUtf8Bytes(draft.Site, ReleaseJson.Plain.Site));
        Write("findings.json", JsonSerializer.SerializeToUtf8Bytes(draft.Findings, ReleaseJson.Plain.IReadOnlyListFinding));
        Write("superseded.json", JsonSerializer.SerializeToUtf8Bytes(draft.Superseded, ReleaseJson.Plain.IReadOnlyListSuperseded));
        var seals = Cubes(folder, new CubeWriter(draft, territories), draft.Site, files);
        return new Manifest(EngineVersion, store.Lists.Fingerprint, asOf, new SortedDictionary<string, string>(recipes.ToDictionary(), StringComparer.Ordinal), draft.Editions, files, seals);
    }

    private static SortedDictionary<string, uint> Cubes(string folder, CubeWriter writer, Site site, SortedDictionary<string, string> files)
    {
        Directory.CreateDirectory(Path.Combine(folder, "cubes"));
        var seals = new SortedDictionary<string, uint>(StringComparer.Ordinal);
        foreach (var id in site.Indicators.Select(i => i.Id))
        {
            if (writer.Write(Path.Combine(folder, Cube.NameOf(id)), id) is not { } written) continue;
            files[Cube.NameOf(id)] = written.Sha256;
            seals[id] = written.Seal;
        }
        return seals;
    }

    // A release that was damaged since is put back as it was.
    private static void Place(string waiting, string kept, Manifest manifest)
    {
        if (Directory.Exists(kept))
        {
            var id = SnapshotStore.HashOf(Path.Combine(waiting, "manifest.json"));
            if (manifest.Files.Append(new("manifest.json", id)).All(f => Path.Combine(kept, f.Key) is var file && File.Exists(file) && SnapshotStore.HashOf(file) == f.Value)) return;
            Directory.Delete(kept, recursive: true);
        }
        Disk.Flush(waiting);
        Directory.Move(waiting, kept);
        Disk.FlushNames(Path.GetDirectoryName(kept)!);
    }

    /// <summary>The files of every source, the official lists first, each with its bytes kept or hashed; a fault of one does not hide those of others.</summary>
    private static List<Received> Receive(
        Site site, OfficialLists lists, Func<SourceFile, string, (string Sha256, string Path)> keep, Func<SourceFile, Source, int, string> find, out List<Finding> faults)
    {
        var received = new List<Received>();
        faults = [];
        foreach (var source in site.Sources.Prepend(OfficialSource.Of(lists)))
        {
            foreach (var (file, index) in source.Files.Select((f, i) => (f, i)))
            {
                try
                {
                    var (sha256, path) = keep(file, find(file, source, index));
                    received.Add(new Received(source, file, path, sha256, new FileInfo(path).Length));
                }
                catch (FaultyInputException e)
                {
                    faults.AddRange(e.Findings);
                }
            }
        }
        return received;
    }

    private static string Find(SourceFile file, Source source, int index, SiteFolder folder, OfficialLists lists, Apart apart, Fetch fetch)
    {
        if (source.Id == OfficialSource.Id) return lists.Populations[index].Path;
        if (!file.IsRemote) return folder.Locate(file.Path, file.Place);
        var path = apart.NewPath();
        fetch.To(path, file.Url!, file.Place);
        return path;
    }

    private (string, string) Keep(SourceFile file, string path, DateTimeOffset now)
    {
        var sha256 = store.Snapshots.Take(path).Sha256;
        if (file.IsRemote) store.Snapshots.Note(new Receipt(sha256, file.Url!, now));
        return (sha256, store.Snapshots.PathOf(sha256));
    }

    // What a build that was killed left lying: nobody else writes while the lock is held.
    private void Sweep()
    {
        foreach (var room in Rooms.Select(name => Path.Combine(store.Folder, name)).Where(Directory.Exists))
        {
            foreach (var folder in Directory.GetDirectories(room, ".*")) Directory.Delete(folder, recursive: true);
            foreach (var file in Directory.GetFiles(room, ".*")) File.Delete(file);
        }
    }

    private FileStream Lock()
    {
        try
        {
            return new FileStream(Path.Combine(store.Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new FaultyInputException("busy", new Place(store.Folder), "une autre construction est en cours dans ce dossier ; attendre qu’elle finisse", "another build is under way in this folder; wait for it to end");
        }
    }
}
