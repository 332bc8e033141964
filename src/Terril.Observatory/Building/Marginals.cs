using System.Buffers;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Building;

/// <summary>The sum of series over all territories of a level at once, where nothing else is said of it.</summary>
/// <remarks>What <see cref="Tally"/> says, to the bit: nearly everywhere all parts are known and of one status, and only elsewhere is it asked.</remarks>
internal static class Marginals
{
    /// <returns>Null when one of the parts is absent, or nothing is known of the first.</returns>
    public static Cells? Of(Cells?[] parts)
    {
        if (parts is not [{ } first, ..] || Array.Exists(parts, p => p is null) || first.Usual is var usual && usual == Status.None) return null;
        var count = first.Count;
        var rented = ArrayPool<bool>.Shared.Rent(count);
        var odd = rented.AsSpan(0, count);
        odd.Clear();
        var (values, statuses) = (new double[count], GC.AllocateUninitializedArray<Status>(count));
        Array.Fill(statuses, usual);
        foreach (var part in parts)
        {
            part!.MarkUnlike(usual, odd);
            part.MarkPartial(odd);
            Add(part.Value, values);
        }
        var sums = new Cells(values, statuses, null);
        AddOdd(parts!, odd, sums);
        ArrayPool<bool>.Shared.Return(rented);
        return sums;
    }

    private static void Add(ReadOnlySpan<double> part, Span<double> to)
    {
        for (var t = 0; t < to.Length; t++) to[t] += part[t];
    }

    private static void AddOdd(Cells[] parts, ReadOnlySpan<bool> odd, Cells sums)
    {
        using var tally = new Tally(1);
        var at = 0;
        for (int next; (next = odd[at..].IndexOf(true)) >= 0; at += next + 1)
        {
            var t = at + next;
            tally.Clear();
            foreach (var part in parts) tally.Add(0, part.Value[t], part.Status[t], part.CoverageOf(t));
            sums.Set(t, tally.SumOf(0), tally.StatusOf(0), tally.CoverageOf(0), edition: 0);
        }
    }
}
