using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Terril.Observatory.Reading;

/// <summary>Numbers texts from 0 in the order in which they are first met. Columns hold few, again and again, and often in the same order.</summary>
internal sealed class TextTable
{
    // Head and tail tell all of a text of up to so many bytes; longer ones are kept beside.
    private const int Short = 16;

    private Entry[] _entries = new Entry[16];
    private int[] _buckets = new int[64];
    private byte[] _bytes = [];
    private int _bytesLength, _met, _last;

    // A text as it was met, the white space around it too.
    private struct Entry
    {
        public ulong Head, Tail;
        public int Length, Start, Number;

        /// <summary>What came after it when it was left last.</summary>
        public int Next;
    }

    /// <summary>How many numbers there are.</summary>
    public int Count { get; private set; }

    /// <summary>Number of a text; −1 when it was never met.</summary>
    public int Met(ReadOnlySpan<byte> text) => Find(text, out _) is >= 0 and var entry ? _entries[entry].Number : -1;

    /// <summary>Number of a text, a new one when it was never met.</summary>
    public int Of(ReadOnlySpan<byte> text)
    {
        var entry = EntryOf(text, isTrimmed: true);
        return _entries[entry].Number;
    }

    /// <summary>Number of a text without the white space around it.</summary>
    public int OfTrimmed(ReadOnlySpan<byte> text)
    {
        var entry = EntryOf(text, isTrimmed: false);
        return _entries[entry].Number;
    }

    /// <summary>Numbers the texts that a column has in some rows, without the white space around them.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="column">From 0.</param>
    /// <param name="bytes">What they are in; eight bytes can be read wherever a cell begins.</param>
    /// <param name="numbers">Receives one a row.</param>
    public void Read(PlainRows rows, int column, byte[] bytes, int[] numbers)
    {
        if (_met == 0) EntryOf([], isTrimmed: true);
        ref var text = ref MemoryMarshal.GetArrayDataReference(bytes);
        var entries = _entries;
        var last = _last;
        for (var row = 0; row < rows.Count; row++)
        {
            var start = rows.Cell(row, column, out var end);
            var length = end - start;
            ref var cell = ref Unsafe.Add(ref text, start);
            var (head, tail) = (Head(ref cell, length), Tail(ref cell, length));
            ref var entry = ref entries[last];
            if (head != entry.Head || tail != entry.Tail || length != entry.Length || length > Short)
            {
                ref var next = ref entries[entry.Next];
                if (head == next.Head && tail == next.Tail && length == next.Length && length <= Short)
                {
                    last = entry.Next;
                }
                else
                {
                    var before = last;
                    last = EntryOf(bytes.AsSpan(start, length), isTrimmed: false);
                    entries = _entries;
                    entries[before].Next = last;
                }
            }
            numbers[row] = entries[last].Number;
        }
        _last = last;
    }

    private int EntryOf(ReadOnlySpan<byte> text, bool isTrimmed)
    {
        if (Find(text, out var bucket) is >= 0 and var met) return met;
        var trimmed = isTrimmed ? text : Utf8Cell.Trim(text);
        if (trimmed.Length == text.Length) return Add(text, bucket, Count++);
        var number = Of(trimmed);
        Find(text, out bucket);
        return Add(text, bucket, number);
    }

    private int Find(ReadOnlySpan<byte> text, out uint bucket)
    {
        var (head, tail) = Ends(text);
        for (bucket = Hash(head, tail, text.Length) & (uint)(_buckets.Length - 1); ; bucket = (bucket + 1) & (uint)(_buckets.Length - 1))
        {
            // One more than the entry, 0 where nothing is.
            var met = _buckets[bucket] - 1;
            if (met < 0) return -1;
            ref var entry = ref _entries[met];
            if (entry.Head == head && entry.Tail == tail && entry.Length == text.Length && (text.Length <= Short || text.SequenceEqual(_bytes.AsSpan(entry.Start, entry.Length)))) return met;
        }
    }

    private int Add(ReadOnlySpan<byte> text, uint bucket, int number)
    {
        if (_met == _entries.Length) Array.Resize(ref _entries, 2 * _met);
        var (head, tail) = Ends(text);
        _entries[_met] = new Entry { Head = head, Tail = tail, Length = text.Length, Start = _bytesLength, Number = number };
        _buckets[bucket] = ++_met;
        if (text.Length > Short) Keep(text);
        if (_met * 2 > _buckets.Length) Spread();
        return _met - 1;
    }

    private void Keep(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - _bytesLength < text.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _bytesLength + text.Length));
        text.CopyTo(_bytes.AsSpan(_bytesLength));
        _bytesLength += text.Length;
    }

    private void Spread()
    {
        _buckets = new int[_buckets.Length * 4];
        for (var met = 0; met < _met; met++)
        {
            ref var entry = ref _entries[met];
            var bucket = Hash(entry.Head, entry.Tail, entry.Length) & (uint)(_buckets.Length - 1);
            while (_buckets[bucket] > 0) bucket = (bucket + 1) & (uint)(_buckets.Length - 1);
            _buckets[bucket] = met + 1;
        }
    }

    private static (ulong Head, ulong Tail) Ends(ReadOnlySpan<byte> text)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        if (text.Length >= 8) return (Head(ref start, text.Length), Tail(ref start, text.Length));
        Span<byte> eight = stackalloc byte[8];
        eight.Clear();
        text.CopyTo(eight);
        return (Unsafe.ReadUnaligned<ulong>(ref MemoryMarshal.GetReference(eight)), 0);
    }

    // The first eight bytes, the first being the least; zeros after a shorter text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Head(ref byte text, int length)
    {
        var eight = Unsafe.ReadUnaligned<ulong>(ref text);
        return length >= 8 ? eight : eight & ((1UL << (8 * length)) - 1);
    }

    // The last eight of a longer text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Tail(ref byte text, int length) => length > 8 ? Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, length - 8)) : 0;

    private static uint Hash(ulong head, ulong tail, int length) => (uint)(((head ^ (ulong)length << 56) * 0x9E3779B97F4A7C15UL ^ tail * 0xC2B2AE3D27D4EB4FUL) >> 32);
}
