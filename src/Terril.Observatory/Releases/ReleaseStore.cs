using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Terril.Observatory.Sources;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>A release and the instant from which it was in force.</summary>
public sealed record Publication(string Release, DateTimeOffset At);

/// <summary>The folder that keeps snapshots, releases and their history. Several processes may read while one publishes.</summary>
/// <remarks><c>snapshots/</c> (bytes by SHA-256), <c>releases/ID/</c>, <c>history.jsonl</c> (append-only).</remarks>
public sealed class ReleaseStore
{
    private readonly ConcurrentDictionary<string, Lazy<(Release Release, DateTime Written)>> _open = new(StringComparer.Ordinal);
    private volatile KnownHistory? _known;

    /// <summary>Opens the folder; an absent folder is an empty store.</summary>
    public ReleaseStore(string folder, OfficialLists lists)
    {
        Folder = Path.GetFullPath(folder);
        Lists = lists;
        Snapshots = new SnapshotStore(Path.Combine(Folder, "snapshots"));
    }

    /// <summary>Full path.</summary>
    public string Folder { get; }

    /// <summary>The official lists its releases are read with.</summary>
    public OfficialLists Lists { get; }

    /// <summary>Bytes received and recipes.</summary>
    public SnapshotStore Snapshots { get; }

    /// <summary>Publications, oldest first. The same list until something is published, by this process or another; then another list.</summary>
    public IReadOnlyList<Publication> History => Known().Publications;

    /// <summary>The release in force now; null when the store is empty.</summary>
    public Release? Current => History is [.., var last] ? Open(last.Release) : null;

    /// <summary>The release in force at an instant; null before the first.</summary>
    public Release? InForce(DateTimeOffset at) => History.LastOrDefault(p => p.At <= at) is { } publication ? Open(publication.Release) : null;

    /// <summary>A release by id, opened once and kept.</summary>
    /// <exception cref="FaultyInputException">There is none, or one of its files is truncated or altered.</exception>
    public Release Open(string id)
    {
        var opened = _open.TryGetValue(id, out var known) ? known : _open.GetOrAdd(id, key => new(() => (Load(key), Written(key))));
        try
        {
            // One that was found damaged is opened again once it has been put back; whoever still reads the other keeps it.
            if (!opened.Value.Release.IsDamaged || opened.Value.Written == Written(id)) return opened.Value.Release;
        }
        catch (FaultyInputException)
        {
            _open.TryRemove(new(id, opened));
            throw;
        }
        _open.TryRemove(new(id, opened));
        return Open(id);
    }

    internal string PathOf(string release) => Path.Combine(Folder, "releases", release);

    internal string HistoryPath => Path.Combine(Folder, "history.jsonl");

    /// <summary>The site folder a release was last built from, when it was on this disk.</summary>
    internal string? SiteOf(string release) => Known().Lines.LastOrDefault(l => l.Release == release)?.Site is { } site ? Path.GetFullPath(Path.Combine(Folder, site)) : null;

    internal void Append(HistoryLine line)
    {
        using var file = new FileStream(HistoryPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(EndOfLines(file));
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, ReleaseJson.Line.HistoryLine) + "\n"));
        file.Flush(flushToDisk: true);
    }

    // A line cut by a crash must not swallow the next one.
    private static long EndOfLines(FileStream file)
    {
        for (var end = file.Length; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') return end;
        }
        return 0;
    }

    private Release Load(string id) => new(id, Existing(id), Lists);

    private DateTime Written(string id) => Directory.GetLastWriteTimeUtc(Path.Combine(PathOf(id), "cubes"));

    /// <summary>Folder of a release.</summary>
    /// <exception cref="FaultyInputException">There is none of that id.</exception>
    internal string Existing(string id)
    {
        if (id.Length > 0 && id.All(char.IsAsciiHexDigitLower) && Directory.Exists(PathOf(id))) return PathOf(id);
        var known = string.Join(", ", History.Select(p => p.Release).Distinct());
        throw new FaultyInputException("unknown-release", null, $"il n’y a pas de publication « {id} » ; publications : {known}", $"there is no release “{id}”; releases: {known}");
    }

    // Asked at every request: a look at the file's length and date, taken before it is read, tells whether to read it again.
    private KnownHistory Known()
    {
        var file = new FileInfo(HistoryPath);
        var (length, written) = file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;
        if (_known is { } known && known.Length == length && known.Written == written) return known;
        var lines = Lines();
        return _known = new(length, written, lines, [.. lines.Select(l => new Publication(l.Release, l.At)).OrderBy(p => p.At)]);
    }

    private List<HistoryLine> Lines()
    {
        var lines = new List<HistoryLine>();
        if (!File.Exists(HistoryPath)) return lines;
        using var file = new FileStream(HistoryPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        for (var number = 1; reader.ReadLine() is { } text; number++)
        {
            try
            {
                if (JsonSerializer.Deserialize(text, ReleaseJson.Line.HistoryLine) is { } line) lines.Add(line);
            }
            catch (JsonException)
            {
                // A line cut by a crash was never a publication: the release it names is simply not in force.
                if (!reader.EndOfStream) throw new FaultyInputException("broken-history", new Place("history.jsonl", number), "ligne illisible ; la rétablir depuis une sauvegarde", "unreadable line; restore it from a backup");
            }
        }
        return lines;
    }

    private sealed record KnownHistory(long Length, DateTime Written, IReadOnlyList<HistoryLine> Lines, IReadOnlyList<Publication> Publications);
}
