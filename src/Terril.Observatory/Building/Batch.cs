using Terril.Observatory.Indicators;

namespace Terril.Observatory.Building;

/// <summary>What one value column of a file says in one series at one period.</summary>
/// <param name="Rule">Index of the value rule.</param>
/// <param name="Series">Indicator and breakdown.</param>
/// <param name="Period">As read, before it goes to a coarser one.</param>
internal readonly record struct Slot(int Rule, SeriesKey Series, Period Period);

/// <summary>The slots of a file, numbered from 0 as they are met by those that read it. Safe to share between threads.</summary>
internal sealed class Slots
{
    private readonly Dictionary<Slot, int> _numbers = [];
    private readonly Lock _adding = new();
    private volatile Slot[] _all = [];

    /// <summary>How many there are.</summary>
    public int Count => _all.Length;

    /// <summary>A slot by its number.</summary>
    public Slot this[int number] => _all[number];

    /// <summary>Number of a slot, a new one when it was never met.</summary>
    public int Of(in Slot slot)
    {
        lock (_adding)
        {
            if (_numbers.TryGetValue(slot, out var number)) return number;
            _all = [.. _all, slot];
            return _numbers[slot] = _all.Length - 1;
        }
    }
}

/// <summary>A territory that is not simply one of the vintage.</summary>
/// <param name="Code">As the recipe makes it.</param>
/// <param name="Territory">Index of the commune it folds into; −1 when nobody knows it.</param>
internal readonly record struct OddCode(string Code, int Territory);

/// <summary>What some rows of a file say, in columns.</summary>
internal sealed class Batch
{
    /// <summary>Rows that the recipe keeps.</summary>
    public int Rows { get; set; }

    /// <summary>Values.</summary>
    public int Count { get; private set; }

    /// <summary>Number among the slots of the file.</summary>
    public int[] Slot = new int[4096];

    /// <summary>Index in the file's own vintage; from −1 down, the number among <see cref="Odd"/>.</summary>
    public int[] Territory = new int[4096];

    /// <summary>In the indicator's unit; NaN when none.</summary>
    public double[] Value = new double[4096];

    /// <summary>What it is worth.</summary>
    public Status[] Status = new Status[4096];

    /// <summary>Line of the row, counted as its reader counts.</summary>
    public int[] Line = new int[4096];

    /// <summary>Where the row begins in what is at hand of the file.</summary>
    public int[] Start = new int[4096];

    /// <summary>Codes that nobody knows, and arrondissements.</summary>
    public List<OddCode> Odd { get; } = [];

    public void Clear()
    {
        Rows = Count = 0;
        Odd.Clear();
    }

    /// <summary>Makes room for values that the caller puts in.</summary>
    public void Extend(int count)
    {
        while (Slot.Length < Count + count) Grow();
        Count += count;
    }

    public void Add(int slot, int territory, double value, Status status, int line, int start)
    {
        if (Count == Slot.Length) Grow();
        var at = Count++;
        Slot[at] = slot;
        Territory[at] = territory;
        Value[at] = value;
        Status[at] = status;
        Line[at] = line;
        Start[at] = start;
    }

    private void Grow()
    {
        var length = Slot.Length * 2;
        Array.Resize(ref Slot, length);
        Array.Resize(ref Territory, length);
        Array.Resize(ref Value, length);
        Array.Resize(ref Status, length);
        Array.Resize(ref Line, length);
        Array.Resize(ref Start, length);
    }
}
