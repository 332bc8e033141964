using Terril.Observatory.Boundaries;
using Terril.Observatory.Maps;
using Terril.Shared.Ui;

namespace Terril.Observatory.Public;

/// <summary>The outlines of the communes, as the map of another room asks for them: TopoJSON in degrees, the same for all maps.</summary>
public sealed record Outline(string Address, DrawnBoundaries Drawn);

/// <summary>Offers the outlines of the communes in force, where some are loaded.</summary>
public sealed class Outlines(SubjectNames names, CommuneMaps maps, Links links)
{
    private CommuneShapes? Shapes => names.Release is { } release ? maps.Of(release.Geography.Vintage) : null;

    public Outline? Now() => Shapes?.Drawn is { } drawn ? new(links.File(MapRoutes.PathOf(drawn)), drawn) : null;

    /// <summary>The borders of a part of the map, in degrees, for a drawing on the page itself; none where none are loaded.</summary>
    public IEnumerable<IReadOnlyList<Position>> Borders(Position southWest, Position northEast) => Shapes?.Borders.Within(southWest, northEast) ?? [];
}
