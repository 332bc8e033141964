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
/// <param name="Done">Files done with: read, or known from a build before.</param>
/// <param name="Of">Files in all.</param>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Bytes">Bytes of the files done with and of the one being read, as received.</param>
/// <param name="BytesOf">Bytes of all files, as received; 0 until all are.</param>
/// <param name="BytesRead">Of <paramref name="Bytes"/>, those that this build has read: the others are known from a build before.</param>
public readonly record struct BuildStep(Text What, int Done, int Of, long Rows, long Bytes, long BytesOf, long BytesRead);

/// <summary>Builds releases from a site folder: the whole way from a producer's file to what the pages read.</summary>
public sealed class Publish(ReleaseStore store)
{
    /// <summary>How the file of an address is received.</summary>
    internal Fetch Fetch { get; init; } = new();

    /// <summary>Bytes from which a file is large.</summary>
    internal long LargeFrom { get; init; } = Build.Large;

    private static readonly string[] Rooms = ["releases", "snapshots", "units"];

    /// <summary>Version of the engine, part of the identity of a release.</summary>
    public static string EngineVersion { get; } =
        typeof(Publish).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Reads everything and publishes nothing.</summary>
    /// <returns>What was found; empty when all is well.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static IReadOnlyList<Finding> Check(string site, OfficialLists lists, IProgress<BuildStep>? progress = null, CancellationToken stop = default)
    {
        using var apart = new Apart();
        try
        {
            var folder = SiteFolder.Open(site);
            var description = folder.Read();
            var received = Receive(description, lists, (_, path) => (SnapshotStore.HashOf(path, stop), path), (file, source, index) => Find(file, source, index, folder, lists, apart, new Fetch(), stop), progress, stop, out var faults);
            var told = progress is null ? null : new Telling(progress, received);
            return [.. new Build(lists, told: told, stop: stop).Run(description, received, new BuiltUnits(apart.NewPath())).Findings, .. faults];
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
    /// <param name="stop">Ends the build; the release in force stays.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public BuildOutcome Run(string site, DateTimeOffset at, DateOnly? asOf = null, IProgress<BuildStep>? progress = null, CancellationToken stop = default) =>
        Each(site, at, _ => [(at, asOf)], progress, stop)[0];

    /// <summary>
    /// Builds what was known at each date the files of a site were published, each in force from its day, then all of it;
    /// the first that is stopped ends it.
    /// </summary>
    public IReadOnlyList<BuildOutcome> History(string site, DateTimeOffset now, IProgress<BuildStep>? progress = null, CancellationToken stop = default) =>
        Each(site, now, description => description.Sources.SelectMany(s => s.Files).Select(f => f.Published).OfType<DateOnly>().Distinct().Order()
            .Select(day => (new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), (DateOnly?)day)).Append((now, null)), progress, stop);

    private List<BuildOutcome> Each(string site, DateTimeOffset now, Func<Site, IEnumerable<(DateTimeOffset At, DateOnly? AsOf)>> when, IProgress<BuildStep>? progress, CancellationToken stop)
    {
        Directory.CreateDirectory(store.Folder);
        var outcomes = new List<BuildOutcome>();
        try
        {
            using var only = Lock();
            Sweep();
            try
            {
                Each(SiteFolder.Open(site), now, when, outcomes, progress, stop);
            }
            finally
            {
                Sweep();
            }
        }
        catch (FaultyInputException e)
        {
            outcomes.Add(new BuildOutcome(null, false, e.Findings, 0, 0));
        }
        return outcomes;
    }

    private void Each(SiteFolder folder, DateTimeOffset now, Func<Site, IEnumerable<(DateTimeOffset At, DateOnly? AsOf)>> when, List<BuildOutcome> outcomes, IProgress<BuildStep>? progress, CancellationToken stop)
    {
        var description = folder.Read();
        using var apart = new Apart();
        var foreseen = Foresee(description, store.Lists);
        var received = Receive(description, store.Lists, (file, path) => Keep(file, path, now, stop), (file, source, index) => Find(file, source, index, folder, store.Lists, apart, Fetch, stop), progress, stop, out var faults);
        foreseen.GetAwaiter().GetResult();
        var kept = new BuiltUnits(Path.Combine(store.Folder, "units")) { IsLasting = true };
        foreach (var (at, asOf) in when(description))
        {
            var told = progress is null ? null : new Telling(progress, received);
            var draft = new Build(store.Lists, asOf, told, stop) { LargeFrom = LargeFrom }.Run(description, received, kept);
            told?.Writes();
            outcomes.Add(Put(draft with { Findings = [.. draft.Findings, .. faults] }, folder, at, asOf, stop));
            if (outcomes[^1].Stopped) return;
        }
        kept.Sweep();
    }

    // What is asked first once the files are received is read meanwhile, and what it is asked with compiled. Its faults are said in their turn.
    private static Task Foresee(Site site, OfficialLists lists) => Task.Run(() =>
    {
        _ = JsonSerializer.SerializeToUtf8Bytes(site, ReleaseJson.Line.Site);
        if (lists.Vintages.Contains(site.Vintage)) _ = lists.At(site.Vintage);
    });

    private BuildOutcome Put(Draft draft, SiteFolder folder, DateTimeOffset at, DateOnly? asOf, CancellationToken stop)
    {
        if (draft.Findings.Any(f => f.Severity == Severity.Stop)) return new BuildOutcome(null, false, draft.Findings, 0, 0);
        var recipes = folder.Files.ToDictionary(f => f.Key, f => store.Snapshots.Take(f.Value).Sha256);
        var written = new Written(draft, recipes, asOf, store.Lists);
        var id = written.Id;
        Keep(written, stop);
        // What cannot be read is not put in force.
        using var release = new Release(id, store.PathOf(id), store.Lists);
        var isNew = store.History.LastOrDefault(p => p.At <= at)?.Release != id;
        if (isNew) store.Append(new HistoryLine(id, at, Path.GetRelativePath(store.Folder, folder.Root!).Replace('\\', '/')));
        return new BuildOutcome(id, isNew, draft.Findings, draft.Units.Sum(u => u.Cubes.Values.Sum(c => c.Figures)), draft.Editions.Sum(e => (long)e.Rows));
    }

    // A release that was damaged since is put back as it was. Once it bears its name, it is published.
    private void Keep(Written release, CancellationToken stop)
    {
        var (releases, kept) = (Path.Combine(store.Folder, "releases"), store.PathOf(release.Id));
        if (Directory.Exists(kept))
        {
            if (release.IsIn(kept)) return;
            Directory.Delete(kept, recursive: true);
        }
        var waiting = Path.Combine(releases, $".{Guid.NewGuid():N}");
        Directory.CreateDirectory(waiting);
        release.Into(waiting);
        store.Snapshots.Flush(stop);
        Disk.Flush(waiting, stop);
        stop.ThrowIfCancellationRequested();
        Directory.Move(waiting, kept);
        Disk.FlushNames(releases);
    }

    /// <summary>The files of every source, the official lists first, each with its bytes kept or hashed; a fault of one does not hide those of others.</summary>
    private static List<Received> Receive(
        Site site, OfficialLists lists, Func<SourceFile, string, (string Sha256, string Path)> keep, Func<SourceFile, Source, int, string> find, IProgress<BuildStep>? progress, CancellationToken stop, out List<Finding> faults)
    {
        var all = site.Sources.Prepend(OfficialSource.Of(lists)).SelectMany(source => source.Files.Select((file, index) => (Source: source, File: file, Index: index))).ToList();
        var (done, telling) = (0, new Lock());
        // What is on the disk is read by all processors; addresses are asked one after the other.
        var here = InParallel.Each(all, one => one.File.IsRemote ? default : Receive(one.Source, one.File, one.Index), stop);
        var got = all.Select((one, i) => one.File.IsRemote ? Receive(one.Source, one.File, one.Index) : here[i]).ToList();
        faults = [.. got.SelectMany(one => one.Faults)];
        return [.. got.Select(one => one.Received).OfType<Received>()];

        (Received? Received, IReadOnlyList<Finding> Faults) Receive(Source source, SourceFile file, int index)
        {
            if (progress is not null)
                lock (telling) Telling.Receives(progress, file.Path, done++, all.Count);
            try
            {
                var (sha256, path) = keep(file, find(file, source, index));
                return (new Received(source, file, path, sha256, new FileInfo(path).Length), []);
            }
            catch (FaultyInputException e)
            {
                return (null, e.Findings);
            }
        }
    }

    private static string Find(SourceFile file, Source source, int index, SiteFolder folder, OfficialLists lists, Apart apart, Fetch fetch, CancellationToken stop)
    {
        if (source.Id == OfficialSource.Id) return lists.Populations[index].Path;
        if (!file.IsRemote) return folder.Locate(file.Path, file.Place);
        var path = apart.NewPath();
        fetch.To(path, file.Url!, file.Place, stop);
        return path;
    }

    private (string, string) Keep(SourceFile file, string path, DateTimeOffset now, CancellationToken stop)
    {
        var sha256 = store.Snapshots.Take(path, stop).Sha256;
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
