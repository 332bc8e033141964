using System.Buffers.Binary;

namespace Terril.Shared.Files.Formats;

/// <summary>What pictures have in common: they are read whole, and keep of what cameras write but the way up.</summary>
internal static class Photo
{
    /// <summary>A picture that says it is larger is an attack on whoever opens it.</summary>
    public const long MostPixels = 100_000_000;

    // No camera writes more.
    private const int MostBytes = 64_000_000;
    private const int OrientationTag = 0x0112;
    private const int Upright = 1;

    public delegate PictureSize ReadPicture(ReadOnlySpan<byte> file, Stream to);

    public static ReadFile Reader(ReadPicture read) => (from, to) =>
    {
        if (from.Length > MostBytes) throw new FileRefusedException("Cette image dépasse 64 Mo : réduisez-la.", "This picture is over 64 MB: reduce it.");
        var file = new byte[from.Length];
        from.ReadExactly(file);
        return read(file, to);
    };

    public static PictureSize Size(long width, long height, int orientation = Upright)
    {
        if (width is < 1 or > 65535 || height is < 1 or > 65535 || width * height > MostPixels)
            throw new FileRefusedException("Cette image a trop de pixels : 100 millions au plus. Réduisez-la.", "This picture has too many pixels: 100 million at most. Reduce it.");
        return orientation >= 5 ? new((int)height, (int)width) : new((int)width, (int)height);
    }

    /// <summary>The way up that a TIFF header says, from 1 (upright) to 8; upright when it cannot be read: it goes anyway.</summary>
    public static int OrientationIn(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8))) return Upright;
        var little = tiff[0] == 'I';
        var directory = Four(tiff[4..], little);
        if (directory > tiff.Length - 2) return Upright;
        var entries = tiff[(int)directory..];
        var count = Two(entries, little);
        for (var i = 0; i < count && (12 * i) + 14 <= entries.Length; i++)
        {
            var entry = entries.Slice((12 * i) + 2, 12);
            if (Two(entry, little) == OrientationTag) return Two(entry[2..], little) == 3 && Two(entry[8..], little) is >= 1 and <= 8 and var said ? said : Upright;
        }
        return Upright;
    }

    /// <summary>A TIFF header that says the way up, and nothing else; empty when it is upright.</summary>
    public static byte[] Tiff(int orientation) => orientation == Upright ? [] :
        [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, OrientationTag >> 8, OrientationTag & 0xff, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static int Two(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Four(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
