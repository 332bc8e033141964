namespace Terril.Observatory.Reading;

/// <summary>
/// What comes out of an archive, counted and summed: a truncated or altered archive is a finding at its end at the latest, a bomb is one
/// as soon as it shows.
/// </summary>
internal sealed class ExpandedStream : Stream
{
    /// <summary>No table that comes out of an archive is larger, in bytes.</summary>
    public const long Largest = 8L << 30;

    // Repetitive tables shrink a hundredfold at most; DEFLATE goes to a thousand.
    private const int LargestRatio = 250;
    private const long HarmlessLength = 64 << 20;

    private readonly Stream inner;
    private readonly string name;
    private readonly IDisposable[] owned;
    private readonly long limit;
    private readonly uint expectedSum;
    private readonly long expectedLength;
    private Crc32 sum = new();
    private long length;

    /// <summary>Reads <paramref name="inner"/>, of which the archive announces the sum and the length (its low 32 bits at least).</summary>
    public ExpandedStream(Stream inner, string name, long compressedLength, uint expectedSum, long expectedLength, params IDisposable[] owned)
    {
        this.inner = inner;
        this.name = name;
        this.owned = owned;
        this.expectedSum = expectedSum;
        this.expectedLength = expectedLength;
        limit = Math.Min(Largest, Math.Max(HarmlessLength, compressedLength * LargestRatio));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => length; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var count = ReadInner(buffer);
        if (count == 0 && buffer.Length > 0) CheckEnd();

        sum.Add(buffer[..count]);
        length += count;
        return length <= limit ? count : throw ReadingFaults.TooLarge(name);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            foreach (var one in owned) one.Dispose();
        }
        base.Dispose(disposing);
    }

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw ReadingFaults.BrokenArchive(name);
        }
    }

    private void CheckEnd()
    {
        if ((uint)length != (uint)expectedLength || sum.Value != expectedSum) throw ReadingFaults.BrokenArchive(name);
    }
}
