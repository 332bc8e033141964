using System.Buffers.Binary;

namespace Terril.Shared.Files.Formats;

/// <summary>
/// JPEG (ITU T.81): of its segments, those that draw the picture and its colours are kept. Exif, XMP, IPTC, comments, thumbnails
/// and what follows the end of the picture go; the way up is written again.
/// </summary>
internal static class Jpeg
{
    private const byte Start = 0xD8, End = 0xD9, Scan = 0xDA, App0 = 0xE0, Exif = 0xE1, Profile = 0xE2, Adobe = 0xEE, Comment = 0xFE;
    private const byte Baseline = 0xC0, Progressive = 0xC2, Huffman = 0xC4, Quantisation = 0xDB, RestartInterval = 0xDD;

    // A progressive picture has a dozen; thousands keep a browser busy for an hour.
    private const int MostScans = 100;

    public static PictureSize Read(ReadOnlySpan<byte> file, Stream to)
    {
        if (file is not [0xFF, Start, ..]) throw Unlike();
        var (frame, orientation, scans, rest) = (default(PictureSize), 1, 0, new MemoryStream(file.Length));
        byte[] jfif = [];
        for (var at = 2; ;)
        {
            var marker = Marker(file, ref at);
            if (marker == End) break;
            var body = Body(file, ref at);
            switch (marker)
            {
                case App0 when body.StartsWith("JFIF\0"u8) && body.Length >= 14:
                    jfif = [.. body[..12], 0, 0];
                    break;
                case Exif when body.StartsWith("Exif\0"u8) && body.Length > 6:
                    orientation = Photo.OrientationIn(body[6..]);
                    break;
                case Profile when body.StartsWith("ICC_PROFILE\0"u8):
                case Huffman or Quantisation or RestartInterval:
                    Write(rest, marker, body);
                    break;
                case Adobe when body.StartsWith("Adobe"u8) && body.Length >= 12:
                    Write(rest, marker, body[..12]);
                    break;
                case >= Baseline and <= Progressive when frame is null:
                    frame = Frame(body);
                    Write(rest, marker, body);
                    break;
                case Scan when frame is not null && ++scans <= MostScans:
                    Write(rest, marker, body);
                    rest.Write(Drawing(file, ref at));
                    break;
                case (>= App0 and <= 0xEF) or Comment:
                    break;
                default:
                    throw Unlike();
            }
        }
        if (frame is null || scans == 0) throw Unlike();

        to.Write([0xFF, Start]);
        if (jfif.Length > 0) Write(to, App0, jfif);
        if (Photo.Tiff(orientation) is { Length: > 0 } tiff) Write(to, Exif, [.. "Exif\0\0"u8, .. tiff]);
        rest.WriteTo(to);
        to.Write([0xFF, End]);
        return Photo.Size(frame.Width, frame.Height, orientation);
    }

    private static byte Marker(ReadOnlySpan<byte> file, ref int at)
    {
        if (at >= file.Length || file[at] != 0xFF) throw Unlike();
        while (at < file.Length && file[at] == 0xFF) at++;
        return at < file.Length ? file[at++] : throw Unlike();
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> file, ref int at)
    {
        if (file.Length - at < 2) throw Unlike();
        int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        if (length < 2 || length > file.Length - at) throw Unlike();
        var body = file.Slice(at + 2, length - 2);
        at += length;
        return body;
    }

    private static PictureSize Frame(ReadOnlySpan<byte> body)
    {
        if (body.Length < 6 || body[0] != 8 || body[5] is not (1 or 3 or 4) || body.Length != 6 + (3 * body[5])) throw Unlike();
        return Photo.Size(BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]));
    }

    // Up to the next marker that is neither a stuffed byte nor a restart.
    private static ReadOnlySpan<byte> Drawing(ReadOnlySpan<byte> file, ref int at)
    {
        var from = at;
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length) throw Unlike();
            at += next;
            if (file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) return file[from..at];
            at += 2;
        }
    }

    private static void Write(Stream to, byte marker, ReadOnlySpan<byte> body)
    {
        var length = body.Length + 2;
        to.Write([0xFF, marker, (byte)(length >> 8), (byte)length]);
        to.Write(body);
    }

    private static FileRefusedException Unlike() => FileRefusedException.Unlike("une photo JPEG", "a JPEG picture");
}
