using Terril.Observatory.Building;
using Terril.Observatory.Recipes;
using Terril.Observatory.Sources;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Boundaries;

/// <summary>What a preparation gave.</summary>
/// <param name="Drawn">What was put.</param>
/// <param name="Findings">What was found; nothing of it stops a map.</param>
public sealed record BoundaryOutcome(DrawnBoundaries Drawn, IReadOnlyList<Finding> Findings);

/// <summary>Makes the map of a site's communes from a file of boundaries: from GeoJSON of any vintage to a light TopoJSON of the site's.</summary>
public sealed class PrepareBoundaries(OfficialLists lists, BoundaryStore store)
{
    /// <summary>No map is heavier if it can be helped, in bytes of Brotli.</summary>
    public const int Heaviest = 130_000;

    // A hundred metres or so on a region: half a pixel of the widest map.
    private const int GridSize = 2048;

    // Detail under that many squares of the grid is not seen.
    private const double Invisible = 1.5;

    // Under that share of the borders, neighbours were simplified apart from each other; a few communes may well be no neighbours.
    private const double LeastShared = 0.5;
    private const int Few = 20;

    /// <summary>Prepares the map and puts it in force.</summary>
    /// <param name="site">The site folder: its scope says which communes, its geography which vintage.</param>
    /// <param name="source">The file and where it comes from.</param>
    /// <exception cref="FaultyInputException">The file cannot be read, or has no commune of the site.</exception>
    public BoundaryOutcome Run(string site, BoundarySource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (string.IsNullOrWhiteSpace(source.Source)) throw BoundaryFaults.Unsaid("--source");
        if (string.IsNullOrWhiteSpace(source.Licence)) throw BoundaryFaults.Unsaid("--licence");
        var described = SiteFolder.Open(site).Read();
        var geography = lists.At(described.Vintage);
        var wanted = Scope.Of(described, geography)[Level.Commune];
        var findings = new List<Finding>();

        var grounds = ReadGrounds.Run(source, lists, findings);
        var kept = Carry(source, geography, wanted, grounds, findings);
        var (grid, outlines) = Outlines(kept, GridSize);
        var topology = Topology.Of(outlines);
        var name = Path.GetFileName(source.File);
        if (topology.SharedLength() is var share && outlines.Count > Few && share < LeastShared) findings.Add(BoundaryFaults.Apart(name, share));
        var map = Lighten(grid, topology);
        if (map.Brotli.Length > Heaviest) findings.Add(BoundaryFaults.Heavy(name, map.Brotli.Length, Heaviest));

        var codes = outlines.Select(o => o.Code).ToHashSet(StringComparer.Ordinal);
        if (kept.Select(k => k.Code).Where(c => !codes.Contains(c)).Distinct().ToList() is { Count: > 0 } small) findings.Add(BoundaryFaults.TooSmall(name, small));
        string[] notDrawn = [.. wanted.Select(i => geography.At(Level.Commune)[i].Code).Where(c => !codes.Contains(c))];
        var drawn = new DrawnBoundaries(described.Vintage, BoundaryStore.NameOf(described.Vintage, map.Plain), map.Plain.Length, map.Brotli.Length, codes.Count, notDrawn,
            source.Source.Trim(), source.Licence.Trim(), source.Date, name, source.Vintage, SnapshotStore.HashOf(source.File));
        store.Put(drawn, map.Plain, map.Brotli);
        return new(drawn, findings);
    }

    /// <summary>The rings of the communes wanted, under their code of the vintage drawn.</summary>
    private List<Ground> Carry(BoundarySource source, Geography geography, int[] wanted, List<Ground> grounds, List<Finding> findings)
    {
        var name = Path.GetFileName(source.File);
        var heirs = Heirs.Between(lists, source.Vintage, geography.Vintage, grounds.Select(g => g.Code).ToHashSet(StringComparer.Ordinal));
        var isWanted = wanted.ToHashSet();
        var partly = grounds.Select(g => heirs.Of(g.Code)).Where(heirs.Incomplete.Contains).ToHashSet();
        var kept = grounds.Select(g => (Ground: g, Commune: heirs.Of(g.Code)))
            .Where(k => isWanted.Contains(k.Commune) && !heirs.Incomplete.Contains(k.Commune) && !heirs.NotDivided.Contains(k.Commune))
            .Select(k => k.Ground with { Code = geography.At(Level.Commune)[k.Commune].Code }).ToList();

        if (heirs.Unknown.Count > 0) findings.Add(BoundaryFaults.UnknownCodes(name, source.Vintage, heirs.Unknown));
        Tell(BoundaryFaults.NotDivided, wanted.Where(heirs.NotDivided.Contains));
        Tell(BoundaryFaults.Incomplete, wanted.Where(partly.Contains));
        var drawn = kept.Select(k => k.Code).ToHashSet(StringComparer.Ordinal);
        Tell((file, codes) => BoundaryFaults.NotDrawn(file, geography.Vintage, codes),
            wanted.Where(i => !heirs.NotDivided.Contains(i) && !partly.Contains(i) && !drawn.Contains(geography.At(Level.Commune)[i].Code)));
        return kept.Count > 0 ? kept : throw BoundaryFaults.NothingToDraw(name, geography.Vintage);

        void Tell(Func<string, IReadOnlyList<string>, Finding> finding, IEnumerable<int> communes)
        {
            string[] codes = [.. communes.Select(i => geography.At(Level.Commune)[i].Code)];
            if (codes.Length > 0) findings.Add(finding(name, codes));
        }
    }

    /// <summary>Each commune on the grid, by code; those that nothing is left of are not there.</summary>
    internal static (Grid Grid, List<Outline> Outlines) Outlines(IReadOnlyList<Ground> grounds, int size)
    {
        var grid = Grid.Over(grounds, size);
        var outlines = grounds.GroupBy(g => g.Code, StringComparer.Ordinal)
            .Select(g => Outline.Of(g.Key, g.SelectMany(part => part.Rings).Select(grid.Put).Where(ring => ring.Count > 0)))
            .Where(o => o.Polygons.Count > 0).OrderBy(o => o.Polygons[0][0][0].Along).ThenBy(o => o.Code, StringComparer.Ordinal).ToList();
        return (grid, outlines);
    }

    /// <summary>As many points as are seen and as weigh no more than a map may.</summary>
    internal static (byte[] Plain, byte[] Brotli) Lighten(Grid grid, Topology topology)
    {
        var order = Simplify.Order(topology.Arcs);
        return Weigh.Heaviest(order.Under(Invisible), order.Removable, Heaviest, removed => TopoJson.Write(grid, topology.Shapes, order.Without(removed)));
    }
}
