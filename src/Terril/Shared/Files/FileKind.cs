using Terril.Shared.Files.Formats;

namespace Terril.Shared.Files;

/// <summary>What a file is. What is in none of these, a room cannot accept: nothing here runs, and each has a structure that is read before it is kept.</summary>
public enum FileKind
{
    Jpeg,
    Png,
    WebP,
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    Odt,
    Ods,
    Odp,
    Zip,
    Csv,
    PlainText,

    /// <summary>Captions of a film, WebVTT.</summary>
    Captions,

    /// <summary>JSON, GeoJSON among them.</summary>
    Json,
}

/// <summary>What the gate knows of a kind.</summary>
/// <param name="Extensions">With their dot, lower case; the first is the one that is given.</param>
/// <param name="IsShown">A browser shows it in its place; the others are downloaded.</param>
/// <param name="Read">Reads the whole structure; what cannot be read is refused.</param>
internal sealed record FileFacts(string MediaType, IReadOnlyList<string> Extensions, bool IsShown, ReadFile Read)
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    private static readonly Dictionary<FileKind, FileFacts> s_all = new()
    {
        [FileKind.Jpeg] = new("image/jpeg", [".jpg", ".jpeg"], true, Photo.Reader(Jpeg.Read)),
        [FileKind.Png] = new("image/png", [".png"], true, Photo.Reader(Png.Read)),
        [FileKind.WebP] = new("image/webp", [".webp"], true, Photo.Reader(WebP.Read)),
        [FileKind.Pdf] = new("application/pdf", [".pdf"], false, Pdf.Read),
        [FileKind.Docx] = OfficeOpen(".docx", "wordprocessingml.document"),
        [FileKind.Xlsx] = OfficeOpen(".xlsx", "spreadsheetml.sheet"),
        [FileKind.Pptx] = OfficeOpen(".pptx", "presentationml.presentation"),
        [FileKind.Odt] = Open(".odt", "text"),
        [FileKind.Ods] = Open(".ods", "spreadsheet"),
        [FileKind.Odp] = Open(".odp", "presentation"),
        [FileKind.Zip] = new("application/zip", [".zip"], false, Archive.Read),
        [FileKind.Csv] = new("text/csv; charset=utf-8", [".csv"], false, PlainWords.Read),
        [FileKind.PlainText] = new("text/plain; charset=utf-8", [".txt"], false, PlainWords.Read),
        [FileKind.Captions] = new("text/vtt; charset=utf-8", [".vtt"], false, PlainWords.ReadCaptions),
        [FileKind.Json] = new("application/json", [".json", ".geojson"], false, PlainWords.ReadJson),
    };

    public static FileFacts Of(FileKind kind) => s_all[kind];

    public static FileKind? WithExtension(string extension)
    {
        foreach (var (kind, facts) in s_all)
            if (facts.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)) return kind;
        return null;
    }

    private static FileFacts OfficeOpen(string extension, string type) =>
        new(Office + type, [extension], false, (from, to) => Archive.ReadOffice(from, to, $"{Office}{type}.main+xml"));

    private static FileFacts Open(string extension, string type) =>
        new(OpenDocument + type, [extension], false, (from, to) => Archive.ReadOpenDocument(from, to, OpenDocument + type));
}

/// <summary>Reads a file from its beginning and writes what is kept of it.</summary>
/// <returns>Its size when it is a picture.</returns>
/// <exception cref="FileRefusedException">Its structure is not that of its kind.</exception>
internal delegate PictureSize? ReadFile(Stream from, Stream to);

/// <summary>In pixels, as it is seen: turned when its orientation says so.</summary>
public sealed record PictureSize(int Width, int Height);
