using System.Buffers.Binary;

namespace Terril.Shared.Files.Formats;

/// <summary>WebP (RFC 9649): the chunks that draw the picture and its colours are kept; Exif, XMP and unknown ones go; the way up is written again.</summary>
internal static class WebP
{
    private const byte HasExif = 0x08, HasXmp = 0x04, IsAnimated = 0x02;

    public static PictureSize Read(ReadOnlySpan<byte> file, Stream to)
    {
        if (file.Length < 20 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WEBP"u8)) throw Unlike();
        var length = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (length < 12 || length > file.Length - 8) throw Unlike();
        var rest = file.Slice(12, (int)length - 4);

        var (orientation, drawn, body) = (1, default(PictureSize), new MemoryStream(file.Length));
        var extended = file[..0];
        while (!rest.IsEmpty)
        {
            var name = rest[..Math.Min(4, rest.Length)];
            var content = Content(ref rest);
            if (name.SequenceEqual("VP8X"u8) && extended.IsEmpty && drawn is null && content.Length >= 10) extended = content[..10];
            else if (name.SequenceEqual("EXIF"u8)) orientation = Photo.OrientationIn(content.StartsWith("Exif\0\0"u8) ? content[6..] : content);
            else if (name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ANMF"u8)) throw new FileRefusedException("Les images animées ne sont pas acceptées.", "Animated pictures are not accepted.");
            else if (drawn is null && SizeOf(name, content) is { } size) drawn = Draw(body, name, content, size);
            else if (name.SequenceEqual("ICCP"u8) || name.SequenceEqual("ALPH"u8)) Write(body, name, content);
        }
        return drawn is null ? throw Unlike() : Finish(to, extended, body, drawn, orientation);
    }

    private static PictureSize Finish(Stream to, ReadOnlySpan<byte> extended, MemoryStream body, PictureSize drawn, int orientation)
    {
        var whole = new MemoryStream();
        var tiff = Photo.Tiff(orientation);
        if (!extended.IsEmpty)
        {
            if ((extended[0] & IsAnimated) != 0 || Canvas(extended) != drawn) throw Unlike();
            byte[] header = [.. extended];
            header[0] = (byte)((header[0] & ~(HasExif | HasXmp)) | (tiff.Length > 0 ? HasExif : 0));
            Write(whole, "VP8X"u8, header);
        }
        body.WriteTo(whole);
        // The simple form has no room for it.
        if (tiff.Length > 0 && !extended.IsEmpty) Write(whole, "EXIF"u8, tiff);

        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, (int)whole.Length + 4);
        to.Write("RIFF"u8);
        to.Write(length);
        to.Write("WEBP"u8);
        whole.WriteTo(to);
        return Photo.Size(drawn.Width, drawn.Height, extended.IsEmpty ? 1 : orientation);
    }

    private static ReadOnlySpan<byte> Content(scoped ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 8) throw Unlike();
        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        if (length > rest.Length - 8) throw Unlike();
        var content = rest.Slice(8, (int)length);
        rest = rest[Math.Min(rest.Length, 8 + (int)length + ((int)length & 1))..];
        return content;
    }

    // RFC 6386, 9.1: a key frame, its start code, then fourteen bits each.
    private static PictureSize Lossy(ReadOnlySpan<byte> content)
    {
        if (content.Length < 10 || (content[0] & 1) != 0 || content[3..] is not [0x9d, 0x01, 0x2a, ..]) throw Unlike();
        return Photo.Size(BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3fff);
    }

    private static PictureSize Lossless(ReadOnlySpan<byte> content)
    {
        if (content.Length < 5 || content[0] != 0x2f) throw Unlike();
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
        return Photo.Size((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }

    private static PictureSize Canvas(ReadOnlySpan<byte> extended) => Photo.Size(Three(extended[4..]) + 1, Three(extended[7..]) + 1);

    private static long Three(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);

    private static PictureSize? SizeOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content) =>
        name.SequenceEqual("VP8 "u8) ? Lossy(content) : name.SequenceEqual("VP8L"u8) ? Lossless(content) : null;

    private static PictureSize Draw(Stream to, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content, PictureSize size)
    {
        Write(to, name, content);
        return size;
    }

    private static void Write(Stream to, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        to.Write(name);
        to.Write(length);
        to.Write(content);
        if ((content.Length & 1) != 0) to.WriteByte(0);
    }

    private static FileRefusedException Unlike() => FileRefusedException.Unlike("une image WebP", "a WebP picture");
}
