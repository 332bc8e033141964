using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Terril.Observatory.Building;

/// <summary>Numbers texts from 0 in the order in which they are first met. Columns hold few, again and again.</summary>
internal sealed class TextTable
{
    private Entry[] _entries = new Entry[16];
    private int[] _buckets = NewBuckets(64);
    private byte[] _bytes = new byte[256];
    private int _bytesLength, _last;

    // Head tells all of a text of up to eight bytes; longer ones are kept beside.
    private record struct Entry(ulong Head, int Length, int Start);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Number of a text, a new one when it was never met.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Of(ReadOnlySpan<byte> text)
    {
        var head = HeadOf(text);
        if (Count > 0 && Is(_last, head, text)) return _last;
        for (var bucket = Hash(head, text.Length) & (uint)(_buckets.Length - 1); ; bucket = (bucket + 1) & (uint)(_buckets.Length - 1))
        {
            var number = _buckets[bucket];
            if (number < 0) return Add(text, head, bucket);
            if (Is(number, head, text)) return _last = number;
        }
    }

    private bool Is(int number, ulong head, ReadOnlySpan<byte> text)
    {
        ref var entry = ref _entries[number];
        return entry.Head == head && entry.Length == text.Length && (text.Length <= 8 || text.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)));
    }

    private int Add(ReadOnlySpan<byte> text, ulong head, uint bucket)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Count * 2);
        if (text.Length > 8)
        {
            if (_bytes.Length - _bytesLength < text.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _bytesLength + text.Length));
            text.CopyTo(_bytes.AsSpan(_bytesLength));
        }
        _entries[Count] = new Entry(head, text.Length, _bytesLength);
        if (text.Length > 8) _bytesLength += text.Length;
        _buckets[bucket] = Count++;
        if (Count * 2 > _buckets.Length) Spread();
        return Count - 1;
    }

    private void Spread()
    {
        var wider = NewBuckets(_buckets.Length * 4);
        for (var number = 0; number < Count; number++)
        {
            var bucket = Hash(_entries[number].Head, _entries[number].Length) & (uint)(wider.Length - 1);
            while (wider[bucket] >= 0) bucket = (bucket + 1) & (uint)(wider.Length - 1);
            wider[bucket] = number;
        }
        _buckets = wider;
    }

    // Up to eight bytes as they are, then all of them mixed.
    private static ulong HeadOf(ReadOnlySpan<byte> text)
    {
        switch (text.Length)
        {
            case 0: return 0;
            case < 4: return text[0] | (ulong)text[text.Length >> 1] << 8 | (ulong)text[^1] << 16;
            case <= 8: return BinaryPrimitives.ReadUInt32LittleEndian(text) | (ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]) << 32;
        }
        var head = BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]);
        for (var rest = text; rest.Length > 8; rest = rest[8..])
            head = (head ^ BinaryPrimitives.ReadUInt64LittleEndian(rest)) * 0x9E3779B97F4A7C15UL ^ head >> 29;
        return head;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ulong head, int length) => (uint)((head ^ (ulong)length << 56) * 0x9E3779B97F4A7C15UL >> 32);

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        Array.Fill(buckets, -1);
        return buckets;
    }
}
