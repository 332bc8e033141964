using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>Carries the values of a file from its vintage to the release's. What goes in comes out, or is reported.</summary>
internal static class Harmonise
{
    /// <param name="native">Cells of one series and period in the file's vintage.</param>
    /// <param name="level">Level of the file.</param>
    /// <param name="indicator">Tells whether values add up, weigh, or stand alone.</param>
    /// <param name="passage">From the file's vintage to the release's; null when they are the same.</param>
    /// <param name="territories">How many territories the level has in the release.</param>
    /// <param name="edition">Number of the file among the editions.</param>
    /// <param name="lost">Called with the native index of each value that cannot be carried.</param>
    public static Cells Run(Native native, string level, Indicator indicator, Passage? passage, int territories, ushort edition, Action<int> lost)
    {
        if (passage is null) return new Cells(native, edition);
        var cells = new Cells(territories);
        if (indicator.Aggregate == Aggregation.Sum) Sum(native, level, passage, cells, edition, lost);
        else if (indicator.Aggregate == Aggregation.Mean) Mean(native, level, passage, cells, edition, lost);
        else Alone(native, level, passage, cells, edition, lost);
        return cells;
    }

    private static void Sum(Native native, string level, Passage passage, Cells cells, ushort edition, Action<int> lost)
    {
        using var tally = new Tally(cells.Count);
        for (var i = 0; i < native.Value.Length; i++)
        {
            var parts = passage.Parts(level, i);
            if (parts.IsEmpty && native.Status[i] != Status.None) lost(i);
            var rest = native.Value[i];
            for (var p = 0; p < parts.Length; p++)
            {
                // The last part takes the remainder, so that nothing is lost to rounding.
                var value = p == parts.Length - 1 ? rest : native.Value[i] * parts[p].Share;
                rest -= value;
                tally.Add(parts[p].Target, value, Moved(native.Status[i], passage.MovementOf(level, i)), native.CoverageOf(i));
            }
        }
        for (var t = 0; t < cells.Count; t++)
            if (tally.StatusOf(t) is var status and not Status.None) cells.Set(t, tally.SumOf(t), status, tally.CoverageOf(t), edition);
    }

    private static void Mean(Native native, string level, Passage passage, Cells cells, ushort edition, Action<int> lost)
    {
        using var values = new Tally(cells.Count);
        using var weights = new Tally(cells.Count);
        for (var i = 0; i < native.Value.Length; i++)
        {
            var parts = passage.Parts(level, i);
            if (parts.IsEmpty && native.Status[i] != Status.None) lost(i);
            foreach (var part in parts)
            {
                var weight = passage.Weight(level, i);
                var status = Moved(native.Status[i], passage.MovementOf(level, i));
                values.Add(part.Target, native.Value[i] * weight, status, native.CoverageOf(i));
                weights.Add(part.Target, native.Status[i].HasValue() ? weight : double.NaN, status, 1);
            }
        }
        for (var t = 0; t < cells.Count; t++)
        {
            // A mean of some of its parts is an estimate, not a lower bound.
            var status = values.StatusOf(t) == Status.Partial ? Status.Estimated : values.StatusOf(t);
            if (status != Status.None) cells.Set(t, values.SumOf(t) / weights.SumOf(t), status, values.CoverageOf(t), edition);
        }
    }

    private static void Alone(Native native, string level, Passage passage, Cells cells, ushort edition, Action<int> lost)
    {
        for (var i = 0; i < native.Value.Length; i++)
        {
            if (native.Status[i] == Status.None) continue;
            var movement = passage.MovementOf(level, i);
            if (movement is Movement.Gone or Movement.Merged)
            {
                lost(i);
                continue;
            }
            foreach (var part in passage.Parts(level, i))
                cells.Set(part.Target, native.Value[i], Moved(native.Status[i], movement), native.CoverageOf(i), edition);
        }
    }

    private static Status Moved(Status status, Movement movement) =>
        status.HasValue() && (movement is Movement.Split or Movement.Reshaped) ? status.And(Status.Estimated) : status;
}
