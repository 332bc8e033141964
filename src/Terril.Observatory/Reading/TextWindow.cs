using System.Buffers;

namespace Terril.Observatory.Reading;

/// <summary>The part of a text file that is being read: a row and what follows it, in one pooled buffer.</summary>
internal sealed class TextWindow : IDisposable
{
    private const int Sample = 1 << 20;
    private const int FirstSize = 1 << 16;
    private const int LargestRow = 1 << 24;

    private readonly Stream stream;
    private readonly string name;
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Sample);
    private char[] chars = ArrayPool<char>.Shared.Rent(FirstSize);
    private int firstByte, lastByte, first, last;
    private bool streamEnded;

    /// <summary>Reads the first bytes and settles the encoding.</summary>
    /// <exception cref="FaultyInputException">An empty file, content that is no text, an encoding that is not the one said.</exception>
    public TextWindow(Stream stream, string name, string? encoding, Func<ReadOnlySpan<byte>, FaultyInputException?> refuse)
    {
        this.stream = stream;
        this.name = name;
        lastByte = stream.ReadAtLeast(bytes.AsSpan(0, Sample), Sample, throwOnEndOfStream: false);
        streamEnded = lastByte < Sample;

        var sample = bytes.AsSpan(0, lastByte);
        if (refuse(sample) is { } refusal) throw refusal;
        Encoding = TextEncoding.Of(sample, streamEnded, encoding, name);
        HasMark = Encoding.Opens(sample);
        firstByte = HasMark ? Encoding.Mark.Length : 0;
        if (firstByte == lastByte) throw ReadingFaults.Empty(name);
        Fill();
    }

    /// <summary>The encoding said or found.</summary>
    public TextEncoding Encoding { get; }

    /// <summary>Whether the file begins with a byte order mark.</summary>
    public bool HasMark { get; }

    /// <summary>Text not yet left behind.</summary>
    public ReadOnlySpan<char> Text => chars.AsSpan(first, last - first);

    /// <summary>Whether <see cref="Text"/> goes to the end of the file.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Line on which <see cref="Text"/> begins, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Leaves text behind.</summary>
    public void Advance(int length, int lineBreaks)
    {
        first += length;
        Line += lineBreaks;
    }

    /// <summary>Adds text at the end, as much as the buffer holds; a buffer that one row fills is doubled.</summary>
    /// <exception cref="FaultyInputException">Bytes that are not of the encoding, or no text; a row without end.</exception>
    public void Fill()
    {
        Make(room: chars.Length / 2);
        while (!IsLast && Decode() != OperationStatus.DestinationTooSmall)
        {
        }
    }

    private OperationStatus Decode()
    {
        var status = Encoding.Decode(bytes.AsSpan(firstByte, lastByte - firstByte), chars.AsSpan(last), out var read, out var written);
        var decoded = chars.AsSpan(last, written);
        firstByte += read;
        last += written;

        if (decoded.Contains('\0')) throw ReadingFaults.NotText(new Place(name, Line + Lines.Breaks(Text[..Text.IndexOf('\0')])));
        if (status == OperationStatus.InvalidData || streamEnded && status == OperationStatus.NeedMoreData)
        {
            throw ReadingFaults.InvalidText(new Place(name, Line + Lines.Breaks(Text)), Encoding);
        }
        if (status != OperationStatus.DestinationTooSmall) ReadBytes();
        return status;
    }

    private void ReadBytes()
    {
        bytes.AsSpan(firstByte, lastByte - firstByte).CopyTo(bytes);
        lastByte -= firstByte;
        firstByte = 0;

        var count = streamEnded ? 0 : stream.Read(bytes, lastByte, FirstSize);
        lastByte += count;
        streamEnded |= count == 0;
        IsLast = streamEnded && lastByte == 0;
    }

    private void Make(int room)
    {
        var length = last - first;
        if (chars.Length - length < room)
        {
            if (chars.Length >= LargestRow) throw ReadingFaults.EndlessRow(new Place(name, Line), LargestRow);
            var larger = ArrayPool<char>.Shared.Rent(chars.Length * 2);
            Text.CopyTo(larger);
            ArrayPool<char>.Shared.Return(chars);
            chars = larger;
        }
        else
        {
            Text.CopyTo(chars);
        }
        (first, last) = (0, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<char>.Shared.Return(chars);
        (bytes, chars, first, last) = ([], [], 0, 0);
    }
}

/// <summary>Lines as an editor counts them.</summary>
internal static class Lines
{
    /// <summary>How many line breaks: LF, CR LF or a lone CR.</summary>
    public static int Breaks(ReadOnlySpan<char> text) => text.Count('\n') + text.Count('\r') - text.Count("\r\n");

    /// <summary>How many line breaks in UTF-8.</summary>
    public static int Breaks(ReadOnlySpan<byte> text) => text.Count((byte)'\n') + text.Count((byte)'\r') - text.Count("\r\n"u8);
}
