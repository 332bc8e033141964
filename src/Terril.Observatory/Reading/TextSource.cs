using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Terril.Observatory.Reading;

/// <summary>Where text comes from. What it gives is UTF-8 without a zero byte, whatever the file is in.</summary>
internal abstract class TextSource : IDisposable
{
    /// <summary>The least room that <see cref="Read"/> is given.</summary>
    public const int LeastRoom = 1 << 16;

    /// <summary>Why the text stops before its end, given the line it stops on; null when it does not.</summary>
    public Func<int, FaultyInputException>? Fault { get; protected set; }

    /// <summary>Adds whole characters.</summary>
    /// <returns>How many bytes; 0 when there is no more, or a fault.</returns>
    public abstract int Read(Span<byte> room);

    /// <summary>From now on leaves it to others to <see cref="Verify"/> what it gives; none when it has to do so itself.</summary>
    public virtual TextSource? Defer() => null;

    /// <summary>Verifies whole lines of what it gave. Safe to share between threads.</summary>
    /// <returns>Why the text stops, after <paramref name="length"/> bytes; null when it does not.</returns>
    public virtual Func<int, FaultyInputException>? Verify(ReadOnlySpan<byte> text, out int length)
    {
        length = text.Length;
        return null;
    }

    /// <inheritdoc/>
    public virtual void Dispose() { }
}

/// <summary>Bytes received. What an archive says of itself at its end is said once all that came before is read.</summary>
internal abstract class ReceivedSource(Stream stream, string name, TextEncoding encoding) : TextSource
{
    private FaultyInputException? stopped;

    protected TextEncoding Encoding => encoding;

    protected int Receive(Span<byte> room)
    {
        try
        {
            return stopped is null ? stream.Read(room) : 0;
        }
        catch (FaultyInputException e)
        {
            stopped = e;
            return 0;
        }
    }

    /// <summary>The bytes have ended, in the middle of a character or not.</summary>
    protected void End(bool isCut)
    {
        if (stopped is { } said) Fault = _ => said;
        else if (isCut) Invalid();
    }

    protected void Invalid() => Fault = InvalidText;

    protected void NotText() => Fault = NoText;

    protected FaultyInputException InvalidText(int line) => ReadingFaults.InvalidText(new Place(name, line), encoding);

    protected FaultyInputException NoText(int line) => ReadingFaults.NotText(new Place(name, line));

    public override void Dispose()
    {
        stream.Dispose();
        base.Dispose();
    }
}

/// <summary>A stream of UTF-8, received where it is wanted.</summary>
internal sealed class Utf8Source(Stream stream, string name) : ReceivedSource(stream, name, TextEncoding.Utf8)
{
    private readonly byte[] begun = new byte[4];
    private int begunLength;
    private bool isDeferred;

    public override int Read(Span<byte> room)
    {
        while (Fault is null)
        {
            begun.AsSpan(0, begunLength).CopyTo(room);
            var count = Receive(room[begunLength..]);
            if (count == 0)
            {
                End(isCut: begunLength > 0);
                return 0;
            }
            if (Begin(room[..(begunLength + count)]) is > 0 and var whole) return whole;
        }
        return 0;
    }

    public override TextSource? Defer()
    {
        isDeferred = true;
        return this;
    }

    /// <summary>How many bytes are whole characters; the one that has begun at the end is kept for the next reading.</summary>
    public int Begin(ReadOnlySpan<byte> received)
    {
        var whole = received.Length - Begun(received);
        begunLength = received.Length - whole;
        received[whole..].CopyTo(begun);
        if (!isDeferred && Verify(received[..whole], out var length) is { } fault) (Fault, whole) = (fault, length);
        return whole;
    }

    public override Func<int, FaultyInputException>? Verify(ReadOnlySpan<byte> text, out int length)
    {
        Func<int, FaultyInputException>? fault = null;
        if (!Utf8.IsValid(text))
        {
            text = text[..FirstInvalid(text)];
            fault = InvalidText;
        }
        if (text.IndexOf((byte)0) is >= 0 and var zero)
        {
            text = text[..zero];
            fault = NoText;
        }
        length = text.Length;
        return fault;
    }

    // How many bytes at the end have begun a character that lacks its rest.
    private static int Begun(ReadOnlySpan<byte> text)
    {
        for (var length = 1; length <= Math.Min(3, text.Length); length++)
        {
            var lead = text[^length];
            if (lead < 0x80) return 0;
            if (lead >= 0xC0) return Rune.DecodeFromUtf8(text[^length..], out _, out _) == OperationStatus.NeedMoreData ? length : 0;
        }
        return 0;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        for (var at = 0; ;)
        {
            var ascii = text[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0) return text.Length;

            at += ascii;
            if (Rune.DecodeFromUtf8(text[at..], out _, out var length) != OperationStatus.Done) return at;
            at += length;
        }
    }
}

/// <summary>A stream in another encoding, turned into UTF-8; some of it was received already, to find the encoding out.</summary>
internal sealed class TranscodedSource(Stream stream, string name, TextEncoding encoding, ReadOnlySpan<byte> received) : ReceivedSource(stream, name, encoding)
{
    // A character of these encodings makes three bytes at most, or four of two.
    private readonly char[] chars = new char[LeastRoom / 4];
    private byte[] bytes = received.ToArray();
    private int first, last = received.Length;

    public override int Read(Span<byte> room)
    {
        while (Fault is null)
        {
            var status = Encoding.Decode(bytes.AsSpan(first, last - first), chars, out var read, out var written);
            first += read;
            var text = chars.AsSpan(0, written);
            if (text.IndexOf('\0') is >= 0 and var zero)
            {
                text = text[..zero];
                NotText();
            }
            else if (status == OperationStatus.InvalidData)
            {
                Invalid();
            }

            if (text.Length > 0) return System.Text.Encoding.UTF8.GetBytes(text, room);
            if (Fault is null && !More()) return 0;
        }
        return 0;
    }

    private bool More()
    {
        if (bytes.Length < LeastRoom) Array.Resize(ref bytes, LeastRoom);
        bytes.AsSpan(first, last - first).CopyTo(bytes);
        (first, last) = (0, last - first);

        var count = Receive(bytes.AsSpan(last));
        last += count;
        if (count == 0) End(isCut: last > 0);
        return count > 0;
    }
}

/// <summary>Blocks that follow each other, each verified already: never more than one at a time.</summary>
internal sealed class BlockSource(Func<Utf8Text?> next) : TextSource
{
    private Utf8Text? block;

    /// <summary>Whether all that was given ends where a block of whole lines ends.</summary>
    public bool IsBetweenBlocks => block is { Text.IsEmpty: true, IsCut: false };

    public override int Read(Span<byte> room)
    {
        while (Fault is null)
        {
            if (block is null || block.Text.IsEmpty) block = next();
            if (block is null) return 0;

            var count = Math.Min(room.Length, block.Text.Length);
            block.Text[..count].CopyTo(room);
            block.Advance(count, lineBreaks: 0);
            if (block.Text.IsEmpty) Fault = block.Fault;
            if (count > 0) return count;
        }
        return 0;
    }
}
