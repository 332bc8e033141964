namespace Terril.Observatory.Reading;

/// <summary>Content that its first bytes give away.</summary>
internal static class Signature
{
    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] EmptyZip = [0x50, 0x4B, 0x05, 0x06];
    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0];
    private static readonly byte[] Gzip = [0x1F, 0x8B];

    private static readonly (byte[] Bytes, Text Kind)[] Binary =
    [
        ([0x25, 0x50, 0x44, 0x46, 0x2D], new("un document PDF", "a PDF document")),
        (Zip, new("un classeur ou une archive ZIP", "a workbook or a ZIP archive")),
        (OldOffice, new("un ancien fichier Office (.xls, .doc)", "an old Office file (.xls, .doc)")),
        (Gzip, new("une archive GZIP dans une archive", "a GZIP archive within an archive")),
        ([0x37, 0x7A, 0xBC, 0xAF], new("une archive 7z", "a 7z archive")),
        ([0x52, 0x61, 0x72, 0x21], new("une archive RAR", "a RAR archive")),
        ([0x28, 0xB5, 0x2F, 0xFD], new("une archive Zstandard", "a Zstandard archive")),
        ([0x89, 0x50, 0x4E, 0x47], new("une image PNG", "a PNG image")),
        ([0xFF, 0xD8, 0xFF], new("une image JPEG", "a JPEG image")),
        ([0x50, 0x41, 0x52, 0x31], new("un fichier Parquet", "a Parquet file")),
    ];

    private static readonly Text Html = new("une page HTML", "an HTML page");
    private static readonly Text Xml = new("un document XML", "an XML document");

    /// <summary>JSON, by its first character.</summary>
    public static readonly Text Json = new("un document JSON", "a JSON document");

    /// <summary>Of no kind known here.</summary>
    public static readonly Text Other = new("un autre fichier", "another file");

    /// <summary>Whether a ZIP archive begins so; a workbook is one.</summary>
    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Zip) || bytes.StartsWith(EmptyZip);

    /// <summary>Whether a GZIP archive begins so.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Gzip);

    /// <summary>Whether a workbook of before 2007 begins so.</summary>
    public static bool IsOldOffice(ReadOnlySpan<byte> bytes) => bytes.StartsWith(OldOffice);

    /// <summary>The kind of file that begins with these bytes, when it is a known one that is no table of text.</summary>
    public static Text? KindOf(ReadOnlySpan<byte> bytes)
    {
        foreach (var (signature, kind) in Binary)
        {
            if (bytes.StartsWith(signature)) return kind;
        }

        var text = bytes.StartsWith(TextEncoding.Utf8.Mark) ? bytes[3..] : bytes;
        text = text.TrimStart(" \t\r\n"u8);
        if (Begins(text, "<!doctype html"u8) || Begins(text, "<html"u8)) return Html;
        if (Begins(text, "<?xml"u8)) return Xml;
        return text.StartsWith("{"u8) || text.StartsWith("["u8) ? Json : null;
    }

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase) =>
        text.Length >= lowerCase.Length && System.Text.Ascii.EqualsIgnoreCase(text[..lowerCase.Length], lowerCase);
}
