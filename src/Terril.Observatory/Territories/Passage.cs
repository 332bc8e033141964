namespace Terril.Observatory.Territories;

/// <summary>How territories of one vintage become those of another.</summary>
public enum Movement
{
    /// <summary>Same code, same ground.</summary>
    Same,

    /// <summary>Another code, same ground.</summary>
    Renamed,

    /// <summary>Wholly inside a larger one.</summary>
    Merged,

    /// <summary>Shared between several by current population: an estimate.</summary>
    Split,

    /// <summary>EPCI only: same code, other communes. The value is kept and marked as estimated.</summary>
    Reshaped,

    /// <summary>Nothing of the other vintage matches: reported, never dropped silently.</summary>
    Gone,
}

/// <summary>One part of a territory in the other vintage.</summary>
/// <param name="Target">Index in the other vintage.</param>
/// <param name="Share">Share of the quantity that goes there, 0 to 1; the shares of a territory add up to 1.</param>
public readonly record struct Part(int Target, double Share);

/// <summary>The carrying of values from one vintage to another, level by level. Immutable; safe to share between threads.</summary>
/// <remarks>
/// Communes: mergers and changes of code follow from the lists, re-establishments from the table of movements; a vintage may be
/// carried to a later or an earlier one. EPCIs: by identical communes (a change of SIREN), as a union or a division of whole ones,
/// or else by code. Departments and regions: by code. A country, and levels that a site adds: themselves.
/// </remarks>
public sealed class Passage
{
    private readonly Dictionary<string, LevelPassage> _levels;

    internal Passage(int from, int to, Dictionary<string, LevelPassage> levels) => (From, To, _levels) = (from, to, levels);

    /// <summary>Vintage of the values as read.</summary>
    public int From { get; }

    /// <summary>Vintage they are carried to.</summary>
    public int To { get; }

    /// <summary>
    /// What becomes of the territory <paramref name="index"/> of <paramref name="level"/>, by target index; empty when it is
    /// <see cref="Movement.Gone"/>.
    /// </summary>
    public ReadOnlySpan<Part> Parts(string level, int index) =>
        _levels.TryGetValue(level, out var passage) ? passage.Shares[index] : new Part[] { new(index, 1) };

    /// <summary>The kind of what happens to it.</summary>
    public Movement MovementOf(string level, int index) => _levels.TryGetValue(level, out var passage) ? passage.Movements[index] : Movement.Same;

    /// <summary>
    /// For a territory that takes part in a merger: its share of the population of the result, in the vintage it was read in;
    /// weights a mean. 1 when it is alone or split.
    /// </summary>
    public double Weight(string level, int index) => _levels.TryGetValue(level, out var passage) ? passage.Weight(index) : 1;
}
