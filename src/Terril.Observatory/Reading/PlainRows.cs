using System.Runtime.CompilerServices;

namespace Terril.Observatory.Reading;

/// <summary>Rows without a quote, one a line, all of as many cells.</summary>
internal sealed class PlainRows
{
    /// <summary>Most rows.</summary>
    public const int Most = 512;

    /// <summary>How many.</summary>
    public int Count { get; set; }

    /// <summary>Where cells end.</summary>
    public int[] Places { get; set; } = [];

    /// <summary>Of each row, the number among the places of the end of its first cell.</summary>
    public int[] First { get; } = new int[Most];

    /// <summary>Of each row, where it begins.</summary>
    public int[] Start { get; } = new int[Most];

    /// <summary>Of each row, its line, from 0.</summary>
    public int[] Line { get; } = new int[Most];

    /// <summary>Where a cell begins.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <param name="end">Where it ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Cell(int row, int column, out int end)
    {
        var place = First[row] + column;
        end = Places[place];
        return column == 0 ? Start[row] : Places[place - 1] + 1;
    }

    /// <summary>Adds a row.</summary>
    public void Add(int first, int start)
    {
        (First[Count], Start[Count], Line[Count]) = (first, start, Count);
        Count++;
    }

    /// <summary>Puts a row in the place of one before it.</summary>
    public void Move(int row, int to) => (First[to], Start[to], Line[to]) = (First[row], Start[row], Line[row]);

    /// <summary>How many lines were found, those of rows that were left too.</summary>
    public int Lines { get; set; }

    /// <summary>Where what follows them begins.</summary>
    public int End { get; set; }

    /// <summary>For the index: what comes after them.</summary>
    public int Next { get; set; }

    /// <inheritdoc cref="Next"/>
    public int Mark { get; set; }
}
