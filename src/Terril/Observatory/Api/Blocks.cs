using System.Buffers;
using System.Globalization;
using System.Text;

namespace Terril.Observatory.Api;

/// <summary>UTF-8 on its way out, sent block by block: as much memory for a million rows as for ten.</summary>
internal sealed class Blocks(HttpResponse response, CancellationToken stop) : IDisposable
{
    private const int Block = 32 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Block * 2);
    private int _length;

    /// <summary>Time to call <see cref="Send"/>.</summary>
    public bool IsFull => _length >= Block;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    public void Write(string text) => _length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>At full precision, and no digit more. A whole number is written as one: that is quicker, and the same.</summary>
    public void Write(double number)
    {
        const double exact = 1L << 53;
        var room = Room(32);
        int written;
        if (Math.Abs(number) < exact && number == (long)number && !(number == 0 && double.IsNegative(number))) ((long)number).TryFormat(room, out written, default, CultureInfo.InvariantCulture);
        else number.TryFormat(room, out written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Sends what is written. The reader sets the pace: it waits until they take it. False when they left.</summary>
    public async ValueTask<bool> Send()
    {
        var result = await response.BodyWriter.WriteAsync(_bytes.AsMemory(0, _length), stop);
        _length = 0;
        return !result.IsCompleted;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private Span<byte> Room(int more)
    {
        if (more > _bytes.Length - _length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsSpan(_length);
    }
}
