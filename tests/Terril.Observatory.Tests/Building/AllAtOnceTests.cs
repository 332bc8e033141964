using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Building;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Tests.Building;

/// <summary>What is computed for all cells at once is, to the bit, what is computed for each.</summary>
public sealed class AllAtOnceTests
{
    private const int Count = 300;
    private static readonly Period Year = Period.Of(2021);

    [Fact]
    public void Sums_of_parts() => ForAnySeed(random =>
    {
        var parts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Some(random)).ToArray();
        if (Marginals.Of(parts) is not { } sums) return parts[0].Usual == Status.None;
        using var tally = new Tally(Count);
        foreach (var part in parts)
            for (var t = 0; t < Count; t++) tally.Add(t, part.Value[t], part.Status[t], part.CoverageOf(t));
        return Same(sums, Of(tally));
    });

    [Fact]
    public void Sums_of_members() => ForAnySeed(random =>
    {
        var (members, parents) = (Some(random), Enumerable.Range(0, Count).Select(_ => random.Next(-1, 20)).ToArray());
        using var once = new Tally(Count);
        using var each = new Tally(Count);
        once.AddTo(parents, members);
        for (var i = 0; i < Count; i++)
            if (parents[i] >= 0) each.Add(parents[i], members.Value[i], members.Status[i], members.CoverageOf(i));
        return Same(Of(once), Of(each)) && Enumerable.Range(0, Count).All(t => once.Whole(t) == each.Whole(t));
    });

    [Fact]
    public void Ratios() => ForAnySeed(random =>
    {
        var values = new Values();
        var numerator = Some(random);
        values.Put(new SeriesKey("above", ""), "commune", Year, numerator);
        for (var near = random.Next(3); near < 3; near++) values.Put(new SeriesKey("below", ""), "commune", Period.Of(2021 - near), Some(random));
        var asked = new Values();
        asked.Share(values, "above");
        asked.Share(values, "below");
        asked.Put(new SeriesKey("ratio", ""), "commune", Year, new Cells(Count));
        var rule = new Indicator { Id = "ratio", Name = Text.Same("r"), Short = Text.Same("r"), Unit = "u", Aggregate = Aggregation.Ratio, Ratio = new RatioRule("above", "below", 1000, 3) };
        new Derive(values).Ratio(rule);
        new Derive(asked).Ratio(rule);
        return Same(values.Find(new SeriesKey("ratio", ""), "commune", Year)!, asked.Find(new SeriesKey("ratio", ""), "commune", Year)!);
    });

    private static void ForAnySeed(Func<Random, bool> holds) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => holds(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    // Mostly known and alike, as files are; or of all kinds.
    private static Cells Some(Random random)
    {
        var cells = new Cells(Count);
        var (odd, usual) = (random.Next(4) switch { 0 => 0, 1 => 0.5, _ => 0.02 }, (Status)random.Next(1, 6));
        for (var t = 0; t < Count; t++)
        {
            var status = random.NextDouble() < odd ? (Status)random.Next(8) : usual;
            if (status != Status.None) cells.Set(t, random.Next(10) == 0 ? 0 : random.NextDouble() * 1e6, status, random.NextDouble() < odd ? random.NextDouble() : 1, edition: (ushort)random.Next(odd > 0 ? 2 : 1));
        }
        return cells;
    }

    private static Cells Of(Tally tally)
    {
        var cells = new Cells(Count);
        for (var t = 0; t < Count; t++)
            if (tally.StatusOf(t) is var status and not Status.None) cells.Set(t, tally.SumOf(t), status, tally.CoverageOf(t), edition: 0);
        return cells;
    }

    private static bool Same(Cells one, Cells other) => Enumerable.Range(0, Count).All(t =>
        BitConverter.DoubleToInt64Bits(one.Value[t]) == BitConverter.DoubleToInt64Bits(other.Value[t]) && one.Status[t] == other.Status[t]
        && one.CoverageOf(t) == other.CoverageOf(t) && one.EditionOf(t) == 0 && other.EditionOf(t) == 0);
}
