using System.Collections.Concurrent;

namespace Terril.Observatory.Territories;

public sealed partial class OfficialLists
{
    private readonly ConcurrentDictionary<(int From, int To), Lazy<Passage>> _passages = new();

    /// <summary>How values read in one vintage are carried to another, computed at first use and kept.</summary>
    /// <exception cref="FaultyInputException">One of the vintages is not at hand.</exception>
    public Passage Between(int from, int to)
    {
        var (before, after) = (At(from), At(to));
        return _passages.GetOrAdd((from, to), _ => new(() => Carry(before, after))).Value;
    }

    private Passage Carry(Geography from, Geography to)
    {
        var communes = Steps(from.Vintage, to.Vintage);
        return new(from.Vintage, to.Vintage, new(StringComparer.Ordinal)
        {
            [Level.Commune] = LevelPassage.Communes(from.At(Level.Commune), to.At(Level.Commune), communes),
            [Level.Epci] = LevelPassage.Epcis(from, to, communes),
            [Level.Department] = LevelPassage.ByCode(from, to, Level.Department),
            [Level.Region] = LevelPassage.ByCode(from, to, Level.Region),
        });
    }

    // From vintage to next vintage: a merger and a split later on are then no more than two steps.
    private Shares Steps(int from, int to)
    {
        var years = Vintages.Where(year => year >= Math.Min(from, to) && year <= Math.Max(from, to)).ToList();
        if (to < from) years.Reverse();
        var steps = years.Zip(years.Skip(1), (a, b) => a < b ? Forward(Table(a), Table(b)) : Backward(Table(a), Table(b))).ToList();
        return steps.Count > 0
            ? steps.Aggregate((all, step) => all.Then(step))
            : Shares.Of(Table(from)[Column.CommuneCode].Length, (i, row) => row.Add(new(i, 1)));
    }

    private static Shares Backward(VintageTable later, VintageTable earlier) =>
        Forward(earlier, later).Back(earlier[Column.Population], later[Column.CommuneCode].Length);

    private static Shares Forward(VintageTable earlier, VintageTable later)
    {
        var codes = earlier[Column.CommuneCode];
        var movements = Movements.Between(earlier.Year, later.Year);
        return Shares.Of(codes.Length, (i, row) =>
        {
            if (movements.TryGetValue(earlier.Strings[codes[i]], out var movement)) Divide(movement, later, row);
            else if (later.CommuneOf(codes[i]) is >= 0 and var same) row.Add(new(same, 1));
            else if (later.CommuneOfFormer(codes[i]) is >= 0 and var larger) row.Add(new(larger, 1));
        });
    }

    private static void Divide(OfficialMovement movement, VintageTable later, List<Part> row)
    {
        foreach (var (code, _) in movement.Into)
        {
            var target = Array.FindIndex(later[Column.CommuneCode], number => later.Strings[number] == code);
            if (target >= 0) row.Add(new(target, Math.Max(0, later[Column.Population][target])));
        }
    }
}
