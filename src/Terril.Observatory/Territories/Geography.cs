using System.Collections.Concurrent;

namespace Terril.Observatory.Territories;

/// <summary>The territories of one vintage and who belongs to whom. Immutable; safe to share between threads.</summary>
/// <remarks>
/// Territories of a level are sorted by code and numbered from 0: arrays of figures are indexed by that number.
/// An EPCI belongs to no department: both are sets of communes. The overseas collectivities are listed with a department and a
/// region of their own, as the official lists do, but are not part of the country.
/// </remarks>
public sealed partial class Geography
{
    private readonly Dictionary<string, LevelIndex> _levels;
    private readonly Dictionary<(string Level, string Upper), int[]> _parents;
    private readonly ConcurrentDictionary<(string Level, string Upper), IReadOnlyList<Territory>[]> _members = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<Territory>?[]> _above = new(StringComparer.Ordinal);

    /// <summary>Year of the official list.</summary>
    public int Vintage => _table.Year;

    /// <summary>The levels it has: the official ones, then those the site adds, in order of addition.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Territories of <paramref name="level"/> in order of their index; empty for a level it does not have.</summary>
    public IReadOnlyList<Territory> At(string level) => _levels.TryGetValue(level, out var index) ? index.All : [];

    /// <summary>Finds a territory of this vintage by level and code; no other vintage is tried.</summary>
    public Territory? Find(TerritoryId id) => IndexOf(id.Level, id.Code) is >= 0 and var index ? _levels[id.Level].All[index] : null;

    /// <summary>Index of the territory of <paramref name="level"/> that bears <paramref name="code"/>, or −1.</summary>
    public int IndexOf(string level, ReadOnlySpan<char> code) => _levels.TryGetValue(level, out var index) ? index.Of(code) : -1;

    /// <summary>For each territory of <paramref name="level"/>, the index of the one of <paramref name="upper"/> it belongs to, or −1.</summary>
    /// <param name="level"><c>commune</c> (to any upper level), <c>department</c> (to region, country), <c>region</c> (to country), or a site's level.</param>
    /// <param name="upper">A coarser level.</param>
    /// <returns>Empty when no member of <paramref name="level"/> ever belongs to <paramref name="upper"/> (an EPCI has no department).</returns>
    public ReadOnlySpan<int> Parents(string level, string upper) => _parents.GetValueOrDefault((level, upper));

    /// <summary>
    /// The territories of <paramref name="level"/> that belong to <paramref name="territory"/>, by code. Communes for any upper level;
    /// also departments of a region; empty where <see cref="Parents"/> is. For EPCIs see <see cref="Touching"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The territory is not of this geography.</exception>
    public IReadOnlyList<Territory> Members(Territory territory, string level)
    {
        Own(territory);
        var grouped = _members.GetOrAdd((level, territory.Level), key => Group(At(key.Level), Parents(key.Level, key.Upper), At(key.Upper).Count));
        return grouped.Length == 0 ? [] : grouped[territory.Index];
    }

    /// <summary>
    /// The territories of <paramref name="level"/> that have at least a commune in common with <paramref name="territory"/>, those that
    /// share the most inhabitants first: the EPCIs of a department or a region, the departments of an EPCI.
    /// </summary>
    /// <exception cref="ArgumentException">The territory is not of this geography.</exception>
    public IReadOnlyList<Territory> Touching(Territory territory, string level)
    {
        if (territory.Level == Level.Commune) return Members(territory, level);
        var parents = Parents(Level.Commune, level);
        var shared = new SortedDictionary<int, long>();
        foreach (var commune in parents.IsEmpty ? [] : Members(territory, Level.Commune))
        {
            var parent = parents[commune.Index];
            if (parent >= 0) shared[parent] = shared.GetValueOrDefault(parent) + (commune.Population ?? 0);
        }

        var all = At(level);
        return [.. shared.OrderByDescending(s => s.Value).Select(s => all[s.Key])];
    }

    /// <summary>
    /// The territories that contain <paramref name="territory"/>, from the nearest to the farthest
    /// (for a commune: its EPCI, department, region, country). For an EPCI: every department and region it touches, most peopled first.
    /// </summary>
    /// <exception cref="ArgumentException">The territory is not of this geography.</exception>
    public IReadOnlyList<Territory> Above(Territory territory)
    {
        Own(territory);
        var known = _above.GetOrAdd(territory.Level, static (level, all) => new IReadOnlyList<Territory>?[all.At(level).Count], this);
        return known[territory.Index] ??= FindAbove(territory);
    }

    private List<Territory> FindAbove(Territory territory)
    {
        if (territory.Level == Level.Epci) return [.. Level.Official.Skip(2).SelectMany(upper => Touching(territory, upper))];
        var above = new List<Territory>(Levels.Count);
        foreach (var upper in Levels)
        {
            var parents = Parents(territory.Level, upper);
            if (!parents.IsEmpty && parents[territory.Index] is >= 0 and var parent) above.Add(At(upper)[parent]);
        }

        return above;
    }

    private void Own(Territory territory)
    {
        var all = At(territory.Level);
        if ((uint)territory.Index < (uint)all.Count && all[territory.Index].Code == territory.Code) return;
        throw new ArgumentException($"{territory.Id} is not a territory of vintage {Vintage}.", nameof(territory));
    }

    private static IReadOnlyList<Territory>[] Group(IReadOnlyList<Territory> territories, ReadOnlySpan<int> parents, int count)
    {
        if (parents.IsEmpty) return [];
        var groups = new List<Territory>[count];
        for (var i = 0; i < count; i++) groups[i] = [];
        for (var i = 0; i < parents.Length; i++)
        {
            if (parents[i] >= 0) groups[parents[i]].Add(territories[i]);
        }

        return groups;
    }

    private sealed class LevelIndex(Territory[] all)
    {
        private readonly Lazy<Dictionary<string, int>> _byCode = new(() => all.ToDictionary(t => t.Code, t => t.Index, StringComparer.Ordinal));

        public Territory[] All => all;

        public int Of(ReadOnlySpan<char> code) =>
            _byCode.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var index) ? index : -1;
    }
}
