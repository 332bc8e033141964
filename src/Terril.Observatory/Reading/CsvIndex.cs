using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Terril.Observatory.Reading;

/// <summary>Where the delimiters, quotes and line ends of a text are, found 64 bytes at a time; rows are read by walking over them.</summary>
/// <remarks>
/// After G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second", 2019. Doubled quotes and cells of several lines are left
/// to <see cref="CsvRow.Read"/>: both read every text alike.
/// </remarks>
internal sealed class CsvIndex(byte delimiter)
{
    private const int Stride = 64;
    private const int Reach = 16 << 10;

    private readonly int[] places = new int[Reach + Stride];
    private int next, count, reached, expected = -1;

    /// <summary>Reads the row that begins at <paramref name="at"/>.</summary>
    /// <param name="text">The text at hand, in the place where it was for the row before, unless <see cref="Forget"/> was called.</param>
    /// <param name="at">Where the row begins.</param>
    /// <param name="isLast">Whether the text goes to the end of the file.</param>
    /// <param name="row">Receives the cells, their places counted from <paramref name="at"/>.</param>
    public Scan Read(ReadOnlySpan<byte> text, int at, bool isLast, CsvRow row)
    {
        row.Begin();
        if (at != expected) Restart(at);
        if (at == text.Length) return isLast ? Scan.End : Fail(Scan.More);

        var cell = at;
        while (Advance(text))
        {
            var place = places[next++];
            var found = text[place];
            if (found == delimiter)
            {
                row.Add(cell - at, place - cell);
                cell = place + 1;
            }
            else if (found != CsvRow.Quote)
            {
                row.Add(cell - at, place - cell);
                return EndRow(text, at, place, isLast, row);
            }
            else if (place == cell)
            {
                if (!IsPlainlyQuoted(text, place, out var end)) return ReadWithCare(text, at, isLast, row);
                row.Add(place + 1 - at, end - place - 1);
                if (!Advance(text)) return ReadWithCare(text, at, isLast, row);
                next++;
                if (text[end + 1] != delimiter) return EndRow(text, at, end + 1, isLast, row);
                cell = end + 2;
            }
        }

        if (!isLast) return Fail(Scan.More);
        row.Add(cell - at, text.Length - cell);
        row.End(text.Length - at, text.Length - at, lineBreaks: 0);
        expected = text.Length;
        return Scan.Row;
    }

    /// <summary>The text is no longer where it was.</summary>
    public void Forget() => expected = -1;

    private Scan EndRow(ReadOnlySpan<byte> text, int at, int place, bool isLast, CsvRow row)
    {
        var full = place + 1;
        if (text[place] == CsvRow.Return)
        {
            if (full == text.Length && !isLast) return Fail(Scan.More);
            if (full < text.Length && text[full] == CsvRow.Feed)
            {
                full++;
                if (Advance(text)) next++;
            }
        }
        row.End(place - at, full - at, lineBreaks: 1);
        expected = full;
        return Scan.Row;
    }

    // A quoted cell of one line, whose quotes hold no other and end where the cell does.
    private bool IsPlainlyQuoted(ReadOnlySpan<byte> text, int quote, out int end)
    {
        do
        {
            end = quote;
            if (!Advance(text)) return false;
            end = places[next++];
        }
        while (text[end] == delimiter);
        return text[end] == CsvRow.Quote && end + 1 < text.Length && (text[end + 1] == delimiter || text[end + 1] is CsvRow.Return or CsvRow.Feed);
    }

    private Scan ReadWithCare(ReadOnlySpan<byte> text, int at, bool isLast, CsvRow row)
    {
        var scan = row.Read(text[at..], isLast);
        if (scan != Scan.Row) return Fail(scan);

        var end = at + row.FullLength;
        while (Advance(text) && places[next] < end) next++;
        expected = end;
        return Scan.Row;
    }

    private Scan Fail(Scan scan)
    {
        expected = -1;
        return scan;
    }

    private void Restart(int at) => (next, count, reached, expected) = (0, 0, at, at);

    // False when no place is left in the text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Advance(ReadOnlySpan<byte> text) => next < count || Find(text);

    private bool Find(ReadOnlySpan<byte> text)
    {
        next = count = 0;
        while (count == 0 && reached < text.Length)
        {
            var end = Math.Min(text.Length, reached + Reach);
            count = Find(text[..end], reached, places);
            reached = end;
        }
        return count > 0;
    }

    private int Find(ReadOnlySpan<byte> text, int from, Span<int> found)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        ref var into = ref MemoryMarshal.GetReference(found);
        var total = 0;
        var at = from;
        for (; at <= text.Length - Stride; at += Stride)
            total = Put(Marks(Vector512.LoadUnsafe(ref start, (nuint)at)), at, ref into, total);

        Span<byte> rest = stackalloc byte[Stride];
        rest.Clear();
        text[at..].CopyTo(rest);
        var within = (1UL << (text.Length - at)) - 1;
        return Put(Marks(Vector512.Create((ReadOnlySpan<byte>)rest)) & within, at, ref into, total);
    }

    private ulong Marks(Vector512<byte> bytes) =>
        (Vector512.Equals(bytes, Vector512.Create(delimiter)) | Vector512.Equals(bytes, Vector512.Create(CsvRow.Quote))
            | Vector512.Equals(bytes, Vector512.Create(CsvRow.Feed)) | Vector512.Equals(bytes, Vector512.Create(CsvRow.Return))).ExtractMostSignificantBits();

    // Eight at a time, be they there or not: a loop of known length is not guessed wrong.
    private static int Put(ulong marks, int at, ref int into, int total)
    {
        var last = total + BitOperations.PopCount(marks);
        for (var i = total; i < last; i += 8)
        {
            for (var j = 0; j < 8; j++)
            {
                Unsafe.Add(ref into, i + j) = at + BitOperations.TrailingZeroCount(marks);
                marks &= marks - 1;
            }
        }
        return last;
    }
}
