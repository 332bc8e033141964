using System.Buffers.Binary;
using System.IO.Compression;

namespace Terril.Observatory.Reading;

/// <summary>Opens what a .gz or .zip holds, known by its content; any other file is as it is.</summary>
internal static class Archive
{
    private const int GzipEnd = 8;

    /// <summary>The bytes of a table, and how findings name them.</summary>
    /// <exception cref="FaultyInputException">A broken archive, an entry to be named.</exception>
    public static (Stream Stream, string Name) Open(Stream file, string name, string? entry)
    {
        try
        {
            Span<byte> start = stackalloc byte[4];
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            file.Position = 0;
            return Signature.IsGzip(start) ? (OpenGzip(file, name), name)
                : Signature.IsZip(start) ? OpenZip(file, name, entry)
                : (file, name);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Expands every part of a workbook to nowhere, so that a broken one or a bomb is known before it is parsed.</summary>
    public static void Verify(Stream workbook, string name, long largest)
    {
        using var zip = OpenArchive(workbook, name, leaveOpen: true);
        foreach (var part in zip.Entries)
        {
            using var content = Expand(part, name);
            content.CopyTo(Stream.Null);
            largest -= content.Position;
            if (largest < 0) throw ReadingFaults.TooLarge(name);
        }
        workbook.Position = 0;
    }

    // The framework takes a truncated .gz for a shorter one: its last eight bytes say what must come out.
    private static ExpandedStream OpenGzip(Stream file, string name)
    {
        Span<byte> end = stackalloc byte[GzipEnd];
        file.Position = Math.Max(0, file.Length - GzipEnd);
        file.ReadExactly(end[..(int)Math.Min(file.Length, GzipEnd)]);
        file.Position = 0;

        var sum = BinaryPrimitives.ReadUInt32LittleEndian(end);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(end[4..]);
        return new ExpandedStream(new GZipStream(file, CompressionMode.Decompress), name, file.Length, sum, length);
    }

    private static (Stream Stream, string Name) OpenZip(Stream file, string name, string? entry)
    {
        var zip = OpenArchive(file, name, leaveOpen: true);
        if (IsOfficeDocument(zip))
        {
            zip.Dispose();
            file.Position = 0;
            return (file, name);
        }

        var chosen = Choose(zip, name, entry);
        return (Expand(chosen, $"{name}!{chosen.FullName}", zip, file), $"{name}!{chosen.FullName}");
    }

    private static ZipArchive OpenArchive(Stream stream, string name, bool leaveOpen)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen);
            _ = zip.Entries;
            return zip;
        }
        catch (InvalidDataException)
        {
            zip?.Dispose();
            throw ReadingFaults.BrokenArchive(name);
        }
    }

    // Workbooks are archives too, and are read whole.
    private static bool IsOfficeDocument(ZipArchive zip) =>
        zip.GetEntry("[Content_Types].xml") is not null || zip.GetEntry("mimetype") is not null;

    private static ZipArchiveEntry Choose(ZipArchive zip, string name, string? entry)
    {
        var files = zip.Entries.Where(IsFile).ToArray();
        var names = files.Select(file => file.FullName).ToArray();
        if (entry is not null) return files.FirstOrDefault(file => file.FullName == entry) ?? throw ReadingFaults.UnknownEntry(name, entry, names);
        if (files.Length == 1) return files[0];
        throw files.Length == 0 ? ReadingFaults.Empty(name) : ReadingFaults.WhichEntry(name, names);
    }

    // macOS adds its own files to the archives it makes.
    private static bool IsFile(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && entry.Name != ".DS_Store" && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static ExpandedStream Expand(ZipArchiveEntry entry, string name, params IDisposable[] owned)
    {
        if (entry.IsEncrypted) throw ReadingFaults.Encrypted(name);
        try
        {
            return new ExpandedStream(entry.Open(), name, entry.CompressedLength, entry.Crc32, entry.Length, owned);
        }
        catch (InvalidDataException)
        {
            throw ReadingFaults.BrokenArchive(name);
        }
    }
}
