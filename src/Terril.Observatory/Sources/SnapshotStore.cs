using System.Buffers;
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
    private const int Part = 1 << 20;

    private readonly ConcurrentBag<string> _taken = [];

    /// <summary>Copies a file into the store and reads its hash in the same pass; one that is kept already is compared to the copy, and not written.</summary>
    /// <exception cref="OperationCanceledException">It was ended; nothing is kept of it.</exception>
    public Snapshot Take(string path, CancellationToken stop = default)
    {
        using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var asLong = Of(from.Length);
        if (asLong.Count == 0) return Take(from, stop);
        // Of several as long, the hash tells which.
        var kept = asLong.Count == 1 ? asLong[0] : PathOf(HashOf(from, stop));
        if (IsCopy(from, kept, stop)) return new Snapshot(Path.GetFileName(kept), from.Length);
        from.Position = 0;
        return Take(from, stop);
    }

    /// <summary>Copies bytes into the store.</summary>
    public Snapshot Take(byte[] bytes)
    {
        if (HashOf(bytes) is var sha256 && IsKept(sha256)) return new Snapshot(sha256, bytes.Length);
        using var from = new MemoryStream(bytes);
        return Take(from, default);
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
    public static string HashOf(string path) => HashOf(path, CancellationToken.None);

    /// <summary>The same, that may be ended.</summary>
    internal static string HashOf(string path, CancellationToken stop)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return HashOf(file, stop);
    }

    /// <summary>SHA-256 of some bytes, lower-case hexadecimal.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Waits until all that was taken is on the disk.</summary>
    internal void Flush(CancellationToken stop = default)
    {
        while (!_taken.IsEmpty)
        {
            stop.ThrowIfCancellationRequested();
            if (!_taken.TryTake(out var path)) break;
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    // A copy that was damaged since is taken again.
    private bool IsKept(string sha256, CancellationToken stop = default) => File.Exists(PathOf(sha256)) && HashOf(PathOf(sha256), stop) == sha256;

    private static string HashOf(Stream from, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
        try
        {
            for (int read; (read = from.Read(buffer)) > 0; stop.ThrowIfCancellationRequested()) hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private List<string> Of(long length) =>
        !Directory.Exists(folder) ? [] : [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Name.Length == 64 && f.Length == length).Select(f => f.FullName)];

    // Whether a kept file has the bytes of another, and they the hash that it bears: one part is hashed while it is compared.
    private static bool IsCopy(FileStream from, string kept, CancellationToken stop)
    {
        from.Position = 0;
        if (!File.Exists(kept)) return false;
        using var other = new FileStream(kept, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, next, same, hashed) = (new byte[Part], new byte[Part], new byte[Part], Task.CompletedTask);
        try
        {
            for (int read; (read = from.ReadAtLeast(buffer, Part, throwOnEndOfStream: false)) > 0; (buffer, next) = (next, buffer))
            {
                hashed.Wait(CancellationToken.None);
                stop.ThrowIfCancellationRequested();
                var bytes = buffer.AsMemory(0, read);
                hashed = Task.Run(() => hash.AppendData(bytes.Span), CancellationToken.None);
                if (other.ReadAtLeast(same.AsSpan(0, read), read, throwOnEndOfStream: false) < read || !bytes.Span.SequenceEqual(same.AsSpan(0, read))) return false;
            }
        }
        finally
        {
            hashed.Wait(CancellationToken.None);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset()) == Path.GetFileName(kept);
    }

    private Snapshot Take(Stream from, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var waiting = Path.Combine(folder, $".{Guid.NewGuid():N}");
        try
        {
            var (sha256, size) = Copy(from, waiting, stop);
            var kept = PathOf(sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            if (!IsKept(sha256, stop)) File.Move(waiting, kept, overwrite: true);
            _taken.Add(kept);
            Disk.FlushAhead(kept);
            return new Snapshot(sha256, size);
        }
        finally
        {
            File.Delete(waiting);
        }
    }

    // One part is hashed while the next is written.
    private static (string Sha256, long Size) Copy(Stream from, string path, CancellationToken stop)
    {
        using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (hashed, size) = (Task.CompletedTask, 0L);
        byte[] buffer = new byte[Part], other = new byte[Part];
        for (int read; (read = from.Read(buffer)) > 0; size += read)
        {
            hashed.Wait(CancellationToken.None);
            stop.ThrowIfCancellationRequested();
            var (bytes, length) = (buffer, read);
            hashed = Task.Run(() => hash.AppendData(bytes, 0, length), CancellationToken.None);
            to.Write(buffer, 0, read);
            (buffer, other) = (other, buffer);
        }
        hashed.Wait(CancellationToken.None);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }
}
