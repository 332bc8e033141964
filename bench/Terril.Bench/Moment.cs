using System.Diagnostics;
using System.Globalization;

namespace Terril.Bench;

/// <summary>Processor time so far: of the whole machine, where the system tells it, and of this process and those it started that have ended.</summary>
internal readonly record struct Moment(long Stamp, TimeSpan? Machine, TimeSpan Own)
{
    private const string Counters = "/proc/stat";
    private const int TicksInSecond = 100;

    public static Moment Now() => new(Stopwatch.GetTimestamp(), MachineTime(), Environment.CpuUsage.TotalTime + ChildrenTime());

    /// <summary>How long it took, and which share of the machine others took meanwhile.</summary>
    public Spell Since(Moment before)
    {
        var elapsed = Stopwatch.GetElapsedTime(before.Stamp, Stamp);
        var others = (Machine - before.Machine - (Own - before.Own)) / (elapsed * Environment.ProcessorCount);
        return new Spell(elapsed, others is { } share ? Math.Clamp(share, 0, 1) : null);
    }

    // cpu user nice system idle iowait irq softirq steal …: all but the fourth and the fifth is work.
    private static TimeSpan? MachineTime()
    {
        if (!File.Exists(Counters)) return null;
        var counts = File.ReadLines(Counters).First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(c => long.Parse(c, CultureInfo.InvariantCulture)).ToArray();
        return TimeSpan.FromSeconds((double)(counts.Sum() - counts[3] - counts[4]) / TicksInSecond);
    }

    // After the name in brackets: state, …, and as fourteenth and fifteenth the user and system time of children waited for.
    private static TimeSpan ChildrenTime()
    {
        const string own = "/proc/self/stat";
        if (!File.Exists(own)) return TimeSpan.Zero;
        var fields = File.ReadAllText(own).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return TimeSpan.FromSeconds(fields.Skip(13).Take(2).Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksInSecond);
    }
}

/// <summary>A run: how long, and the share of the machine's processor time that other programs took (0 to 1), where it is known.</summary>
internal sealed record Spell(TimeSpan Elapsed, double? Others);
