using System.Buffers;
using System.Text;

namespace Terril.Observatory.Reading;

/// <summary>Turns bytes into text; stops at the first byte that is not of the encoding, replaces nothing.</summary>
internal delegate OperationStatus Decode(ReadOnlySpan<byte> bytes, Span<char> chars, out int read, out int written);

/// <summary>An encoding that table files are found in.</summary>
internal sealed record TextEncoding(string Name, byte[] Mark, Decode Decode)
{
    public static readonly TextEncoding Utf8 = new("UTF-8", [0xEF, 0xBB, 0xBF], FromUtf8);
    public static readonly TextEncoding Utf16 = new("UTF-16", [0xFF, 0xFE], FromUtf16);
    public static readonly TextEncoding Utf16BigEndian = new("UTF-16 BE", [0xFE, 0xFF], FromUtf16BigEndian);
    public static readonly TextEncoding Windows1252 = new("Windows-1252", [], FromWindows1252);

    private static readonly TextEncoding[] Marked = [Utf8, Utf16, Utf16BigEndian];

    // What 0x80 to 0x9F stand for; five of them are not assigned.
    private const string Upper = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary>Whether the bytes begin with the byte order mark of this encoding.</summary>
    public bool Opens(ReadOnlySpan<byte> bytes) => Mark.Length > 0 && bytes.StartsWith(Mark);

    /// <summary>The encoding of a file, from its first bytes and from what the recipe says.</summary>
    /// <param name="sample">The first bytes, up to a megabyte.</param>
    /// <param name="isWhole">Whether they are the whole file.</param>
    /// <param name="said">Name in the recipe; none to find out.</param>
    /// <param name="name">How findings name the file.</param>
    /// <exception cref="FaultyInputException">A name that is not known; bytes that contradict it.</exception>
    public static TextEncoding Of(ReadOnlySpan<byte> sample, bool isWhole, string? said, string name)
    {
        var marked = OfMark(sample);
        if (said is null) return marked ?? Guess(sample, isWhole);

        var named = Named(said, marked, name);
        var found = marked ?? (Contradicts(named, sample, isWhole) ? Guess(sample, isWhole) : named);
        return found == named ? named : throw ReadingFaults.OtherEncoding(name, said, found.Name);
    }

    private static TextEncoding? OfMark(ReadOnlySpan<byte> sample)
    {
        foreach (var encoding in Marked)
        {
            if (encoding.Opens(sample)) return encoding;
        }
        return null;
    }

    private static TextEncoding Named(string said, TextEncoding? marked, string name) => said.ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" => Utf8,
        "UTF-16" or "UTF16" => marked == Utf16BigEndian ? Utf16BigEndian : Utf16,
        "UTF-16LE" => Utf16,
        "UTF-16BE" => Utf16BigEndian,
        "WINDOWS-1252" or "CP1252" or "LATIN1" or "LATIN-1" or "ISO-8859-1" => Windows1252,
        _ => throw ReadingFaults.UnknownEncoding(name, said),
    };

    // UTF-8 read as Windows-1252 never fails, it only garbles; UTF-16 has zero bytes in every line end.
    private static bool Contradicts(TextEncoding named, ReadOnlySpan<byte> sample, bool isWhole) =>
        named == Windows1252 ? Count(sample, isWhole) is { Sequences: > 0, Strays: 0 }
        : named != Utf8 && !sample.Contains((byte)0);

    // A file that is mostly UTF-8 is a UTF-8 file with a fault, to be named by its line; not a Windows-1252 one.
    private static TextEncoding Guess(ReadOnlySpan<byte> sample, bool isWhole)
    {
        var (sequences, strays) = Count(sample, isWhole);
        return strays == 0 || sequences > strays ? Utf8 : Windows1252;
    }

    // Counts UTF-8 sequences of several bytes, and bytes that are of none. One that the end of the sample cuts is no stray,
    // unless it is the only one of a whole file: that is the last letter of a Windows-1252 file.
    private static (int Sequences, int Strays) Count(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        int sequences = 0, strays = 0;
        while (true)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0) return (sequences, strays);

            bytes = bytes[ascii..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            if (status == OperationStatus.Done) sequences++;
            else if (status == OperationStatus.InvalidData || isWhole && sequences == 0) strays++;
            bytes = bytes[length..];
        }
    }

    private static OperationStatus FromUtf8(ReadOnlySpan<byte> bytes, Span<char> chars, out int read, out int written) =>
        System.Text.Unicode.Utf8.ToUtf16(bytes, chars, out read, out written, replaceInvalidSequences: false, isFinalBlock: false);

    private static OperationStatus FromWindows1252(ReadOnlySpan<byte> bytes, Span<char> chars, out int read, out int written)
    {
        var count = Math.Min(bytes.Length, chars.Length);
        for (read = 0; read < count; read++)
        {
            var b = bytes[read];
            var c = b is >= 0x80 and < 0xA0 ? Upper[b - 0x80] : (char)b;
            if (c == 0 && b != 0) break;
            chars[read] = c;
        }
        written = read;
        return read < count ? OperationStatus.InvalidData
            : count < bytes.Length ? OperationStatus.DestinationTooSmall : OperationStatus.Done;
    }

    private static OperationStatus FromUtf16(ReadOnlySpan<byte> bytes, Span<char> chars, out int read, out int written) =>
        FromPairs(bytes, chars, 0, out read, out written);

    private static OperationStatus FromUtf16BigEndian(ReadOnlySpan<byte> bytes, Span<char> chars, out int read, out int written) =>
        FromPairs(bytes, chars, 1, out read, out written);

    private static OperationStatus FromPairs(ReadOnlySpan<byte> bytes, Span<char> chars, int low, out int read, out int written)
    {
        written = 0;
        for (read = 0; read + 1 < bytes.Length && written < chars.Length; read += 2)
        {
            var c = (char)(bytes[read + low] | bytes[read + 1 - low] << 8);
            if (EndsInHalf(chars, written) != char.IsLowSurrogate(c)) return OperationStatus.InvalidData;
            chars[written++] = c;
        }

        var isFull = written == chars.Length;
        if (EndsInHalf(chars, written))
        {
            written--;
            read -= 2;
        }
        return read == bytes.Length ? OperationStatus.Done
            : isFull ? OperationStatus.DestinationTooSmall : OperationStatus.NeedMoreData;
    }

    // Half a character waits for the other half.
    private static bool EndsInHalf(ReadOnlySpan<char> chars, int length) => length > 0 && char.IsHighSurrogate(chars[length - 1]);
}
