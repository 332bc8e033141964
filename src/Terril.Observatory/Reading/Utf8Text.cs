using System.Buffers;

namespace Terril.Observatory.Reading;

/// <summary>The part of a text file that is being read, as UTF-8: a row and what follows it, in one pooled buffer.</summary>
internal sealed class Utf8Text : IDisposable
{
    /// <summary>Bytes that can be read after the end of any text at hand, whatever they are.</summary>
    public const int Slack = 64;

    private const int Sample = 1 << 20;
    private const int Block = 1 << 18;
    private const int LargestRow = 1 << 24;

    private readonly TextSource? source;
    private readonly string name;
    private readonly int begin, full;
    private readonly TextSource? unverified;
    private byte[] buffer;
    private int first, last;

    /// <summary>Reads the first bytes and settles the encoding.</summary>
    /// <exception cref="FaultyInputException">An empty file, content that is no text, an encoding that is not the one said.</exception>
    public Utf8Text(Stream stream, string name, string? encoding, Func<ReadOnlySpan<byte>, FaultyInputException?> refuse)
    {
        this.name = name;
        buffer = ArrayPool<byte>.Shared.Rent(Sample + TextSource.LeastRoom);
        try
        {
            var length = stream.ReadAtLeast(buffer.AsSpan(0, Sample), Sample, throwOnEndOfStream: false);
            var sample = buffer.AsSpan(0, length);
            if (refuse(sample) is { } refusal) throw refusal;
            Encoding = TextEncoding.Of(sample, isWhole: length < Sample, encoding, name);
            HasMark = Encoding.Opens(sample);
            first = last = HasMark ? Encoding.Mark.Length : 0;
            if (first == length) throw ReadingFaults.Empty(name);
            source = Begin(stream, sample[first..]);
            while (!IsLast && last - first < Sample && Receive())
            {
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    /// <summary>The text that some blocks make together, from a line on.</summary>
    public Utf8Text(Utf8Text of, BlockSource blocks, int line)
    {
        (name, Encoding, HasMark, source, Line) = (of.name, of.Encoding, of.HasMark, blocks, line);
        buffer = ArrayPool<byte>.Shared.Rent(Sample + TextSource.LeastRoom);
    }

    // A block, which ends where it ends.
    private Utf8Text(Utf8Text of, int begin, int end, TextSource? unverified)
    {
        (name, Encoding, HasMark, IsLast) = (of.name, of.Encoding, of.HasMark, true);
        (buffer, this.begin, first, full, last, this.unverified) = (of.buffer, begin, begin, end, end, unverified);
    }

    /// <summary>The encoding said or found.</summary>
    public TextEncoding Encoding { get; }

    /// <summary>Whether the file begins with a byte order mark.</summary>
    public bool HasMark { get; }

    /// <summary>Text not yet left behind.</summary>
    public ReadOnlySpan<byte> Text => buffer.AsSpan(first, last - first);

    /// <summary>All that holds the text, and what is before and after.</summary>
    public byte[] Bytes => buffer;

    /// <summary>The buffer up to the end of <see cref="Text"/>, which begins at <see cref="Start"/>.</summary>
    public ReadOnlySpan<byte> Buffer => buffer.AsSpan(0, last);

    /// <summary>Where <see cref="Text"/> begins in <see cref="Buffer"/>.</summary>
    public int Start => first;

    /// <summary>Whether <see cref="Text"/> goes to the end.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Line on which <see cref="Text"/> begins, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Leaves text behind.</summary>
    public void Advance(int length, int lineBreaks)
    {
        first += length;
        Line += lineBreaks;
    }

    /// <summary>For a block: goes back to what was left behind.</summary>
    public void Return(int start, int line) => (first, Line) = (start, line);

    /// <summary>Adds text at the end, as much as the buffer holds; a buffer that one row fills is doubled.</summary>
    /// <exception cref="FaultyInputException">Bytes that are not of the encoding, or no text; a row without end; what the archive says at its end.</exception>
    public void Fill()
    {
        if (IsLast) return;
        MakeRoom();
        if (!Receive() && source!.Fault is { } fault) throw fault(Line + Lines.Breaks(Text));
    }

    /// <summary>For a block: why the file stops after it, given the line; null when it does not.</summary>
    public Func<int, FaultyInputException>? Fault { get; private set; }

    /// <summary>For a block: whether it ends within a line, so that only what follows tells where its last row ends.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes the lines at hand away, as a block that another thread may verify and read; null at the end.</summary>
    /// <param name="most">Most bytes, or those of one line.</param>
    public Utf8Text? TakeLines(int most)
    {
        var (of, more) = (source!.Defer(), !IsLast);
        while (more && (last - first < Math.Min(most, Block / 2) || EndOfLines(most) == 0 && last - first < LargestRow / 2))
        {
            MakeRoom();
            more = Receive();
        }

        var length = EndOfLines(most);
        if (length == 0 && IsLast) length = last - first;
        if (length > 0) return Take(new Utf8Text(this, first, first + length, of));
        return IsLast ? null : Take(new Utf8Text(this, first, last, of) { Fault = source.Fault, IsCut = true });
    }

    /// <summary>For a block: verifies its text, which ends where a fault is.</summary>
    public Utf8Text Verify()
    {
        if (unverified?.Verify(buffer.AsSpan(begin, full - begin), out var length) is { } fault) (last, Fault, IsCut) = (begin + length, fault, true);
        return this;
    }

    /// <summary>For a block: the same, to be read once more.</summary>
    public Utf8Text Again() => new Utf8Text(this, begin, full, unverified) { Fault = Fault, IsCut = IsCut }.Verify();

    // What follows goes on in a buffer of its own.
    private Utf8Text Take(Utf8Text block)
    {
        var length = last - block.last;
        var rest = ArrayPool<byte>.Shared.Rent(Math.Max(Block, length + TextSource.LeastRoom + Slack));
        buffer.AsSpan(block.last, length).CopyTo(rest);
        (buffer, first, last) = (rest, 0, length);
        return block;
    }

    // The end of the last line of the first bytes, failing that of the first line; 0 when no line ends.
    private int EndOfLines(int most)
    {
        var some = Text[..Math.Min(most, last - first)];
        return EndOfLast(some) is > 0 and var end ? end : EndOfFirst(Text);
    }

    private static int EndOfLast(ReadOnlySpan<byte> text)
    {
        var end = text.LastIndexOf((byte)'\n') + 1;
        if (end > 0) return end;
        end = text.LastIndexOf((byte)'\r') + 1;
        return end < text.Length ? end : 0;
    }

    private static int EndOfFirst(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\n', (byte)'\r') + 1;
        if (end == 0 || text[end - 1] == '\n') return end;
        return end == text.Length ? 0 : text[end] == '\n' ? end + 1 : end;
    }

    private int Room => buffer.Length - Slack - last;

    private bool Receive()
    {
        var count = source!.Read(buffer.AsSpan(last, Room));
        last += count;
        IsLast = count == 0 && source.Fault is null;
        return count > 0;
    }

    private TextSource Begin(Stream stream, ReadOnlySpan<byte> sample)
    {
        if (Encoding != TextEncoding.Utf8) return new TranscodedSource(stream, name, Encoding, sample);
        var utf8 = new Utf8Source(stream, name);
        last += utf8.Begin(sample);
        return utf8;
    }

    private void MakeRoom()
    {
        if (Room >= TextSource.LeastRoom) return;
        var length = last - first;
        if (Room + first < TextSource.LeastRoom)
        {
            if (buffer.Length >= LargestRow) throw ReadingFaults.EndlessRow(new Place(name, Line), LargestRow);
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            Text.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        else
        {
            Text.CopyTo(buffer);
        }
        (first, last) = (0, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        source?.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
        (buffer, first, last) = ([], 0, 0);
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
