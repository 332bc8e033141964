using System.IO.Compression;
using System.Text;

namespace Terril.Tests.Shared.Files;

/// <summary>Small files of each kind, and what cameras add to pictures.</summary>
internal static class Pictures
{
    /// <summary>What must never be found in a picture that was kept.</summary>
    public const string Secret = "50.6292,3.0573 appareil de Camille";

    /// <summary>64 × 48, as an encoder wrote them.</summary>
    public static byte[] Jpeg { get; } = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/2wBDAQMDAwQDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBD/wAARCAAwAEADAREAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUI/8QAFhAAAwAAAAAAAAAAAAAAAAAAABRh/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAcJ/8QAFhEAAwAAAAAAAAAAAAAAAAAAABVh/9oADAMBAAIRAxEAPwDNbNJcphpszoZoUwM6GaFMDOhmhTAzoZoUwM6GaFMDOhmhTAzoZoUwM6SmaU1TCeNKGaFMDShmhTA0oZoUwNKGaFMDShmhTA0oZoUwNKGaFMDSklmlOUwnjOhmhTAzoZoUwM6GaFMDOhmhTAzoZoUwM6GaFMDOhmhTAzpKZpTVMJ4zoZoUwM6GaFMDOhmhTAzoZoUwM6GaFMDOhmhTAzoZoUwM6SmaU5TCds6GaFMDOhmhTAzoZoUwM6GaFMDOhmhTAzoZoUwM6GaFMDOklmlNUwnjOhmhTAzoZoUwM6GaFMDOhmhTAzoZoUwM6GaFMDOhmhTAzp//2Q==");

    public static byte[] WebP { get; } = Convert.FromBase64String("UklGRsgAAABXRUJQVlA4ILwAAAAwCQCdASpAADAAPikQh0KhoQoFV1QMAUJZgDHX+N4B+F/7Hf3LkAu3Pz/rgf//aU/QDG/+f+AKSw5P/F6OpANJ4dfmqtn+7Pn4aYEoJ77s+egAAP79WV1T2f0//0bwrF0b//Jge6XJvbjdeasfCqg+UPsB6QA7IT8HxZUrVCtURxUCam57fqs9sExigDyGP4QpcOBElBiAB2APtFa28PMORhyDd0bIOZ7m1i4h1qUCSr/aGwNyBdFh2AAAAA==");

    public static byte[] Png { get; } = MakePng();

    /// <summary>A header of Exif with a way up and, after it, where the picture was taken.</summary>
    public static byte[] Exif(int orientation, bool little = true) =>
    [
        .. little ? "II*\0"u8 : "MM\0*"u8, .. Number(8, 4, little), .. Number(1, 2, little),
        .. Number(0x0112, 2, little), .. Number(3, 2, little), .. Number(1, 4, little), .. Number(orientation, 2, little), 0, 0, 0, 0, 0, 0,
        .. Encoding.ASCII.GetBytes(Secret),
    ];

    public static byte[] JpegWith(int orientation, bool little = true) =>
    [
        .. Jpeg[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(orientation, little)]), .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.ASCII.GetBytes(Secret)]),
        .. Segment(0xED, Encoding.ASCII.GetBytes(Secret)), .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)), .. Jpeg[2..], .. Encoding.ASCII.GetBytes(Secret),
    ];

    public static byte[] PngWith(int orientation) =>
    [
        .. Png[..33], .. Chunk("eXIf", Exif(orientation)), .. Chunk("tEXt", [.. "Comment\0"u8, .. Encoding.ASCII.GetBytes(Secret)]), .. Chunk("zzZz", Encoding.ASCII.GetBytes(Secret)),
        .. Png[33..], .. Encoding.ASCII.GetBytes(Secret),
    ];

    public static byte[] WebPWith(int orientation)
    {
        byte[] body = [.. "WEBP"u8, .. Riff("VP8X", [0x0C, 0, 0, 0, 63, 0, 0, 47, 0, 0]), .. WebP[12..], .. Riff("EXIF", Exif(orientation)), .. Riff("XMP ", Encoding.ASCII.GetBytes(Secret))];
        return [.. "RIFF"u8, .. Number(body.Length, 4, true), .. body, .. Encoding.ASCII.GetBytes(Secret)];
    }

    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n100\n%%EOF\n");

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }
        return file.ToArray();
    }

    public static byte[] Docx(params (string, byte[])[] more) => Zip([("[Content_Types].xml", Encoding.UTF8.GetBytes(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")),
        ("word/document.xml", "<document/>"u8.ToArray()), .. more]);

    public static byte[] Ods(params (string, byte[])[] more) => Zip([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"u8.ToArray()), ("content.xml", "<office/>"u8.ToArray()), .. more]);

    /// <summary>A picture of one colour that says it is this wide and this high.</summary>
    public static byte[] MakePng(int width = 64, int height = 48, int rows = -1) => PngOf(width, height, new byte[(rows < 0 ? height : rows) * (1 + (3 * width))]);

    /// <summary>A picture that no compression makes lighter.</summary>
    public static byte[] Grain(int width, int height)
    {
        var rows = new byte[height * (1 + (3 * width))];
        new Random(1).NextBytes(rows);
        for (var row = 0; row < height; row++) rows[row * (1 + (3 * width))] = 0;
        return PngOf(width, height, rows);
    }

    private static byte[] PngOf(int width, int height, byte[] rows)
    {
        var pixels = new MemoryStream();
        using (var deflate = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(rows);
        return
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", [.. Number(width, 4, false), .. Number(height, 4, false), 8, 2, 0, 0, 0]),
            .. Chunk("IDAT", pixels.ToArray()), .. Chunk("IEND", []),
        ];
    }

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, .. Number(body.Length + 2, 2, false), .. body];

    private static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. body];
        var check = uint.MaxValue;
        foreach (var one in named)
        {
            check ^= one;
            for (var bit = 0; bit < 8; bit++) check = (check & 1) != 0 ? 0xEDB88320 ^ (check >> 1) : check >> 1;
        }
        return [.. Number(body.Length, 4, false), .. named, .. Number(unchecked((int)~check), 4, false)];
    }

    private static byte[] Riff(string name, byte[] body) => [.. Encoding.ASCII.GetBytes(name), .. Number(body.Length, 4, true), .. body, .. new byte[body.Length & 1]];

    private static byte[] Number(int value, int bytes, bool little) =>
        [.. Enumerable.Range(0, bytes).Select(i => (byte)(value >> (8 * (little ? i : bytes - 1 - i))))];
}
