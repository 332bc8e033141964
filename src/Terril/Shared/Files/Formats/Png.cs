using System.Buffers.Binary;
using System.IO.Compression;

namespace Terril.Shared.Files.Formats;

/// <summary>
/// PNG (third edition): of its chunks, those that draw the picture and its colours are kept. Exif, texts, date, animation
/// and what follows the end go; the way up is written again. Its pixels are counted, so that none hides more than it says.
/// </summary>
internal static class Png
{
    private static readonly byte[] s_signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly HashSet<string> s_kept = new(StringComparer.Ordinal) { "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP" };
    private static readonly uint[] s_remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    // Columns and rows that each pass of an interlaced picture begins with and steps by.
    private static readonly (int X, int Y, int Dx, int Dy)[] s_passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static PictureSize Read(ReadOnlySpan<byte> file, Stream to)
    {
        if (!file.StartsWith(s_signature)) throw Unlike();
        var at = s_signature.Length;
        var (name, header) = Chunk(file, ref at);
        if (name != "IHDR" || header.Length != 13) throw Unlike();
        var size = Photo.Size(BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)));

        var (orientation, before, drawing) = (1, new MemoryStream(), new MemoryStream(file.Length));
        while (true)
        {
            (name, var body) = Chunk(file, ref at);
            if (name == "IEND") break;
            if (name == "IDAT") drawing.Write(body);
            else if (name == "eXIf") orientation = Photo.OrientationIn(body);
            else if (s_kept.Contains(name) && drawing.Length == 0) Write(before, name, body);
            else if (char.IsAsciiLetterUpper(name[0])) throw Unlike();
        }
        Count(drawing, Expected(size, header));

        to.Write(s_signature);
        Write(to, "IHDR", header);
        if (Photo.Tiff(orientation) is { Length: > 0 } tiff) Write(to, "eXIf", tiff);
        before.WriteTo(to);
        Write(to, "IDAT", drawing.GetBuffer().AsSpan(0, (int)drawing.Length));
        Write(to, "IEND", []);
        return Photo.Size(size.Width, size.Height, orientation);
    }

    private static (string Name, byte[] Body) Chunk(ReadOnlySpan<byte> file, ref int at)
    {
        if (file.Length - at < 12) throw Unlike();
        var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        if (length > file.Length - at - 12) throw Unlike();
        var named = file.Slice(at + 4, (int)length + 4);
        if (BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]) != Check(named) || named[..4].ContainsAnyExceptInRange((byte)'A', (byte)'z')) throw Unlike();
        at += (int)length + 12;
        return (System.Text.Encoding.ASCII.GetString(named[..4]), named[4..].ToArray());
    }

    /// <summary>How many bytes the pixels are, the filter of each row included.</summary>
    private static long Expected(PictureSize size, ReadOnlySpan<byte> header)
    {
        var (depth, colour, compression, filter, interlace) = (header[8], header[9], header[10], header[11], header[12]);
        var samples = (colour, depth) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) => 1,
            (2, 8 or 16) => 3,
            (4, 8 or 16) => 2,
            (6, 8 or 16) => 4,
            _ => throw Unlike(),
        };
        if (compression != 0 || filter != 0 || interlace > 1) throw Unlike();
        var bits = (long)samples * depth;
        return interlace == 0 ? Rows(size.Width, size.Height, bits)
            : s_passes.Sum(p => Rows((size.Width - p.X + p.Dx - 1) / p.Dx, (size.Height - p.Y + p.Dy - 1) / p.Dy, bits));
    }

    private static long Rows(int width, int height, long bits) => width == 0 ? 0 : height * (1 + (((width * bits) + 7) / 8));

    private static void Count(MemoryStream drawing, long expected)
    {
        drawing.Position = 0;
        using var pixels = new ZLibStream(drawing, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[1 << 16];
        long total = 0;
        try
        {
            for (int read; total <= expected && (read = pixels.Read(buffer)) > 0;) total += read;
        }
        catch (InvalidDataException)
        {
            throw Unlike();
        }
        if (total != expected) throw Unlike();
    }

    private static void Write(Stream to, string name, ReadOnlySpan<byte> body)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, body.Length);
        to.Write(four);
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(name), .. body];
        to.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(four, Check(named));
        to.Write(four);
    }

    // The cyclic redundancy check of annex D.
    private static uint Check(ReadOnlySpan<byte> named)
    {
        var check = uint.MaxValue;
        foreach (var one in named) check = s_remainders[(check ^ one) & 0xff] ^ (check >> 8);
        return ~check;
    }

    private static uint Remainder(int of)
    {
        var left = (uint)of;
        for (var bit = 0; bit < 8; bit++) left = (left & 1) != 0 ? 0xEDB88320 ^ (left >> 1) : left >> 1;
        return left;
    }

    private static FileRefusedException Unlike() => FileRefusedException.Unlike("une image PNG", "a PNG picture");
}
