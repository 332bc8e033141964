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
    private readonly int _territories;
    private Status _usual;

    public Tally(int territories)
    {
        _territories = territories;
        _entries = ArrayPool<Entry>.Shared.Rent(territories);
        Clear();
    }

    private struct Entry
    {
        public double Sum, Covered;

        // Addends that are known and of the usual status, apart from the others.
        public int Usual;
        public int Addends, Known, Said;
        public bool Secret;
        public Status Status;
    }

    public void Clear()
    {
        _entries.AsSpan(0, _territories).Clear();
        _usual = Status.None;
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

    /// <summary>Adds each of some cells to its parent, unless that is −1: nearly all of them are known, and of one status.</summary>
    public void AddTo(ReadOnlySpan<int> parents, Cells cells)
    {
        if (_usual == Status.None) _usual = cells.Usual;
        var usual = _usual;
        var entries = _entries.AsSpan(0, _territories);
        ReadOnlySpan<double> values = cells.Value.AsSpan(0, parents.Length), coverages = cells.Coverages;
        var statuses = cells.Status.AsSpan(0, parents.Length);
        for (var i = 0; i < parents.Length; i++)
        {
            var parent = parents[i];
            if (parent < 0) continue;
            if (statuses[i] != usual || usual == Status.None)
            {
                Add(parent, values[i], statuses[i], cells.CoverageOf(i));
                continue;
            }
            ref var entry = ref entries[parent];
            entry.Usual++;
            entry.Sum += values[i];
            entry.Covered += coverages.IsEmpty ? 1 : coverages[i];
        }
    }

    /// <summary>True when something was said of every addend.</summary>
    public bool Whole(int territory) => _entries[territory].Said == _entries[territory].Addends;

    public double CoverageOf(int territory)
    {
        ref var entry = ref _entries[territory];
        return entry.Known + entry.Usual == 0 ? 0 : entry.Covered / (entry.Addends + entry.Usual);
    }

    public double SumOf(int territory) => _entries[territory].Sum;

    public Status StatusOf(int territory)
    {
        ref var entry = ref _entries[territory];
        if (entry.Said + entry.Usual == 0) return Status.None;
        if (entry.Known + entry.Usual == 0) return entry.Secret ? Status.Secret : Status.Unavailable;
        return entry.Known < entry.Addends ? Status.Partial : entry.Usual == 0 ? entry.Status : entry.Status.And(_usual);
    }

    /// <summary>Lends the room to others.</summary>
    public void Dispose() => ArrayPool<Entry>.Shared.Return(_entries);
}
