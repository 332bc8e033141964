using System.Buffers;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Building;

/// <summary>Adds up values for each of some territories, and what is known of them.</summary>
/// <remarks>
/// A secret or missing addend makes the sum a lower bound; all of them secret make it secret; an estimated one makes it estimated.
/// Coverage is the mean coverage of the addends. The order of addition is that of the calls: same input, same bits.
/// </remarks>
internal sealed class Tally : IDisposable
{
    private readonly Entry[] _entries;

    public Tally(int territories)
    {
        _entries = ArrayPool<Entry>.Shared.Rent(territories);
        _entries.AsSpan(0, territories).Clear();
    }

    private struct Entry
    {
        public double Sum, Covered;
        public int Addends, Known, Said;
        public bool Secret;
        public Status Status;
    }

    public void Add(int territory, double value, Status status, double coverage)
    {
        ref var entry = ref _entries[territory];
        entry.Addends++;
        if (status == Status.None) return;
        entry.Said++;
        if (!status.HasValue())
        {
            entry.Secret |= status == Status.Secret;
            return;
        }
        entry.Known++;
        entry.Sum += value;
        entry.Covered += coverage;
        if (entry.Status != status) entry.Status = entry.Status.And(status);
    }

    /// <summary>True when something was said of every addend.</summary>
    public bool Whole(int territory) => _entries[territory].Said == _entries[territory].Addends;

    public double CoverageOf(int territory) => _entries[territory].Known == 0 ? 0 : _entries[territory].Covered / _entries[territory].Addends;

    public double SumOf(int territory) => _entries[territory].Sum;

    public Status StatusOf(int territory)
    {
        ref var entry = ref _entries[territory];
        if (entry.Said == 0) return Status.None;
        if (entry.Known == 0) return entry.Secret ? Status.Secret : Status.Unavailable;
        return entry.Known < entry.Addends ? Status.Partial : entry.Status;
    }

    /// <summary>Lends the room to others.</summary>
    public void Dispose() => ArrayPool<Entry>.Shared.Return(_entries);
}
