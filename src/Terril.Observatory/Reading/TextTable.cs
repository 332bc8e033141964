using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Terril.Observatory.Reading;

/// <summary>Numbers texts from 0 in the order in which they are first met. Columns hold few, again and again.</summary>
internal sealed class TextTable
{
    private Entry[] _entries = new Entry[16];
    private int[] _buckets = NewBuckets(64);
    private byte[] _bytes = new byte[256];
    private int _bytesLength, _last;

    // Head and tail tell all of a text of up to sixteen bytes; longer ones are kept beside.
    private record struct Entry(ulong Head, ulong Tail, int Length, int Start);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Number of a text, a new one when it was never met.</summary>
    public int Of(ReadOnlySpan<byte> text) => Of(text, Head(text));

    /// <summary>The same, its head being known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Of(ReadOnlySpan<byte> text, ulong head)
    {
        var tail = Tail(text);
        if (Count > 0 && Is(_last, head, tail, text)) return _last;
        for (var bucket = Hash(head, tail, text.Length) & (uint)(_buckets.Length - 1); ; bucket = (bucket + 1) & (uint)(_buckets.Length - 1))
        {
            var number = _buckets[bucket];
            if (number < 0) return _last = Add(text, new Entry(head, tail, text.Length, _bytesLength), bucket);
            if (Is(number, head, tail, text)) return _last = number;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Is(int number, ulong head, ulong tail, ReadOnlySpan<byte> text)
    {
        ref var entry = ref _entries[number];
        return entry.Head == head && entry.Tail == tail && entry.Length == text.Length && (text.Length <= 16 || text.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)));
    }

    private int Add(ReadOnlySpan<byte> text, Entry entry, uint bucket)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Count * 2);
        if (text.Length > 16)
        {
            if (_bytes.Length - _bytesLength < text.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _bytesLength + text.Length));
            text.CopyTo(_bytes.AsSpan(_bytesLength));
            _bytesLength += text.Length;
        }
        _entries[Count] = entry;
        _buckets[bucket] = Count++;
        if (Count * 2 > _buckets.Length) Spread();
        return Count - 1;
    }

    private void Spread()
    {
        var wider = NewBuckets(_buckets.Length * 4);
        for (var number = 0; number < Count; number++)
        {
            var bucket = Hash(_entries[number].Head, _entries[number].Tail, _entries[number].Length) & (uint)(wider.Length - 1);
            while (wider[bucket] >= 0) bucket = (bucket + 1) & (uint)(wider.Length - 1);
            wider[bucket] = number;
        }
        _buckets = wider;
    }

    /// <summary>The first eight bytes, the first being the least; zeros after a shorter text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Head(ReadOnlySpan<byte> text) => text.Length switch
    {
        >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(text),
        >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(text) | (ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]) << (8 * (text.Length - 4)),
        > 0 => text[0] | (ulong)text[text.Length >> 1] << (8 * (text.Length >> 1)) | (ulong)text[^1] << (8 * (text.Length - 1)),
        _ => 0,
    };

    // The last eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Tail(ReadOnlySpan<byte> text) => text.Length > 8 ? BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]) : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ulong head, ulong tail, int length) => (uint)(((head ^ (ulong)length << 56) * 0x9E3779B97F4A7C15UL ^ tail * 0xC2B2AE3D27D4EB4FUL) >> 32);

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        Array.Fill(buckets, -1);
        return buckets;
    }
}
