using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Terril.Observatory;

namespace Terril.Running.Copies;

/// <summary>Unpacks a copy into a folder, and believes nothing of it before every byte has been compared with its manifest.</summary>
internal static class ReadCopy
{
    /// <exception cref="FaultyInputException">It is cut or altered, of another format, or of a later version; names what is wrong.</exception>
    public static async Task<Manifest> Run(string path, Func<string, string?> placeOf, CancellationToken stop)
    {
        if (!File.Exists(path)) throw new FaultyInputException("no-backup", new(path), "il n’y a pas de fichier de ce nom", "there is no file of that name");
        var found = new Dictionary<string, Entry>(StringComparer.Ordinal);
        var manifest = default(Manifest);
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using var packed = new GZipStream(file, CompressionMode.Decompress);
            await using var counted = new HashedStream(packed);
            await using var tar = new TarReader(counted);
            while (await tar.GetNextEntryAsync(copyData: false, stop) is { } entry)
            {
                if (manifest is not null || entry.EntryType != TarEntryType.RegularFile) throw Damaged(path, entry.Name);
                if (entry.Name == Manifest.Name) manifest = await ReadManifest(path, entry, stop);
                else if (!found.TryAdd(entry.Name, await Unpack(path, entry, placeOf(entry.Name), stop))) throw Damaged(path, entry.Name);
            }
            // What follows the last entry is read too: the whole file is then that which gzip has summed up, and counted at its end.
            await counted.CopyToAsync(Stream.Null, stop);
            if (Counted(file) != unchecked((uint)counted.BytesRead)) throw Damaged(path, null);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or JsonException or ArgumentException or OverflowException or InvalidOperationException or NotSupportedException or PathTooLongException)
        {
            throw Damaged(path, null);
        }
        Compare(path, manifest ?? throw Damaged(path, Manifest.Name), found);
        return manifest;
    }

    // RFC 1952: how long the content is, modulo 2³², in the last four bytes. A file cut within them would pass otherwise.
    private static uint Counted(FileStream file)
    {
        Span<byte> end = stackalloc byte[4];
        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end);
    }

    private static async Task<Manifest> ReadManifest(string path, TarEntry entry, CancellationToken stop)
    {
        var manifest = await JsonSerializer.DeserializeAsync<Manifest>(entry.DataStream ?? Stream.Null, Manifest.Json, stop) ?? throw Damaged(path, Manifest.Name);
        return manifest.Format == Manifest.Known ? manifest : throw new FaultyInputException("backup-format", new(path),
            $"cette copie est au format {manifest.Format}, et ce programme connaît le {Manifest.Known} : prenez la version {manifest.Program}",
            $"this copy is in format {manifest.Format}, and this program knows {Manifest.Known}: take version {manifest.Program}");
    }

    private static async Task<Entry> Unpack(string path, TarEntry entry, string? to, CancellationToken stop)
    {
        if (to is null || entry.Name.Split('/').Any(part => part is "" or "." or "..") || Path.Exists(to) || IsUnderAFile(to)) throw Damaged(path, entry.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        await using var content = new HashedStream(entry.DataStream ?? new MemoryStream());
        await using (var file = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            await content.CopyToAsync(file, stop);
        return new(entry.Name, content.BytesRead, content.Hash());
    }

    private static bool IsUnderAFile(string path)
    {
        for (var above = Path.GetDirectoryName(path); !string.IsNullOrEmpty(above) && !Directory.Exists(above); above = Path.GetDirectoryName(above))
            if (File.Exists(above)) return true;
        return false;
    }

    private static void Compare(string path, Manifest manifest, Dictionary<string, Entry> found)
    {
        foreach (var said in manifest.Entries)
            if (!found.Remove(said.Path, out var read) || read != said) throw Damaged(path, said.Path);
        if (found.Keys.FirstOrDefault() is { } more) throw Damaged(path, more);
        foreach (var table in manifest.Tables)
            if (!manifest.Entries.Any(e => e.Path == table.Entry)) throw Damaged(path, table.Entry);
    }

    private static FaultyInputException Damaged(string path, string? entry) => new("backup-damaged", new(entry is null ? path : $"{path}!{entry}"),
        "cette copie est coupée ou altérée : rien n’a été remis ; prenez-en une autre", "this copy is cut or altered: nothing was put back; take another");
}
