using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Sources;

/// <summary>The bytes of one file of a source, as received: never changed, never deleted.</summary>
/// <param name="Sha256">Of the bytes, lower-case hexadecimal: its name.</param>
/// <param name="Bytes">How many.</param>
public sealed record Snapshot(string Sha256, long Bytes);

/// <summary>When the bytes of a snapshot came from an address.</summary>
/// <param name="Sha256">The snapshot.</param>
/// <param name="Address">Where they came from.</param>
/// <param name="At">When.</param>
public sealed record Receipt(string Sha256, string Address, DateTimeOffset At);

/// <summary>Keeps snapshots in a folder, by their SHA-256. Taking one twice keeps it once. Safe between processes.</summary>
public sealed class SnapshotStore(string folder)
{
    private ConcurrentBag<string> _taken = [];

    /// <summary>Copies a file into the store and reads its hash in the same pass; one that is kept already is read and not written.</summary>
    public Snapshot Take(string path)
    {
        using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (!IsPerhapsKept(from.Length)) return Take(from);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(from));
        if (IsKept(sha256)) return new Snapshot(sha256, from.Length);
        from.Position = 0;
        return Take(from);
    }

    /// <summary>Copies bytes into the store.</summary>
    public Snapshot Take(byte[] bytes)
    {
        if (HashOf(bytes) is var sha256 && IsKept(sha256)) return new Snapshot(sha256, bytes.Length);
        using var from = new MemoryStream(bytes);
        return Take(from);
    }

    /// <summary>Everything received from an address, oldest first.</summary>
    public IReadOnlyList<Receipt> Receipts =>
        !File.Exists(ReceiptsPath) ? [] : [.. File.ReadLines(ReceiptsPath).Where(line => line.EndsWith('}')).Select(line => JsonSerializer.Deserialize(line, ReleaseJson.Line.Receipt)!)];

    /// <summary>Writes down that a snapshot was received.</summary>
    internal void Note(Receipt receipt) => File.AppendAllText(ReceiptsPath, "\n" + JsonSerializer.Serialize(receipt, ReleaseJson.Line.Receipt));

    private string ReceiptsPath => Path.Combine(folder, "received.jsonl");

    /// <summary>Path of a kept snapshot; whether its bytes still are what they were is said by <see cref="Check"/>.</summary>
    public string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);

    /// <summary>Reads a snapshot again and compares its hash.</summary>
    /// <param name="sha256">The snapshot.</param>
    /// <param name="name">Name of the file in the finding.</param>
    /// <exception cref="FaultyInputException">It is missing, or one of its bytes changed.</exception>
    public void Check(string sha256, string name)
    {
        if (!File.Exists(PathOf(sha256)))
            throw new FaultyInputException("missing-snapshot", new Place(name), $"la copie conservée ({sha256[..12]}…) a disparu ; la rétablir depuis une sauvegarde", $"the kept copy ({sha256[..12]}…) is gone; restore it from a backup");
        if (HashOf(PathOf(sha256)) != sha256)
            throw new FaultyInputException("altered-snapshot", new Place(name), $"la copie conservée a changé depuis sa réception (SHA-256 attendu {sha256[..12]}…) ; la rétablir depuis une sauvegarde", $"the kept copy has changed since it was received (expected SHA-256 {sha256[..12]}…); restore it from a backup");
    }

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>SHA-256 of some bytes, lower-case hexadecimal.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Waits until all that was taken is on the disk.</summary>
    internal void Flush()
    {
        foreach (var path in Interlocked.Exchange(ref _taken, []))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    // A copy that was damaged since is taken again.
    private bool IsKept(string sha256) => File.Exists(PathOf(sha256)) && HashOf(PathOf(sha256)) == sha256;

    private bool IsPerhapsKept(long length) => Directory.Exists(folder) && new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Any(f => f.Length == length);

    private Snapshot Take(Stream from)
    {
        Directory.CreateDirectory(folder);
        var waiting = Path.Combine(folder, $".{Guid.NewGuid():N}");
        try
        {
            var (sha256, size) = Copy(from, waiting);
            var kept = PathOf(sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            if (!IsKept(sha256)) File.Move(waiting, kept, overwrite: true);
            _taken.Add(kept);
            return new Snapshot(sha256, size);
        }
        finally
        {
            File.Delete(waiting);
        }
    }

    // One part is hashed while the next is written.
    private static (string Sha256, long Size) Copy(Stream from, string path)
    {
        using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (hashed, size) = (Task.CompletedTask, 0L);
        byte[] buffer = new byte[1 << 20], other = new byte[1 << 20];
        for (int read; (read = from.Read(buffer)) > 0; size += read)
        {
            hashed.Wait();
            var (bytes, length) = (buffer, read);
            hashed = Task.Run(() => hash.AppendData(bytes, 0, length));
            to.Write(buffer, 0, read);
            (buffer, other) = (other, buffer);
        }
        hashed.Wait();
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }
}
