using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Terril.Bench;

/// <summary>
/// Counts the processor time of this process, all threads: what a measure costs, whoever else is on the machine.
/// For work on one thread that waits for nothing, it is the time that a quiet machine would take.
/// </summary>
internal sealed class ProcessorClock : IClock
{
    public string Title => "processor time";

    public bool IsAvailable => true;

    public Frequency Frequency { get; } = new(TimeSpan.TicksPerSecond);

    public long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}

/// <summary>On a measure that waits for the disk: the time on the wall.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WallClockAttribute() : JobMutatorConfigBaseAttribute(Job.Default.WithClock(Chronometer.BestClock));
