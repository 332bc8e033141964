using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Terril.Observatory.Reading;

/// <summary>Where the delimiters, quotes and line ends of a text are, found 64 bytes at a time; rows are read by walking over them.</summary>
/// <remarks>
/// After G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second", 2019. A row without a quote is a stretch of
/// <see cref="Places"/> that ends with a line end: nothing is done for its cells until they are asked for. Doubled quotes and cells of
/// several lines are left to <see cref="CsvRow.Read"/>; both read every text alike.
/// </remarks>
internal sealed class CsvIndex(byte delimiter)
{
    private const int Stride = 64;
    private const int Reach = 16 << 10;

    // Places of quotes and line ends are told apart by their numbers among the places.
    private int[] places = new int[Reach + Stride];
    private int[] special = new int[Reach + Stride];
    private int count, next, specialCount, nextSpecial, reached, expected = -1;

    /// <summary>Where the cells of the row end, from <see cref="First"/> on: at a delimiter, the last at a line end.</summary>
    public int[] Places => places;

    /// <summary>Number, among the places, of the end of the first cell.</summary>
    public int First { get; private set; }

    /// <summary>How many cells; 0 when they are in the row given to <see cref="Read"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Reads the row that begins at <paramref name="at"/>.</summary>
    /// <param name="text">The text at hand, in the place where it was for the row before, unless <see cref="Forget"/> was called.</param>
    /// <param name="at">Where the row begins.</param>
    /// <param name="isLast">Whether the text goes to the end of the file.</param>
    /// <param name="row">Receives its lengths; its cells too when there is a quote among them.</param>
    public Scan Read(ReadOnlySpan<byte> text, int at, bool isLast, CsvRow row)
    {
        row.Begin();
        Count = 0;
        if (at != expected) Restart(at);
        if (at == text.Length) return isLast ? Scan.End : Fail(Scan.More);
        First = next;
        do
        {
            for (; nextSpecial < specialCount; nextSpecial++)
            {
                var last = special[nextSpecial];
                var place = places[last];
                if (place < at) First = last + 1; // The feed of the line before.
                else if (text[place] == CsvRow.Quote) return ReadQuoted(text, at, isLast, row);
                else return EndRow(text, at, last, isLast, row);
            }
        }
        while (Find(text));
        return ReadWithCare(text, at, isLast, row);
    }

    /// <summary>Finds the rows without a quote that follow each other from <paramref name="at"/> on, as many as are at hand; moves past none.</summary>
    /// <param name="text">As for <see cref="Read"/>.</param>
    /// <param name="at">Where the first begins.</param>
    /// <param name="cells">How many cells each must have.</param>
    /// <param name="rows">Receives where they are.</param>
    public void Find(ReadOnlySpan<byte> text, int at, int cells, PlainRows rows)
    {
        rows.Count = 0;
        if (at != expected) Restart(at);
        if (nextSpecial == specialCount)
        {
            First = next;
            if (!Find(text)) return;
            next = First;
        }
        var (first, mark) = (next, nextSpecial);
        for (; mark < specialCount && rows.Count < PlainRows.Most; mark++)
        {
            var last = special[mark];
            var place = places[last];
            if (place >= at)
            {
                var end = place + 1;
                if (last - first + 1 != cells || text[place] == CsvRow.Quote) break;
                if (text[place] == CsvRow.Return)
                {
                    if (end == text.Length) break;
                    if (text[end] == CsvRow.Feed) end++;
                }
                rows.Add(first, at);
                at = end;
            }
            first = last + 1;
        }
        (rows.Next, rows.Mark, rows.End, rows.Lines, rows.Places) = (first, mark, at, rows.Count, places);
    }

    /// <summary>Moves past the rows that were found.</summary>
    public void Pass(PlainRows rows) => (next, nextSpecial, expected) = (rows.Next, rows.Mark, rows.End);

    /// <summary>The text is no longer where it was.</summary>
    public void Forget() => expected = -1;

    private Scan EndRow(ReadOnlySpan<byte> text, int at, int last, bool isLast, CsvRow row)
    {
        var end = places[last];
        var full = end + 1;
        if (text[end] == CsvRow.Return)
        {
            if (full == text.Length && !isLast) return Fail(Scan.More);
            if (full < text.Length && text[full] == CsvRow.Feed) full++;
        }
        if (row.Count == 0) Count = last - First + 1;
        row.End(end - at, full - at, lineBreaks: 1);
        (next, expected) = (last + 1, full);
        while (nextSpecial < specialCount && special[nextSpecial] < next) nextSpecial++;
        return Scan.Row;
    }

    // A row with cells in quotes, none of which holds a quote or a line end.
    private Scan ReadQuoted(ReadOnlySpan<byte> text, int at, bool isLast, CsvRow row)
    {
        var cell = at;
        for (var k = 0; ; k++)
        {
            if (First + k == count && !Find(text)) return ReadWithCare(text, at, isLast, row);
            var place = places[First + k];
            if (text[place] == delimiter)
            {
                row.Add(cell, place);
                cell = place + 1;
            }
            else if (text[place] != CsvRow.Quote)
            {
                row.Add(cell, place);
                return EndRow(text, at, First + k, isLast, row);
            }
            else if (place == cell)
            {
                if (EndOfQuoted(text, ref k) is not (>= 0 and var quote) || First + k + 1 == count && !Find(text)) return ReadWithCare(text, at, isLast, row);
                k++;
                row.Add(place + 1, quote);
                if (text[quote + 1] != delimiter) return EndRow(text, at, First + k, isLast, row);
                cell = quote + 2;
            }
        }
    }

    // The quote that closes the one at k, when no other stands between them and a cell or a row ends after it; −1 otherwise.
    private int EndOfQuoted(ReadOnlySpan<byte> text, ref int k)
    {
        int place;
        do
        {
            k++;
            if (First + k == count && !Find(text)) return -1;
            place = places[First + k];
        }
        while (text[place] == delimiter);
        var isClosed = text[place] == CsvRow.Quote && place + 1 < text.Length && (text[place + 1] == delimiter || text[place + 1] is CsvRow.Return or CsvRow.Feed);
        return isClosed ? place : -1;
    }

    private Scan ReadWithCare(ReadOnlySpan<byte> text, int at, bool isLast, CsvRow row)
    {
        var scan = row.Read(text[at..], isLast);
        if (scan != Scan.Row) return Fail(scan);

        expected = at + row.FullLength;
        Restart(expected);
        return Scan.Row;
    }

    private Scan Fail(Scan scan)
    {
        expected = -1;
        return scan;
    }

    private void Restart(int at) => (next, count, specialCount, nextSpecial, reached, expected) = (0, 0, 0, 0, at, at);

    // Finds more places after those of the row at hand, which go to the front; false when the text has no more.
    private bool Find(ReadOnlySpan<byte> text)
    {
        if (reached == text.Length) return false;
        Array.Copy(places, First, places, 0, count - First);
        (count, First, specialCount, nextSpecial) = (count - First, 0, 0, 0);
        if (places.Length < count + Reach + Stride) Array.Resize(ref places, 2 * places.Length);

        var end = Math.Min(text.Length, reached + Reach);
        Mark(text[..end]);
        reached = end;
        return true;
    }

    private void Mark(ReadOnlySpan<byte> text)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = reached;
        for (; at <= text.Length - Stride; at += Stride)
            Put(Vector512.LoadUnsafe(ref start, (nuint)at), at, ulong.MaxValue);

        Span<byte> rest = stackalloc byte[Stride];
        rest.Clear();
        text[at..].CopyTo(rest);
        Put(Vector512.Create((ReadOnlySpan<byte>)rest), at, (1UL << (text.Length - at)) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(Vector512<byte> bytes, int at, ulong within)
    {
        var ends = Vector512.Equals(bytes, Vector512.Create(CsvRow.Quote)) | Vector512.Equals(bytes, Vector512.Create(CsvRow.Feed)) | Vector512.Equals(bytes, Vector512.Create(CsvRow.Return));
        var marked = ends.ExtractMostSignificantBits() & within;
        var all = (Vector512.Equals(bytes, Vector512.Create(delimiter)).ExtractMostSignificantBits() & within) | marked;
        for (; marked != 0; marked &= marked - 1)
            special[specialCount++] = count + BitOperations.PopCount(all & ((marked & (0 - marked)) - 1));

        // Sixteen at once, be they there or not: nothing is guessed wrong unless there are more.
        ref var into = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(places), count);
        count += BitOperations.PopCount(all);
        Eight(ref into, ref all, at);
        Eight(ref Unsafe.Add(ref into, 8), ref all, at);
        for (; all != 0; into = ref Unsafe.Add(ref into, 8)) Eight(ref Unsafe.Add(ref into, 16), ref all, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(ref int into, ref ulong marks, int at)
    {
        into = Next(ref marks, at);
        Unsafe.Add(ref into, 1) = Next(ref marks, at);
        Unsafe.Add(ref into, 2) = Next(ref marks, at);
        Unsafe.Add(ref into, 3) = Next(ref marks, at);
        Unsafe.Add(ref into, 4) = Next(ref marks, at);
        Unsafe.Add(ref into, 5) = Next(ref marks, at);
        Unsafe.Add(ref into, 6) = Next(ref marks, at);
        Unsafe.Add(ref into, 7) = Next(ref marks, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref ulong marks, int at)
    {
        var place = at + BitOperations.TrailingZeroCount(marks);
        marks &= marks - 1;
        return place;
    }
}
