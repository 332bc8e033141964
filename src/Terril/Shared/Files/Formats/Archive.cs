using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Terril.Shared.Files.Formats;

/// <summary>Archives, and the documents that are archives: every entry is inflated to its end, within bounds, before any is trusted. Kept as they are.</summary>
internal static class Archive
{
    private const int MostEntries = 10_000;
    private const long MostInflated = 512_000_000;
    private const int MostRatio = 200;
    private const int MostOfPart = 1_000_000;

    private static readonly string[] s_macros = ["vbaProject.bin", "vbaData.xml"];

    public static PictureSize? Read(Stream from, Stream to) => Read(from, to, _ => true, "une archive ZIP", "a ZIP archive");

    /// <summary>A document of Word, Excel or PowerPoint, without macros.</summary>
    public static PictureSize? ReadOffice(Stream from, Stream to, string mainType) => Read(from, to, archive =>
    {
        if (archive.Entries.Any(e => s_macros.Contains(e.Name, StringComparer.OrdinalIgnoreCase))) throw Macros();
        return archive.GetEntry("[Content_Types].xml") is { } types && Types(types).Contains(mainType);
    }, "un document bureautique du genre que dit son nom", "an office document of the kind that its name says");

    /// <summary>A document of LibreOffice, without macros.</summary>
    public static PictureSize? ReadOpenDocument(Stream from, Stream to, string type) => Read(from, to, archive =>
    {
        if (archive.Entries.Any(e => e.FullName.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || e.FullName.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase))) throw Macros();
        return archive.Entries is [{ FullName: "mimetype" } first, ..] && Encoding.ASCII.GetString(Part(first)) == type;
    }, "un document bureautique du genre que dit son nom", "an office document of the kind that its name says");

    private static PictureSize? Read(Stream from, Stream to, Func<ZipArchive, bool> isOne, string fr, string en)
    {
        try
        {
            Span<byte> start = stackalloc byte[4];
            if (from.ReadAtLeast(start, 4, throwOnEndOfStream: false) < 4 || !start.SequenceEqual("PK\u0003\u0004"u8)) throw FileRefusedException.Unlike(fr, en);
            using (var archive = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true))
            {
                Bound(archive, from.Length);
                if (!isOne(archive)) throw FileRefusedException.Unlike(fr, en);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or XmlException or NotSupportedException or ArgumentException or IOException or OverflowException)
        {
            throw FileRefusedException.Unlike(fr, en);
        }
        from.Position = 0;
        from.CopyTo(to);
        return null;
    }

    // What an entry says of its length is not believed.
    private static void Bound(ZipArchive archive, long length)
    {
        if (archive.Entries.Count > MostEntries) throw Bomb();
        var left = Math.Min(MostInflated, MostRatio * length);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var buffer = new byte[1 << 16];
        foreach (var entry in archive.Entries)
        {
            if (entry.IsEncrypted) throw new FileRefusedException("Cette archive est protégée par un mot de passe : enlevez-le.", "This archive is protected by a password: take it off.");
            if (!names.Add(entry.FullName) || LeadsOut(entry.FullName)) throw new FileRefusedException("Les noms que contient cette archive ne sont pas sûrs : refaites-la.", "The names in this archive are not safe: make it again.");
            using var content = entry.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
                if ((left -= read) < 0) throw Bomb();
        }
    }

    private static bool LeadsOut(string name) =>
        name.Contains('\\', StringComparison.Ordinal) || name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..");

    private static HashSet<string> Types(ZipArchiveEntry entry)
    {
        using var reader = XmlReader.Create(new MemoryStream(Part(entry)), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return [.. XDocument.Load(reader).Descendants().Select(e => e.Attribute("ContentType")?.Value ?? "")];
    }

    private static byte[] Part(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var part = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (int read; (read = content.Read(buffer)) > 0; part.Write(buffer, 0, read))
            if (part.Length > MostOfPart) throw Bomb();
        return part.ToArray();
    }

    private static FileRefusedException Bomb() => new(
        "Une fois ouverte, cette archive prendrait trop de place : 512 Mo, 10 000 fichiers et 200 fois son poids au plus. Envoyez-la en plusieurs parties.",
        "Once opened, this archive would take too much room: 512 MB, 10,000 files and 200 times its weight at most. Send it in several parts.");

    private static FileRefusedException Macros() => new(
        "Ce document contient des macros : enregistrez-le sans elles.", "This document holds macros: save it without them.");
}
